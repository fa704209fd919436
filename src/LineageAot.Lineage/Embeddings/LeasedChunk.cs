namespace LineageAot.Lineage;

/// <summary>A chunk that a worker has to make a vector of.</summary>
public sealed record LeasedChunk
{
    /// <summary>The chunk.</summary>
    public required ChunkId ChunkId { get; init; }

    /// <summary>Its place in this lease, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Its chunk set.</summary>
    public required ChunkSetId ChunkSetId { get; init; }

    /// <summary>Its place in its chunk set, from 0.</summary>
    public required int ChunkOrdinal { get; init; }

    /// <summary>The hash of its text.</summary>
    public required Sha256 ChunkHash { get; init; }

    /// <summary>Its text, or null where <see cref="TextUri"/> says where it is.</summary>
    public string? Text { get; init; }

    /// <summary>Where its text is, if not here.</summary>
    public string? TextUri { get; init; }

    /// <summary>Its length in tokens, as far as known.</summary>
    public int? TokenCount { get; init; }

    /// <summary>How often it was leased, this time included: the fencing token.</summary>
    public required int Attempts { get; init; }
}

/// <summary>A chunk whose vector was made and is in the vector store.</summary>
/// <param name="ChunkId">The chunk.</param>
/// <param name="VectorId">The vector's key in its store, unique in the embedding set.</param>
public readonly record struct EmbeddedChunk(ChunkId ChunkId, string VectorId)
{
    /// <summary>
    /// The hash of the text that the vector was made of, where the worker read the text himself; null for the chunk's. Another one than the chunk's makes it stale
    /// (<see cref="StaleReason.TextChanged"/>).
    /// </summary>
    public Sha256? TextHash { get; init; }
}
