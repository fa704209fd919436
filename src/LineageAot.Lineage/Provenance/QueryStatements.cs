namespace LineageAot.Lineage;

/// <summary>The SQL about logged queries.</summary>
internal static partial class QueryStatements
{
    [Query("select exists (select 1 from queries where id = @query and workspace_id = @workspace)")]
    public static partial bool HasQuery(this WriteScope unit, WorkspaceId workspace, QueryId query);

    [Query("select chunk_hash from chunks where id = @chunk and workspace_id = @workspace")]
    public static partial Sha256? FindChunkHash(this WriteScope unit, WorkspaceId workspace, ChunkId chunk);

    [Query("select * from queries where id = @query and workspace_id = @workspace")]
    public static partial ValueTask<LoggedQuery?> GetQueryAsync(this ReadSource source, WorkspaceId workspace, QueryId query, CancellationToken cancellationToken = default);

    // Those of one moment alone are sorted: the index gives the order of moments.
    [Query("select * from queries where workspace_id = @workspace order by at desc, id desc")]
    public static partial ValueTask<Page<LoggedQuery>> ListQueriesAsync(this ReadSource source, WorkspaceId workspace, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select count(*) from queries where workspace_id = @workspace")]
    public static partial ValueTask<long> CountQueriesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    [Query("""
        select r.rank, r.chunk_id, r.chunk_hash, r.score, r.rerank_score, c.chunk_hash as hash_now, c.text, c.text_uri, c.ordinal, t.status as set_status,
            d.id as document_id, d.title as document_title, v.id as version_id, v.version_no, s.id as source_id, s.uri as source_uri,
            s.current_version_id, s.missing_since, s.deleted_at
        from queries q
        join query_results r on r.query_id = q.id
        left join chunks c on c.id = r.chunk_id and c.workspace_id = @workspace
        left join chunk_sets t on t.id = c.chunk_set_id
        left join documents d on d.id = t.document_id
        left join source_versions v on v.id = d.source_version_id
        left join sources s on s.id = v.source_id
        where q.id = @query and q.workspace_id = @workspace order by r.rank
        """)]
    public static partial ValueTask<IReadOnlyList<ExplainedHitRow>> ReadHitsNowAsync(this ReadSource source, WorkspaceId workspace, QueryId query, CancellationToken cancellationToken = default);
}
