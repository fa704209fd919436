namespace LineageAot.Lineage;

/// <summary>The SQL about what is stale. <c>state &lt;&gt; 'ready'</c> stands beside each state because SQLite uses a partial index only where its condition is written out; the index is named because without statistics the primary key looks as good, and that is a walk over all that is ready.</summary>
internal static partial class StaleStatements
{
    [Query("""
        select p.chunk_id, c.chunk_set_id, c.ordinal, c.chunk_hash, c.text, c.text_uri, c.token_count,
            case when p.embedded_hash is not null and p.embedded_hash <> c.chunk_hash then 'text_changed'
                when p.last_error is not null then 'failed'
                when exists (select 1 from chunk_embeddings o where o.chunk_id = c.id and o.embedding_set_id <> @set and o.state = 'ready') then 'other_model'
                else 'missing' end as reason,
            p.attempts, p.last_error, p.error_category
        from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_state_chunk_id cross join chunks c on c.id = p.chunk_id
        where p.embedding_set_id = @set and p.workspace_id = @workspace and p.state = @state and p.state <> 'ready'
        order by p.chunk_id
        """)]
    public static partial ValueTask<Page<StaleChunk>> ListUnreadyAsync(
        this ReadSource source, WorkspaceId workspace, EmbeddingSetId set, ChunkEmbeddingState state, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("""
        select c.id as chunk_id, b.chunk_set_id, c.ordinal, c.chunk_hash, c.text, c.text_uri, c.token_count,
            case when exists (select 1 from chunk_embeddings o where o.chunk_id = c.id and o.embedding_set_id <> @set and o.state = 'ready') then 'other_model'
                else 'missing' end as reason,
            0 as attempts, null as last_error, null as error_category
        from embedding_backlog b cross join chunks c on c.chunk_set_id = b.chunk_set_id and c.ordinal >= b.next_ordinal
        where b.embedding_set_id = @set and c.workspace_id = @workspace
        order by b.chunk_set_id, c.ordinal
        """)]
    public static partial ValueTask<Page<StaleChunk>> ListBacklogAsync(
        this ReadSource source, WorkspaceId workspace, EmbeddingSetId set, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("""
        select case when e.status = 'retired' then 0 else
            (select count(*) from chunk_embeddings where embedding_set_id = e.id and state = 'pending' and state <> 'ready')
            + (select count(*) from chunk_embeddings where embedding_set_id = e.id and state = 'failed' and state <> 'ready')
            + (select coalesce(sum(s.chunk_count - b.next_ordinal), 0) from embedding_backlog b cross join chunk_sets s on s.id = b.chunk_set_id where b.embedding_set_id = e.id)
            + (select count(*) from chunk_embeddings p indexed by ix_chunk_embeddings_embedding_set_id_state_chunk_id
                cross join chunks c on c.id = p.chunk_id cross join chunk_sets s on s.id = c.chunk_set_id
                where p.embedding_set_id = e.id and p.state = 'deleting' and p.state <> 'ready' and s.status = 'ready'
                    and not exists (select 1 from embedding_backlog b where b.embedding_set_id = e.id and b.chunk_set_id = s.id and b.next_ordinal <= c.ordinal))
            end
        from embedding_sets e where e.id = @set and e.workspace_id = @workspace
        """)]
    public static partial ValueTask<long?> CountStaleAsync(this ReadSource source, WorkspaceId workspace, EmbeddingSetId set, CancellationToken cancellationToken = default);
}
