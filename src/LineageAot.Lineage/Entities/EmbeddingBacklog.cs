namespace LineageAot.Lineage;

/// <summary>
/// A ready chunk set some of whose chunks have no row in <see cref="ChunkEmbedding"/> yet. One small row a chunk set and embedding set stands for all of its
/// chunks, so that a new set isn't paid for with a row a chunk, and what is stale is found without looking at what isn't. It goes when the last chunk has its row.
/// </summary>
[Table("embedding_backlog", WithoutRowId = true)]
[Index(nameof(ChunkSetId))]
[Check("next_ordinal >= 0")]
public sealed partial record EmbeddingBacklog
{
    /// <summary>The embedding set.</summary>
    [Key(Order = 0)]
    [References(typeof(EmbeddingSet), OnDelete = ReferenceAction.Cascade)]
    public required EmbeddingSetId EmbeddingSetId { get; init; }

    /// <summary>The chunk set.</summary>
    [Key(Order = 1)]
    [References(typeof(ChunkSet), OnDelete = ReferenceAction.Cascade)]
    public required ChunkSetId ChunkSetId { get; init; }

    /// <summary>The ordinal of the first chunk without a row.</summary>
    public int NextOrdinal { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
