namespace LineageAot.Lineage;

/// <summary>The SQL about definitions of tools and flows.</summary>
internal static partial class DefinitionStatements
{
    [Query("select * from definitions where id = @id and workspace_id = @workspace")]
    public static partial Definition? FindDefinition(this WriteScope unit, WorkspaceId workspace, DefinitionId id);

    [Query("select * from definitions where workspace_id = @workspace and kind = @kind and name = @name order by version desc limit 1")]
    public static partial Definition? FindNewestDefinition(this WriteScope unit, WorkspaceId workspace, DefinitionKind kind, string name);

    [Query("select * from definitions where workspace_id = @workspace and kind = @kind and name = @name and version = @version")]
    public static partial ValueTask<Definition?> FindDefinitionAsync(this ReadSource source, WorkspaceId workspace, DefinitionKind kind, string name, int version, CancellationToken cancellationToken = default);

    [Query("select * from definitions where workspace_id = @workspace and kind = @kind and name = @name order by enabled desc, version desc limit 1")]
    public static partial ValueTask<Definition?> FindCurrentDefinitionAsync(this ReadSource source, WorkspaceId workspace, DefinitionKind kind, string name, CancellationToken cancellationToken = default);

    // The key behind the unique index changes no order; it tells the pages that rows are told apart.
    [Query("select * from definitions where workspace_id = @workspace and (@kind is null or kind = @kind) order by kind, name, version, id")]
    public static partial ValueTask<Page<Definition>> ListDefinitionsAsync(this ReadSource source, WorkspaceId workspace, DefinitionKind? kind, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select count(*) from definitions where workspace_id = @workspace and (@kind is null or kind = @kind)")]
    public static partial ValueTask<long> CountDefinitionsAsync(this ReadSource source, WorkspaceId workspace, DefinitionKind? kind, CancellationToken cancellationToken = default);

    [Command("update definitions set enabled = @enabled, updated_at = @at where id = @id and workspace_id = @workspace and enabled <> @enabled")]
    public static partial int SetEnabled(this WriteScope unit, WorkspaceId workspace, DefinitionId id, bool enabled, DateTimeOffset at);
}
