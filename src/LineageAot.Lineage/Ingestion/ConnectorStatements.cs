namespace LineageAot.Lineage;

/// <summary>The SQL about connectors.</summary>
internal static partial class ConnectorStatements
{
    [Query("select * from connectors where workspace_id = @workspace order by kind, name")]
    public static partial ValueTask<IReadOnlyList<Connector>> ListConnectorsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    // A workspace's connectors are few, and the order is that of the time.
    [Query("""
        select * from connectors
        where workspace_id = @workspace and sync_mode = 'continuous' and paused_at is null and (next_sync_at is null or next_sync_at <= @now)
        order by coalesce(next_sync_at, 0), id
        """, AllowScan = true)]
    public static partial ValueTask<IReadOnlyList<Connector>> ListDueConnectorsAsync(this ReadSource source, WorkspaceId workspace, DateTimeOffset now, CancellationToken cancellationToken = default);

    [Command("""
        update connectors set sync_mode = @mode, interval = @interval, next_sync_at = @next, updated_at = @at
        where id = @connector and workspace_id = @workspace
        """)]
    public static partial int SetSync(this WriteScope unit, WorkspaceId workspace, ConnectorId connector, SyncMode mode, TimeSpan? interval, DateTimeOffset? next, DateTimeOffset at);

    [Command("update connectors set paused_at = @pausedAt, updated_at = @at where id = @connector and workspace_id = @workspace and (paused_at is null) <> (@pausedAt is null)")]
    public static partial int SetPaused(this WriteScope unit, WorkspaceId workspace, ConnectorId connector, DateTimeOffset? pausedAt, DateTimeOffset at);

    [Command("update connectors set cursor = @cursor, cursor_version = @version, updated_at = @at where id = @connector")]
    public static partial int SetCursor(this WriteScope unit, ConnectorId connector, string? cursor, int version, DateTimeOffset at);
}
