namespace LineageAot.Lineage;

/// <summary>The kinds of lines of an export, in the order in which they come; in a line's <c>type</c> they stand in snake_case.</summary>
public enum ExportType
{
    /// <summary>The workspace's own row.</summary>
    Workspace,

    /// <summary>Where sources come from.</summary>
    Connector,

    /// <summary>Contents that versions of the workspace's sources have. They belong to nobody, so another workspace's export may hold them too.</summary>
    Content,

    /// <summary>Sources.</summary>
    Source,

    /// <summary>What became of sources.</summary>
    SourceHistory,

    /// <summary>Versions of sources.</summary>
    SourceVersion,

    /// <summary>Texts.</summary>
    Document,

    /// <summary>Ways to split that the workspace uses. They belong to nobody, so another workspace's export may hold them too.</summary>
    ChunkConfig,

    /// <summary>Chunks of one document made in one way.</summary>
    ChunkSet,

    /// <summary>Chunks.</summary>
    Chunk,

    /// <summary>One model's vectors.</summary>
    EmbeddingSet,

    /// <summary>Pointers to vectors.</summary>
    ChunkEmbedding,

    /// <summary>Described sequences of work.</summary>
    Pipeline,

    /// <summary>Collections.</summary>
    Collection,

    /// <summary>Which version of a collection's name is pinned.</summary>
    CollectionPin,

    /// <summary>Which sources belong to a collection.</summary>
    CollectionSource,

    /// <summary>When pipelines are to run.</summary>
    Schedule,

    /// <summary>Tools and flows.</summary>
    Definition,

    /// <summary>Runs.</summary>
    Run,

    /// <summary>What runs did with each thing.</summary>
    RunItem,

    /// <summary>What runs read and made.</summary>
    RunIo,

    /// <summary>Events of runs.</summary>
    Event,

    /// <summary>Searches.</summary>
    Query,

    /// <summary>Their results.</summary>
    QueryResult,

    /// <summary>Files that were made of something.</summary>
    Artifact,
}

/// <summary>What an export holds.</summary>
public sealed record ExportOptions
{
    /// <summary>Chunks with their texts, and searches with theirs; without, <c>text</c> is null and the hashes say what it was.</summary>
    public bool IncludeTexts { get; init; } = true;

    /// <summary>Which types of lines; null is all.</summary>
    public IReadOnlyCollection<ExportType>? Types { get; init; }
}

/// <summary>What was exported.</summary>
/// <param name="Counts">How many lines of each type, as the footer has them.</param>
/// <param name="Bytes">The length of the whole in bytes, header and footer included.</param>
public sealed record ExportReport(IReadOnlyDictionary<ExportType, long> Counts, long Bytes);
