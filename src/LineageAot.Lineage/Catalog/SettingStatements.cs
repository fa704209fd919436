namespace LineageAot.Lineage;

/// <summary>The SQL about settings, and about a workspace's own row.</summary>
internal static partial class SettingStatements
{
    [Query("select * from settings where key = @key")]
    public static partial ValueTask<SettingRow?> FindSettingAsync(this ReadSource source, string key, CancellationToken cancellationToken = default);

    [Query("select * from settings where key = @key")]
    public static partial SettingRow? FindSetting(this WriteScope unit, string key);

    [Command("""
        insert into settings (key, value, schema_version, created_at, updated_at) values (@key, @value, @version, @at, @at)
        on conflict (key) do update set value = excluded.value, schema_version = excluded.schema_version, updated_at = excluded.updated_at
        where value <> excluded.value or schema_version <> excluded.schema_version
        """)]
    public static partial int SetSetting(this WriteScope unit, string key, string value, int version, DateTimeOffset at);

    [Command("delete from settings where key = @key")]
    public static partial int DeleteSetting(this WriteScope unit, string key);

    [Query("select * from settings order by key")]
    public static partial ValueTask<Page<SettingRow>> ListSettingsAsync(this ReadSource source, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select count(*) from settings")]
    public static partial ValueTask<long> CountSettingsAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("select settings from workspaces where id = @workspace")]
    public static partial ValueTask<string?> ReadWorkspaceSettingsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    [Command("update workspaces set settings = @settings, updated_at = @at where id = @workspace and settings is not @settings")]
    public static partial int SetWorkspaceSettings(this WriteScope unit, WorkspaceId workspace, string? settings, DateTimeOffset at);

    [Command("update workspaces set name = @name, updated_at = @at where id = @workspace and name <> @name")]
    public static partial int SetWorkspaceName(this WriteScope unit, WorkspaceId workspace, string name, DateTimeOffset at);

    [Command("update workspaces set status = @status, updated_at = @at where id = @workspace and status <> @status")]
    public static partial int SetWorkspaceStatus(this WriteScope unit, WorkspaceId workspace, WorkspaceStatus status, DateTimeOffset at);
}
