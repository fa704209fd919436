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

    [Query("select * from runs where workspace_id = @workspace and idempotency_key = @key")]
    public static partial Run? FindRunByKey(this WriteScope unit, WorkspaceId workspace, string key);

    [Query("select * from runs where status in ('queued', 'running')", AllowScan = true)]
    public static partial ValueTask<IReadOnlyList<Run>> ListLiveRunsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select * from runs where workspace_id = @workspace order by started_at desc limit @limit")]
    public static partial ValueTask<IReadOnlyList<Run>> ListRunsAsync(this ReadSource source, WorkspaceId workspace, int limit, CancellationToken cancellationToken = default);

    [Command("""
        update runs set progress_done = @done, progress_total = @total, heartbeat_at = @at, lease_until = @lease, updated_at = @at, row_version = row_version + 1
        where id = @run and status = 'running'
        """)]
    public static partial int SetProgress(this WriteScope unit, RunId run, long done, long? total, DateTimeOffset at, DateTimeOffset lease);

    [Command("""
        update runs set status = @status, finished_at = @at, stats = @stats, error_type = @errorType, error_message = @errorMessage,
            lease_until = null, updated_at = @at, row_version = row_version + 1
        where id = @run and status in ('queued', 'running')
        """)]
    public static partial int Finish(this WriteScope unit, RunId run, RunStatus status, string? stats, string? errorType, string? errorMessage, DateTimeOffset at);
}
