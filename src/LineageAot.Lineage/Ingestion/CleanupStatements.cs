namespace LineageAot.Lineage;

/// <summary>
/// The SQL of a sync's end. A source counts as not found if this run hasn't seen it, nobody has since the sync began, and the run that saw it last is over: two syncs of one connector
/// don't take each other's finds for gone.
/// </summary>
internal static partial class CleanupStatements
{
    [Query("""
        select s.id from sources s
        where s.connector_id = @connector and s.workspace_id = @workspace and s.deleted_at is null and s.last_seen_run_id is not @run and s.last_seen_at <= @since
            and not exists (select 1 from runs r where r.id = s.last_seen_run_id and r.status in ('queued', 'running'))
        """)]
    public static partial ValueTask<IReadOnlyList<SourceId>> ListUnseenAsync(
        this ReadSource source, WorkspaceId workspace, ConnectorId connector, RunId run, DateTimeOffset since, CancellationToken cancellationToken = default);

    [Query("""
        select s.id from sources s
        where s.workspace_id = @workspace and s.uri >= @prefix and s.uri < @end and s.connector_id = @connector
            and s.deleted_at is null and s.last_seen_run_id is not @run and s.last_seen_at <= @since
            and not exists (select 1 from runs r where r.id = s.last_seen_run_id and r.status in ('queued', 'running'))
        """)]
    public static partial ValueTask<IReadOnlyList<SourceId>> ListUnseenBelowAsync(
        this ReadSource source, WorkspaceId workspace, ConnectorId connector, string prefix, string end, RunId run, DateTimeOffset since, CancellationToken cancellationToken = default);

    [Query("select count(*) from sources where connector_id = @connector and workspace_id = @workspace and deleted_at is null")]
    public static partial ValueTask<long> CountPresentAsync(this ReadSource source, WorkspaceId workspace, ConnectorId connector, CancellationToken cancellationToken = default);

    [Query("select count(*) from sources where workspace_id = @workspace and uri >= @prefix and uri < @end and connector_id = @connector and deleted_at is null")]
    public static partial ValueTask<long> CountPresentBelowAsync(this ReadSource source, WorkspaceId workspace, ConnectorId connector, string prefix, string end, CancellationToken cancellationToken = default);

    // Of those that were listed, the ones that still haven't been seen.
    [Query("""
        select s.id from sources s
        where s.id in (@ids) and s.workspace_id = @workspace and s.connector_id = @connector and s.deleted_at is null and s.last_seen_run_id is not @run and s.last_seen_at <= @since
            and not exists (select 1 from runs r where r.id = s.last_seen_run_id and r.status in ('queued', 'running'))
        """)]
    public static partial IReadOnlyList<SourceId> ListStillUnseen(
        this WriteScope unit, WorkspaceId workspace, ConnectorId connector, IReadOnlyList<SourceId> ids, RunId run, DateTimeOffset since);

    [Query("select id from sources where workspace_id = @workspace and connector_id = @connector and updated_at >= @since")]
    public static partial ValueTask<IReadOnlyList<SourceId>> ListChangedSinceAsync(
        this ReadSource source, WorkspaceId workspace, ConnectorId connector, DateTimeOffset since, CancellationToken cancellationToken = default);

    [Command("update connectors set last_synced_at = @since, updated_at = @at where id = @connector")]
    public static partial int SetSynced(this WriteScope unit, ConnectorId connector, DateTimeOffset since, DateTimeOffset at);
}
