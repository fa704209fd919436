namespace LineageAot.Lineage;

/// <summary>
/// The lineage store's tables. Open it by itself through <see cref="LineageStore"/>, or put the tables into your own file:
/// <c>[Database(Include = [typeof(LineageSchema)])]</c>.
/// </summary>
[Database]
public sealed partial class LineageSchema : LineageDatabase
{
    /// <summary>Workspaces.</summary>
    public partial Table<WorkspaceRow> Workspaces { get; }

    /// <summary>Where sources come from.</summary>
    public partial Table<Connector> Connectors { get; }

    /// <summary>Bytes by their hash.</summary>
    public partial Table<Content> Contents { get; }

    /// <summary>Sources.</summary>
    public partial Table<Source> Sources { get; }

    /// <summary>What became of sources.</summary>
    public partial Table<SourceHistory> SourceHistory { get; }

    /// <summary>Versions of sources.</summary>
    public partial Table<SourceVersion> SourceVersions { get; }

    /// <summary>Texts.</summary>
    public partial Table<Document> Documents { get; }

    /// <summary>Ways to split.</summary>
    public partial Table<ChunkConfig> ChunkConfigs { get; }

    /// <summary>Chunks of one document made in one way.</summary>
    public partial Table<ChunkSet> ChunkSets { get; }

    /// <summary>Chunks.</summary>
    public partial Table<Chunk> Chunks { get; }

    /// <summary>One model's vectors of a workspace.</summary>
    public partial Table<EmbeddingSet> EmbeddingSets { get; }

    /// <summary>Pointers to vectors.</summary>
    public partial Table<ChunkEmbedding> ChunkEmbeddings { get; }

    /// <summary>Chunk sets whose chunks have no pointers yet.</summary>
    public partial Table<EmbeddingBacklog> EmbeddingBacklog { get; }

    /// <summary>Described sequences of work.</summary>
    public partial Table<Pipeline> Pipelines { get; }

    /// <summary>Knowledge bases.</summary>
    public partial Table<Collection> Collections { get; }

    /// <summary>Which version of a collection's name is meant.</summary>
    public partial Table<CollectionPin> CollectionPins { get; }

    /// <summary>Which sources belong to a collection.</summary>
    public partial Table<CollectionSource> CollectionSources { get; }

    /// <summary>When pipelines are to run.</summary>
    public partial Table<Schedule> Schedules { get; }

    /// <summary>Tools and flows.</summary>
    public partial Table<Definition> Definitions { get; }

    /// <summary>Searches that were made.</summary>
    public partial Table<LoggedQuery> Queries { get; }

    /// <summary>What they found.</summary>
    public partial Table<LoggedQueryResult> QueryResults { get; }

    /// <summary>Files that were made of something.</summary>
    public partial Table<Artifact> Artifacts { get; }

    /// <summary>Settings of the store's user.</summary>
    public partial Table<SettingRow> Settings { get; }

    /// <summary>What somebody else is to be told.</summary>
    public partial Table<OutboxRow> Outbox { get; }

    /// <summary>Runs.</summary>
    public partial Table<Run> Runs { get; }

    /// <summary>What runs did with each thing.</summary>
    public partial Table<RunItem> RunItems { get; }

    /// <summary>What runs read and made.</summary>
    public partial Table<RunIo> RunIo { get; }

    /// <summary>Event streams.</summary>
    public partial Table<EventStream> EventStreams { get; }

    /// <summary>Events.</summary>
    public partial Table<EventRow> Events { get; }

    /// <summary>All events together.</summary>
    public partial Table<EventLog> EventLog { get; }

    /// <summary>Whether the events are in a file of their own.</summary>
    public partial Table<EventSplit> EventSplit { get; }

    /// <summary>What the events of a stream come to.</summary>
    public partial Table<EventSnapshot> Snapshots { get; }

    /// <summary>How far readers of the events are.</summary>
    public partial Table<ProcessorCheckpoint> Checkpoints { get; }

    /// <summary>The program's log.</summary>
    public partial Table<LogEntry> LogEntries { get; }

    /// <summary>Upkeep that was done.</summary>
    public partial Table<MaintenanceEntry> MaintenanceLog { get; }
}
