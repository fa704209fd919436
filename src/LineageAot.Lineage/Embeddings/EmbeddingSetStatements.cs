namespace LineageAot.Lineage;

/// <summary>The SQL about embedding sets.</summary>
internal static partial class EmbeddingSetStatements
{
    [Query("select * from embedding_sets where workspace_id = @workspace and name = @name")]
    public static partial EmbeddingSet? FindEmbeddingSet(this WriteScope unit, WorkspaceId workspace, string name);

    [Query("select * from embedding_sets where workspace_id = @workspace and signature = @signature")]
    public static partial EmbeddingSet? FindEmbeddingSetBySignature(this WriteScope unit, WorkspaceId workspace, Sha256 signature);

    [Query("select * from embedding_sets where id = @id and workspace_id = @workspace")]
    public static partial EmbeddingSet? GetEmbeddingSet(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id);

    [Query("select * from embedding_sets where id = @id and workspace_id = @workspace")]
    public static partial ValueTask<EmbeddingSet?> GetEmbeddingSetAsync(this ReadSource source, WorkspaceId workspace, EmbeddingSetId id, CancellationToken cancellationToken = default);

    [Query("select * from embedding_sets where workspace_id = @workspace and name = @name")]
    public static partial ValueTask<EmbeddingSet?> FindEmbeddingSetAsync(this ReadSource source, WorkspaceId workspace, string name, CancellationToken cancellationToken = default);

    [Query("select * from embedding_sets where workspace_id = @workspace order by name")]
    public static partial ValueTask<IReadOnlyList<EmbeddingSet>> ListEmbeddingSetsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    [Query("select id from embedding_sets where workspace_id = @workspace and status = 'active' and id <> @id")]
    public static partial IReadOnlyList<EmbeddingSetId> ListOtherActive(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id);

    [Command("update embedding_sets set status = @status, updated_at = @now where id = @id and workspace_id = @workspace and status <> @status")]
    public static partial int SetStatus(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id, EmbeddingSetStatus status, DateTimeOffset now);

    [Command("update collections set embedding_set_id = @next, updated_at = @now where workspace_id = @workspace and embedding_set_id = @replaced")]
    public static partial int RepointCollections(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId replaced, EmbeddingSetId next, DateTimeOffset now);

    [Command("""
        insert into embedding_backlog (embedding_set_id, chunk_set_id, next_ordinal, created_at, updated_at)
        select @id, s.id, 0, @now, @now from chunk_sets s
        where s.workspace_id = @workspace and s.status = 'ready' and s.chunk_count > 0
        """)]
    public static partial int EnlistAll(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id, DateTimeOffset now);

    [Query("""
        select
            (select coalesce(sum(s.chunk_count), 0) from chunk_sets s where s.workspace_id = @workspace and s.status = 'ready') as chunks,
            (select count(*) from chunk_embeddings where embedding_set_id = @id and state = 'pending' and state <> 'ready')
            + (select count(*) from chunk_embeddings where embedding_set_id = @id and state = 'failed' and state <> 'ready')
            + (select coalesce(sum(s.chunk_count - b.next_ordinal), 0) from embedding_backlog b cross join chunk_sets s on s.id = b.chunk_set_id where b.embedding_set_id = @id)
            + (select count(*) from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_state_chunk_id
                cross join chunks c on c.id = p.chunk_id cross join chunk_sets s on s.id = c.chunk_set_id
                where p.embedding_set_id = @id and p.state = 'deleting' and p.state <> 'ready' and s.status = 'ready'
                    and not exists (select 1 from embedding_backlog b where b.embedding_set_id = @id and b.chunk_set_id = s.id and b.next_ordinal <= c.ordinal)) as stale
        """)]
    public static partial EmbeddingCoverage ReadCoverage(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id);

    [Query("""
        select
            (select coalesce(sum(s.chunk_count), 0) from chunk_sets s where s.workspace_id = @workspace and s.status = 'ready') as chunks,
            (select count(*) from chunk_embeddings where embedding_set_id = @id and state = 'pending' and state <> 'ready')
            + (select count(*) from chunk_embeddings where embedding_set_id = @id and state = 'failed' and state <> 'ready')
            + (select coalesce(sum(s.chunk_count - b.next_ordinal), 0) from embedding_backlog b cross join chunk_sets s on s.id = b.chunk_set_id where b.embedding_set_id = @id)
            + (select count(*) from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_state_chunk_id
                cross join chunks c on c.id = p.chunk_id cross join chunk_sets s on s.id = c.chunk_set_id
                where p.embedding_set_id = @id and p.state = 'deleting' and p.state <> 'ready' and s.status = 'ready'
                    and not exists (select 1 from embedding_backlog b where b.embedding_set_id = @id and b.chunk_set_id = s.id and b.next_ordinal <= c.ordinal)) as stale
        """)]
    public static partial ValueTask<EmbeddingCoverage> ReadCoverageAsync(this ReadSource source, WorkspaceId workspace, EmbeddingSetId id, CancellationToken cancellationToken = default);
}
