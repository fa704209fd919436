namespace LineageAot.Lineage;

/// <summary>A pointer that was taken under a lease.</summary>
[Row]
internal readonly partial record struct TakenChunk(ChunkId ChunkId, int Attempts);

/// <summary>A chunk set that isn't wholly in an embedding set.</summary>
[Row]
internal readonly partial record struct BacklogRange(ChunkSetId ChunkSetId, int NextOrdinal, int ChunkCount);

/// <summary>What a worker gets of a chunk.</summary>
[Row]
internal sealed partial record ChunkText(ChunkId Id, ChunkSetId ChunkSetId, int Ordinal, Sha256 ChunkHash, string? Text, string? TextUri, int? TokenCount);

/// <summary>Who has a pointer.</summary>
[Row]
internal sealed partial record PointerFacts(ChunkEmbeddingState State, string? VectorId, int Attempts);

/// <summary>The SQL about leases of what is stale.</summary>
internal static partial class LeaseStatements
{
    // Four seeks, one behind the other as long as the limit isn't reached: leases that have ended, what failed and may be tried again, what nobody has.
    // The indexes are named: without statistics SQLite takes the primary key for as good, and would walk over all that is ready.
    [Query("""
        select chunk_id from (
            select p.chunk_id from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_state_lease_until
            where p.embedding_set_id = @set and p.state = 'pending' and p.state <> 'ready' and p.lease_until <= @now
                and (@config is null or exists (select 1 from chunks c join chunk_sets s on s.id = c.chunk_set_id where c.id = p.chunk_id and s.chunk_config_id = @config))
            order by p.lease_until limit @limit)
        union all select chunk_id from (
            select p.chunk_id from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_error_category_retry_at
            where p.embedding_set_id = @set and p.state = 'failed' and p.error_category in ('transient', 'unknown') and p.retry_at is null
                and (@config is null or exists (select 1 from chunks c join chunk_sets s on s.id = c.chunk_set_id where c.id = p.chunk_id and s.chunk_config_id = @config))
            limit @limit)
        union all select chunk_id from (
            select p.chunk_id from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_error_category_retry_at
            where p.embedding_set_id = @set and p.state = 'failed' and p.error_category in ('transient', 'unknown') and p.retry_at <= @now
                and (@config is null or exists (select 1 from chunks c join chunk_sets s on s.id = c.chunk_set_id where c.id = p.chunk_id and s.chunk_config_id = @config))
            limit @limit)
        union all select chunk_id from (
            select p.chunk_id from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_state_lease_until
            where p.embedding_set_id = @set and p.state = 'pending' and p.state <> 'ready' and p.lease_until is null
                and (@config is null or exists (select 1 from chunks c join chunk_sets s on s.id = c.chunk_set_id where c.id = p.chunk_id and s.chunk_config_id = @config))
            limit @limit)
        limit @limit
        """)]
    public static partial IReadOnlyList<ChunkId> FindLeasable(this WriteScope unit, EmbeddingSetId set, DateTimeOffset now, ChunkConfigId? config, int limit);

    [Command("""
        update chunk_embeddings
        set state = 'pending', lease_owner = @owner, lease_until = @until, attempts = attempts + 1, retry_at = null, run_id = @run, updated_at = @now
        where embedding_set_id = @set and chunk_id in (@chunks) returning chunk_id, attempts
        """)]
    public static partial IReadOnlyList<TakenChunk> Take(
        this WriteScope unit, EmbeddingSetId set, IReadOnlyList<ChunkId> chunks, string owner, DateTimeOffset until, RunId? run, DateTimeOffset now);

    [Query("""
        select b.chunk_set_id, b.next_ordinal, s.chunk_count from embedding_backlog b cross join chunk_sets s on s.id = b.chunk_set_id
        where b.embedding_set_id = @set and (@config is null or s.chunk_config_id = @config)
        order by b.chunk_set_id limit @limit
        """)]
    public static partial IReadOnlyList<BacklogRange> FindBacklog(this WriteScope unit, EmbeddingSetId set, ChunkConfigId? config, int limit);

    // A row that waits for its vector's deletion stays: it turns pending once the vector is gone.
    [Command("""
        insert into chunk_embeddings (embedding_set_id, chunk_id, workspace_id, state, attempts, lease_owner, lease_until, run_id, created_at, updated_at)
        select @set, c.id, c.workspace_id, 'pending', 1, @owner, @until, @run, @now, @now from chunks c
        where c.chunk_set_id = @chunkSet and c.ordinal >= @from and c.ordinal < @to
        on conflict do nothing returning chunk_id, attempts
        """)]
    public static partial IReadOnlyList<TakenChunk> TakeNew(
        this WriteScope unit, EmbeddingSetId set, ChunkSetId chunkSet, int from, int to, string owner, DateTimeOffset until, RunId? run, DateTimeOffset now);

    [Command("update embedding_backlog set next_ordinal = @next, updated_at = @now where embedding_set_id = @set and chunk_set_id = @chunkSet")]
    public static partial int MoveBacklog(this WriteScope unit, EmbeddingSetId set, ChunkSetId chunkSet, int next, DateTimeOffset now);

    [Command("delete from embedding_backlog where embedding_set_id = @set and chunk_set_id = @chunkSet")]
    public static partial int EndBacklog(this WriteScope unit, EmbeddingSetId set, ChunkSetId chunkSet);

    [Query("select id, chunk_set_id, ordinal, chunk_hash, text, text_uri, token_count from chunks where id in (@chunks) and workspace_id = @workspace")]
    public static partial ValueTask<IReadOnlyList<ChunkText>> ReadTextsAsync(
        this ReadSource source, WorkspaceId workspace, IReadOnlyList<ChunkId> chunks, CancellationToken cancellationToken = default);

    [Command("""
        update chunk_embeddings
        set state = 'ready', vector_id = @vector, embedded_hash = @hash, embedded_at = @now, run_id = @run, lease_owner = null, lease_until = null,
            error_category = null, last_error = null, retry_at = null, updated_at = @now
        where embedding_set_id = @set and chunk_id = @chunk and state = 'pending' and lease_owner = @owner and attempts = @attempts
        """)]
    public static partial int SetEmbedded(
        this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts, string vector, Sha256 hash, RunId? run, DateTimeOffset now);

    [Command("""
        update chunk_embeddings
        set state = 'failed', embedded_hash = coalesce(@hash, embedded_hash), error_category = @category, last_error = @message, retry_at = @retryAt, run_id = @run,
            lease_owner = null, lease_until = null, updated_at = @now
        where embedding_set_id = @set and chunk_id = @chunk and state = 'pending' and lease_owner = @owner and attempts = @attempts
        """)]
    public static partial int SetFailed(
        this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts, Sha256? hash, ErrorCategory category, string message, DateTimeOffset? retryAt, RunId? run, DateTimeOffset now);

    [Command("""
        update chunk_embeddings set lease_until = @until, updated_at = @now
        where embedding_set_id = @set and chunk_id = @chunk and state = 'pending' and lease_owner = @owner and attempts = @attempts
        """)]
    public static partial int Renew(this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts, DateTimeOffset until, DateTimeOffset now);

    [Command("""
        update chunk_embeddings set lease_owner = null, lease_until = null, updated_at = @now
        where embedding_set_id = @set and chunk_id = @chunk and state = 'pending' and lease_owner = @owner and attempts = @attempts
        """)]
    public static partial int Release(this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string owner, int attempts, DateTimeOffset now);

    [Query("select state, vector_id, attempts from chunk_embeddings where embedding_set_id = @set and chunk_id = @chunk")]
    public static partial PointerFacts? FindPointer(this WriteScope unit, EmbeddingSetId set, ChunkId chunk);

    [Query("select chunk_id from chunk_embeddings where embedding_set_id = @set and vector_id = @vector")]
    public static partial ChunkId? FindHolder(this WriteScope unit, EmbeddingSetId set, string vector);

    [Command("""
        insert into chunk_embeddings (embedding_set_id, chunk_id, workspace_id, vector_id, state, attempts, embedded_hash, embedded_at, run_id, created_at, updated_at)
        select @set, c.id, c.workspace_id, @vector, 'deleting', @attempts, c.chunk_hash, @now, @run, @now, @now from chunks c where c.id = @chunk
        """)]
    public static partial int AddDeleting(this WriteScope unit, EmbeddingSetId set, ChunkId chunk, string vector, int attempts, RunId? run, DateTimeOffset now);

    [Command("""
        update chunk_embeddings set state = 'pending', error_category = null, last_error = null, retry_at = null, embedded_hash = null, updated_at = @now
        where embedding_set_id = @set and chunk_id in (
            select chunk_id from chunk_embeddings indexed by ix_chunk_embeddings_embedding_set_id_state_chunk_id
            where embedding_set_id = @set and state = 'failed' and state <> 'ready' and chunk_id > @after order by chunk_id limit @limit)
        returning chunk_id
        """)]
    public static partial IReadOnlyList<ChunkId> ResetFailed(this WriteScope unit, EmbeddingSetId set, ChunkId after, int limit, DateTimeOffset now);
}
