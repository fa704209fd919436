namespace LineageAot.Lineage;

/// <summary>A pointer whose vector was taken to be deleted.</summary>
[Row]
internal readonly partial record struct TakenVector(ChunkId ChunkId, string VectorId, int Attempts);

/// <summary>The SQL about vectors that are to be deleted.</summary>
internal static partial class DeletionStatements
{
    [Query("""
        select chunk_id from (
            select chunk_id from chunk_embeddings indexed by ix_chunk_embeddings_embedding_set_id_state_lease_until
            where embedding_set_id = @set and state = 'deleting' and state <> 'ready' and lease_until <= @now order by lease_until limit @limit)
        union all select chunk_id from (
            select chunk_id from chunk_embeddings indexed by ix_chunk_embeddings_embedding_set_id_state_lease_until
            where embedding_set_id = @set and state = 'deleting' and state <> 'ready' and lease_until is null limit @limit)
        limit @limit
        """)]
    public static partial IReadOnlyList<ChunkId> FindDeletable(this WriteScope unit, EmbeddingSetId set, DateTimeOffset now, int limit);

    // Of a retired set, whose rows go one by one: from the first that is left.
    [Query("select chunk_id from chunk_embeddings where embedding_set_id = @set and state = 'ready' limit @limit")]
    public static partial IReadOnlyList<ChunkId> FindReady(this WriteScope unit, EmbeddingSetId set, int limit);

    [Command("""
        update chunk_embeddings set state = 'deleting', lease_owner = @owner, lease_until = @until, attempts = attempts + 1, updated_at = @now
        where embedding_set_id = @set and chunk_id in (@chunks) and vector_id is not null returning chunk_id, vector_id, attempts
        """)]
    public static partial IReadOnlyList<TakenVector> TakeDeletable(
        this WriteScope unit, EmbeddingSetId set, IReadOnlyList<ChunkId> chunks, string owner, DateTimeOffset until, DateTimeOffset now);

    [Command("""
        delete from chunk_embeddings where embedding_set_id = @set and chunk_id in (
            select chunk_id from chunk_embeddings indexed by ix_chunk_embeddings_embedding_set_id_state_chunk_id
            where embedding_set_id = @set and state = 'pending' and state <> 'ready' limit @limit)
        """)]
    public static partial int DropPending(this WriteScope unit, EmbeddingSetId set, int limit);

    [Command("""
        delete from chunk_embeddings where embedding_set_id = @set and chunk_id in (
            select chunk_id from chunk_embeddings indexed by ix_chunk_embeddings_embedding_set_id_state_chunk_id
            where embedding_set_id = @set and state = 'failed' and state <> 'ready' limit @limit)
        """)]
    public static partial int DropFailed(this WriteScope unit, EmbeddingSetId set, int limit);

    [Command("""
        delete from embedding_backlog where embedding_set_id = @set and chunk_set_id in (
            select chunk_set_id from embedding_backlog where embedding_set_id = @set limit @limit)
        """)]
    public static partial int DropBacklog(this WriteScope unit, EmbeddingSetId set, int limit);

    // The source came back while its vectors waited for deletion, and the backlog has passed the chunk.
    [Command("""
        update chunk_embeddings
        set state = 'pending', vector_id = null, embedded_hash = null, embedded_at = null, lease_owner = null, lease_until = null, updated_at = @now
        where embedding_set_id = @set and chunk_id = @chunk and state = 'deleting' and lease_owner = @owner and attempts = @attempts
            and exists (
                select 1 from embedding_sets e
                    cross join chunks c on c.id = @chunk
                    cross join chunk_sets s on s.id = c.chunk_set_id
                    cross join documents d on d.id = s.document_id
                    cross join source_versions v on v.id = d.source_version_id
                    cross join sources o on o.id = v.source_id
                where e.id = @set and e.status <> 'retired' and s.status = 'ready' and o.deleted_at is null
                    and not exists (select 1 from embedding_backlog b where b.embedding_set_id = @set and b.chunk_set_id = s.id and b.next_ordinal <= c.ordinal))
        """)]
    public static partial int WantAgain(this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts, DateTimeOffset now);

    [Command("delete from chunk_embeddings where embedding_set_id = @set and chunk_id = @chunk and state = 'deleting' and lease_owner = @owner and attempts = @attempts")]
    public static partial int Remove(this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts);

    [Command("""
        update chunk_embeddings set lease_until = @until, updated_at = @now
        where embedding_set_id = @set and chunk_id = @chunk and state = 'deleting' and lease_owner = @owner and attempts = @attempts
        """)]
    public static partial int RenewDeletion(this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts, DateTimeOffset until, DateTimeOffset now);

    [Command("""
        update chunk_embeddings set lease_owner = null, lease_until = null, updated_at = @now
        where embedding_set_id = @set and chunk_id = @chunk and state = 'deleting' and lease_owner = @owner and attempts = @attempts
        """)]
    public static partial int ReleaseDeletion(this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts, DateTimeOffset now);
}
