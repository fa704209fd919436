namespace LineageAot.Lineage;

/// <summary>How far a chunk's vector is.</summary>
public enum ChunkEmbeddingState
{
    /// <summary>It isn't made yet; under a lease while somebody works on it.</summary>
    Pending,

    /// <summary>The vector store has it.</summary>
    Ready,

    /// <summary>It couldn't be made; the error says why.</summary>
    Failed,

    /// <summary>The vector store is to delete it; the row goes once that is confirmed.</summary>
    Deleting,
}

/// <summary>Points from a chunk to its vector in a store of somebody else's.</summary>
[Table("chunk_embeddings", WithoutRowId = true)]
[Unique(nameof(EmbeddingSetId), nameof(VectorId))]
[Index(nameof(ChunkId))]
[Index(nameof(EmbeddingSetId), nameof(State), nameof(ChunkId), Where = "state <> 'ready'")]
[Index(nameof(EmbeddingSetId), nameof(State), nameof(LeaseUntil), Where = "state <> 'ready'")]
[Index(nameof(EmbeddingSetId), nameof(ErrorCategory), nameof(RetryAt), Where = "state = 'failed'")]
[Check("(state in ('ready', 'deleting')) = (vector_id is not null)")]
[Check("(lease_owner is null) = (lease_until is null)")]
[Check("attempts >= 0")]
public sealed partial record ChunkEmbedding
{
    /// <summary>The embedding set.</summary>
    [Key(Order = 0)]
    [References(typeof(EmbeddingSet), OnDelete = ReferenceAction.Cascade)]
    public required EmbeddingSetId EmbeddingSetId { get; init; }

    /// <summary>The chunk.</summary>
    [Key(Order = 1)]
    [References(typeof(Chunk), OnDelete = ReferenceAction.Cascade)]
    public required ChunkId ChunkId { get; init; }

    /// <summary>The workspace.</summary>
    public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>The vector's key in its store; unique in the set. Null until it's made.</summary>
    public string? VectorId { get; init; }

    /// <summary>How far it is.</summary>
    public ChunkEmbeddingState State { get; init; }

    /// <summary>The hash of the text that the vector was made of; one that isn't the chunk's is stale.</summary>
    public Sha256? EmbeddedHash { get; init; }

    /// <summary>How often it was leased. It's also the lease's fencing token: who comes with an earlier number is refused.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether trying again may help, where it failed.</summary>
    public ErrorCategory? ErrorCategory { get; init; }

    /// <summary>Why it failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>When it may be tried again, UTC; null for at once.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Who works on it.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when, UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When the vector was made, UTC.</summary>
    public DateTimeOffset? EmbeddedAt { get; init; }

    /// <summary>The run that made it.</summary>
    public RunId? RunId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
