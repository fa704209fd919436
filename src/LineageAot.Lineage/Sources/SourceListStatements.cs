namespace LineageAot.Lineage;

/// <summary>The SQL of lists of sources. Each order walks an index of its own; what a row shows besides is sought row by row.</summary>
internal static partial class SourceListStatements
{
    // The newest failure: keys of runs grow with time, and the index over the target ends in the run's key.
    private const string Rest = """
         as ordered_at, s.uri, s.title, s.connector_id, c.mime_type, s.size_bytes, s.missing_since, s.deleted_at, s.current_version_id, v.version_no,
            (select sum(t.chunk_count) from documents d join chunk_sets t on t.document_id = d.id
             where d.source_version_id = s.current_version_id and t.status = 'ready') as chunk_count,
            (select i.error from run_items i join runs r on r.id = i.run_id
             where i.target_type = 'source' and i.target_id = s.id and i.status = 'failed' and r.workspace_id = s.workspace_id order by i.run_id desc limit 1) as last_error,
            s.created_at, s.updated_at
        from sources s left join source_versions v on v.id = s.current_version_id left join contents c on c.sha256 = v.content_sha256
        where s.workspace_id = @workspace and (@connector is null or s.connector_id = @connector)
        """;

    private const string OfStatus = " and (@status = 'any' or s.deleted_at is null and (@status = 'not_deleted' or s.missing_since is null))";

    [Query("select s.id, s.updated_at" + Rest + OfStatus + " order by s.id desc")]
    public static partial ValueTask<Page<SourceSummaryRow>> ListNewestSourcesAsync(
        this ReadSource source, WorkspaceId workspace, ConnectorId? connector, SourceStatus status, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select s.id, s.updated_at" + Rest + OfStatus + " order by s.updated_at desc, s.id desc")]
    public static partial ValueTask<Page<SourceSummaryRow>> ListChangedSourcesAsync(
        this ReadSource source, WorkspaceId workspace, ConnectorId? connector, SourceStatus status, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select s.id, s.missing_since" + Rest + " and s.missing_since is not null and s.deleted_at is null order by s.missing_since desc, s.id desc")]
    public static partial ValueTask<Page<SourceSummaryRow>> ListMissingSourcesAsync(
        this ReadSource source, WorkspaceId workspace, ConnectorId? connector, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select s.id, s.deleted_at" + Rest + " and s.deleted_at is not null order by s.deleted_at desc, s.id desc")]
    public static partial ValueTask<Page<SourceSummaryRow>> ListDeletedSourcesAsync(
        this ReadSource source, WorkspaceId workspace, ConnectorId? connector, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from sources s
        where s.workspace_id = @workspace and (@connector is null or s.connector_id = @connector) and (case @status
            when 'any' then 1
            when 'deleted' then s.deleted_at is not null
            when 'missing' then s.missing_since is not null and s.deleted_at is null
            when 'present' then s.missing_since is null and s.deleted_at is null
            else s.deleted_at is null end)
        """)]
    public static partial ValueTask<long> CountSourcesAsync(this ReadSource source, WorkspaceId workspace, ConnectorId? connector, SourceStatus status, CancellationToken cancellationToken = default);

    [Query("select * from sources where id = @id and workspace_id = @workspace")]
    public static partial ValueTask<Source?> GetSourceAsync(this ReadSource source, WorkspaceId workspace, SourceId id, CancellationToken cancellationToken = default);

    [Query("select * from source_versions where id = @id and workspace_id = @workspace")]
    public static partial ValueTask<SourceVersion?> GetVersionAsync(this ReadSource source, WorkspaceId workspace, SourceVersionId id, CancellationToken cancellationToken = default);

    [Query("select * from source_versions where source_id = @id and workspace_id = @workspace order by source_id desc, version_no desc")]
    public static partial ValueTask<Page<SourceVersion>> ListVersionsAsync(this ReadSource source, WorkspaceId workspace, SourceId id, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select count(*) from source_versions where source_id = @id and workspace_id = @workspace")]
    public static partial ValueTask<long> CountVersionsAsync(this ReadSource source, WorkspaceId workspace, SourceId id, CancellationToken cancellationToken = default);

    [Query("""
        select h.* from source_history h join sources s on s.id = h.source_id
        where h.source_id = @id and s.workspace_id = @workspace order by h.source_id desc, h.seq desc
        """)]
    public static partial ValueTask<Page<SourceHistory>> ListHistoryAsync(this ReadSource source, WorkspaceId workspace, SourceId id, int size, Cursor? after, CancellationToken cancellationToken = default);

    [Query("select count(*) from source_history h join sources s on s.id = h.source_id where h.source_id = @id and s.workspace_id = @workspace")]
    public static partial ValueTask<long> CountHistoryAsync(this ReadSource source, WorkspaceId workspace, SourceId id, CancellationToken cancellationToken = default);

    [Query("select exists (select 1 from source_versions where content_sha256 = @content and workspace_id = @workspace)")]
    public static partial ValueTask<bool> HasContentAsync(this ReadSource source, WorkspaceId workspace, Sha256 content, CancellationToken cancellationToken = default);
}
