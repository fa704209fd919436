namespace LineageAot.Lineage;

/// <summary>
/// Says which of a run's inputs lead to which of its outputs. A run doesn't record that thing by thing, and an ingest run reads thousands of sources. Kinds that have a place in the chain
/// tell by their own references what they were made of, so an input leads to an output unless both have a place and the input's comes first or is the same: a version made of chunks
/// (a summary that is ingested again) is followed through its run, a chunk made of a document isn't. What has no place (custom things, collections) is known by runs alone and always followed.
/// </summary>
internal static class LineageOrder
{
    /// <summary>Before every place: all that a run read or made is followed.</summary>
    public const int None = -1;

    private static readonly EntityType[] Placed =
        [EntityType.Source, EntityType.SourceVersion, EntityType.Document, EntityType.ChunkSet, EntityType.Chunk, EntityType.EmbeddingSet, EntityType.Query, EntityType.Artifact];

    private static readonly EntityType[] Free = [EntityType.Collection, EntityType.Custom];

    /// <summary>A kind's place, or <see cref="None"/>.</summary>
    public static int PlaceOf(LineageNodeKind kind) => kind switch
    {
        LineageNodeKind.ChunkEmbedding or LineageNodeKind.EmbeddingSet => PlaceOf(EntityType.EmbeddingSet),
        _ => EntityOf(kind) is { } type ? PlaceOf(type) : None,
    };

    /// <summary>The kinds of a run's inputs that lead to an output at a place, or of its outputs that an input at a place leads to.</summary>
    public static IReadOnlyList<EntityType> Followed(IoDirection direction, int place) => (direction, place) switch
    {
        (_, None) => [.. Placed, .. Free],
        (IoDirection.In, _) => [.. Placed[(place + 1)..], .. Free],
        _ => [.. Placed[..place], .. Free],
    };

    /// <summary>A kind as edges of runs name it, or null for those that they never name.</summary>
    public static EntityType? EntityOf(LineageNodeKind kind) => kind switch
    {
        LineageNodeKind.Source => EntityType.Source,
        LineageNodeKind.SourceVersion => EntityType.SourceVersion,
        LineageNodeKind.Document => EntityType.Document,
        LineageNodeKind.ChunkSet => EntityType.ChunkSet,
        LineageNodeKind.Chunk => EntityType.Chunk,
        LineageNodeKind.EmbeddingSet => EntityType.EmbeddingSet,
        LineageNodeKind.Collection => EntityType.Collection,
        LineageNodeKind.Query => EntityType.Query,
        LineageNodeKind.Artifact => EntityType.Artifact,
        LineageNodeKind.Custom => EntityType.Custom,
        _ => null,
    };

    public static LineageNodeKey KeyOf(EntityType type, Guid id) => new(
        type switch
        {
            EntityType.Source => LineageNodeKind.Source,
            EntityType.SourceVersion => LineageNodeKind.SourceVersion,
            EntityType.Document => LineageNodeKind.Document,
            EntityType.ChunkSet => LineageNodeKind.ChunkSet,
            EntityType.Chunk => LineageNodeKind.Chunk,
            EntityType.EmbeddingSet => LineageNodeKind.EmbeddingSet,
            EntityType.Collection => LineageNodeKind.Collection,
            EntityType.Query => LineageNodeKind.Query,
            EntityType.Artifact => LineageNodeKind.Artifact,
            _ => LineageNodeKind.Custom,
        },
        id);

    private static int PlaceOf(EntityType type) => Array.IndexOf(Placed, type);
}
