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
}
