namespace LineageAot.Lineage;

/// <summary>The SQL about workspaces, connectors and runs.</summary>
internal static partial class RunStatements
{
    [Query("select * from workspaces where name = @name")]
    public static partial WorkspaceRow? FindWorkspace(this WriteScope unit, string name);

    [Query("select * from workspaces where name = @name")]
    public static partial ValueTask<WorkspaceRow?> FindWorkspaceAsync(this ReadSource source, string name, CancellationToken cancellationToken = default);

    [Query("select * from connectors where workspace_id = @workspace and kind = @kind and name = @name")]
    public static partial Connector? FindConnector(this WriteScope unit, WorkspaceId workspace, string kind, string name);

    [Query("select * from connectors where workspace_id = @workspace and kind = @kind and name = @name")]
    public static partial ValueTask<Connector?> FindConnectorAsync(this ReadSource source, WorkspaceId workspace, string kind, string name, CancellationToken cancellationToken = default);

    [Query("select * from runs where id = @run and workspace_id = @workspace")]
    public static partial ValueTask<Run?> FindRunAsync(this ReadSource source, WorkspaceId workspace, RunId run, CancellationToken cancellationToken = default);

    [Query("select * from runs where id = @run and workspace_id = @workspace")]
    public static partial Run? FindRun(this WriteScope unit, WorkspaceId workspace, RunId run);

    [Query("select status, owner, lease_until from runs where id = @run and workspace_id = @workspace")]
    public static partial RunState? FindState(this WriteScope unit, WorkspaceId workspace, RunId run);

    [Query("select * from runs where workspace_id = @workspace and idempotency_key = @key")]
    public static partial Run? FindRunByKey(this WriteScope unit, WorkspaceId workspace, string key);

    /// <summary>The newest run that goes on from another one.</summary>
    [Query("select * from runs where parent_run_id = @parent and attempt = @attempt and workspace_id = @workspace order by id desc limit 1")]
    public static partial Run? FindResumed(this WriteScope unit, WorkspaceId workspace, RunId parent, int attempt);

    [Query("select * from runs where workspace_id = @workspace order by started_at desc limit @limit")]
    public static partial ValueTask<IReadOnlyList<Run>> ListRunsAsync(this ReadSource source, WorkspaceId workspace, int limit, CancellationToken cancellationToken = default);

    [Command("""
        update runs set progress_done = @done, progress_total = @total, heartbeat_at = @at, lease_until = @lease, updated_at = @at, row_version = row_version + 1
        where id = @run and status = 'running'
        """)]
    public static partial int SetProgress(this WriteScope unit, RunId run, long done, long? total, DateTimeOffset at, DateTimeOffset lease);

    [Command("update runs set heartbeat_at = @at, lease_until = @lease, updated_at = @at, row_version = row_version + 1 where id = @run and status = 'running'")]
    public static partial int Renew(this WriteScope unit, RunId run, DateTimeOffset at, DateTimeOffset lease);

    [Command("""
        update runs set status = 'running', owner = @owner, heartbeat_at = @at, lease_until = @lease, started_at = @at, updated_at = @at, row_version = row_version + 1
        where id = @run and status = 'queued'
        """)]
    public static partial int Take(this WriteScope unit, RunId run, string owner, DateTimeOffset at, DateTimeOffset lease);

    [Command("""
        update runs set status = @status, finished_at = @at, stats = coalesce(@stats, stats), error_type = @errorType, error_message = @errorMessage,
            lease_until = null, updated_at = @at, row_version = row_version + 1
        where id = @run and status in ('queued', 'running')
        """)]
    public static partial int Finish(this WriteScope unit, RunId run, RunStatus status, string? stats, string? errorType, string? errorMessage, DateTimeOffset at);

    /// <summary>Gives back what workers of a run hold. The first condition is the partial index's own.</summary>
    [Command("""
        update run_items set status = 'pending', lease_owner = null, lease_until = null, updated_at = @at
        where run_id = @run and status in ('pending', 'running', 'failed') and status = 'running'
        """)]
    public static partial int GiveBackItems(this WriteScope unit, RunId run, DateTimeOffset at);
}
