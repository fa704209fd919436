namespace LineageAot.Lineage;

/// <summary>The kinds of things in a graph of lineage.</summary>
public enum LineageNodeKind
{
    /// <summary>A source.</summary>
    Source,

    /// <summary>A version of a source.</summary>
    SourceVersion,

    /// <summary>The bytes of a version.</summary>
    Content,

    /// <summary>A document.</summary>
    Document,

    /// <summary>A chunk set.</summary>
    ChunkSet,

    /// <summary>A chunk.</summary>
    Chunk,

    /// <summary>A pointer from a chunk to its vector.</summary>
    ChunkEmbedding,

    /// <summary>An embedding set.</summary>
    EmbeddingSet,

    /// <summary>A run.</summary>
    Run,

    /// <summary>A logged query.</summary>
    Query,

    /// <summary>A collection.</summary>
    Collection,

    /// <summary>An artifact.</summary>
    Artifact,

    /// <summary>Something of the store's user.</summary>
    Custom,
}

/// <summary>Which thing is meant.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">Its key. Of a <see cref="LineageNodeKind.ChunkEmbedding"/> the chunk's; of a <see cref="LineageNodeKind.Content"/> the first 16 bytes of its hash.</param>
/// <param name="EmbeddingSetId">The embedding set of a <see cref="LineageNodeKind.ChunkEmbedding"/>; null for all others.</param>
public readonly record struct LineageNodeKey(LineageNodeKind Kind, Guid Id, EmbeddingSetId? EmbeddingSetId = null)
{
    /// <inheritdoc/>
    public bool Equals(LineageNodeKey other)
        => Id == other.Id && Kind == other.Kind && EmbeddingSetId.GetValueOrDefault() == other.EmbeddingSetId.GetValueOrDefault() && EmbeddingSetId.HasValue == other.EmbeddingSetId.HasValue;

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode() ^ (int)Kind; // Keys differ by themselves; a chunk's embeddings are few.
}

/// <summary>A thing in a graph of lineage.</summary>
/// <param name="Key">Which one.</param>
/// <param name="Depth">How many edges it's away from where the trace started, 0 for the start itself.</param>
public sealed record LineageNode(LineageNodeKey Key, int Depth)
{
    /// <summary>Its kind.</summary>
    public LineageNodeKind Kind => Key.Kind;

    /// <summary>Its key; see <see cref="LineageNodeKey.Id"/>.</summary>
    public Guid Id => Key.Id;

    /// <summary>
    /// What people know it by: a source's URI, a version's number, a document's title, a run's type, an embedding set's or collection's name, an artifact's kind, a query's text.
    /// Null for other kinds, where there is none, and for what runs name and the workspace doesn't have (any more).
    /// </summary>
    public string? Label { get; init; }

    /// <summary>The whole hash of a <see cref="LineageNodeKind.Content"/>; null for all others.</summary>
    public Sha256? ContentSha256 { get; init; }
}

/// <summary>One thing came of another. Always points from the origin to what came of it, whichever way was traced.</summary>
/// <param name="From">The origin.</param>
/// <param name="To">What came of it.</param>
/// <param name="Role">
/// How: <c>version</c>, <c>content</c>, <c>document</c>, <c>chunks</c>, <c>chunk</c>, <c>embedding</c>, <c>embedding_set</c>, <c>artifact</c>, <c>hit</c> (a chunk that a query found), <c>searched</c> (an embedding
/// set by a query or collection), <c>member</c> (a source in a collection), <c>run</c> (the run that a thing names as its own), <c>parent</c> (a run that went on in another), or the word that a run has put to
/// what it read or made. A run that made a thing may be there under both.
/// </param>
public sealed record LineageEdge(LineageNodeKey From, LineageNodeKey To, string Role);

/// <summary>Where something comes from, or what came of it.</summary>
/// <param name="Nodes">The things, the nearest first; the first one is the start.</param>
/// <param name="Edges">What connects them. There may be circles, where a run read what it or a later one made.</param>
/// <param name="IsTruncated">There is more, beyond a limit of <see cref="LineageTraceOptions"/>.</param>
public sealed record LineageGraph(IReadOnlyList<LineageNode> Nodes, IReadOnlyList<LineageEdge> Edges, bool IsTruncated);

/// <summary>How far a trace goes.</summary>
public sealed record LineageTraceOptions
{
    /// <summary>At most so many edges away from the start, at least 1. From a source to a vector's embedding set it's 6.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>At most so many things, the nearest first; at least 1.</summary>
    public int MaxNodes { get; init; } = 10_000;

    /// <summary>At most so many edges, at least 1.</summary>
    public int MaxEdges { get; init; } = 50_000;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxNodes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxEdges, 1);
    }
}
