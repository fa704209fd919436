namespace LineageAot.Lineage;

/// <summary>A vector's key and its chunk.</summary>
[Row]
internal readonly partial record struct NamedVector(string VectorId, ChunkId ChunkId);

/// <summary>The SQL that compares pointers with a listing of vectors.</summary>
internal static partial class ReconcileStatements
{
    [Query("select chunk_id from chunk_embeddings where embedding_set_id = @set and workspace_id = @workspace and state = 'ready' and embedded_at < @before")]
    public static partial IAsyncEnumerable<ChunkId> StreamReadyAsync(
        this ReadSource source, WorkspaceId workspace, EmbeddingSetId set, DateTimeOffset before, CancellationToken cancellationToken = default);

    // The order makes SQLite seek in the unique index; without it, and without statistics, it walks over the whole set.
    [Query("select vector_id, chunk_id from chunk_embeddings where embedding_set_id = @set and vector_id in (@vectors) order by vector_id")]
    public static partial ValueTask<IReadOnlyList<NamedVector>> ListNamedAsync(
        this ReadSource source, EmbeddingSetId set, IReadOnlyList<string> vectors, CancellationToken cancellationToken = default);

    [Query("select vector_id, chunk_id from chunk_embeddings where embedding_set_id = @set and vector_id in (@vectors) order by vector_id")]
    public static partial IReadOnlyList<NamedVector> ListNamed(this WriteScope unit, EmbeddingSetId set, IReadOnlyList<string> vectors);

    [Query("select exists (select 1 from chunk_embeddings where embedding_set_id = @set and state = 'pending' and state <> 'ready' and lease_until > @now)")]
    public static partial bool HasLiveLease(this WriteScope unit, EmbeddingSetId set, DateTimeOffset now);

    [Command("""
        update chunk_embeddings set state = 'pending', vector_id = null, embedded_hash = null, embedded_at = null, updated_at = @now
        where embedding_set_id = @set and chunk_id in (@chunks) and state = 'ready' and embedded_at < @before
        """)]
    public static partial int SetMissing(this WriteScope unit, EmbeddingSetId set, IReadOnlyList<ChunkId> chunks, DateTimeOffset before, DateTimeOffset now);
}
