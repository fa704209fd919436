namespace LineageAot.Lineage;

/// <summary>A store's figures.</summary>
/// <param name="Sources">Sources that are neither missing nor deleted.</param>
/// <param name="Missing">Sources that weren't found last time.</param>
/// <param name="Deleted">Sources with a tombstone.</param>
/// <param name="Versions">Versions of sources.</param>
/// <param name="Contents">Different contents, of all workspaces.</param>
/// <param name="ContentBytes">Their bytes, of all workspaces.</param>
/// <param name="Documents">Texts.</param>
/// <param name="ChunkSets">Chunk sets that are ready.</param>
/// <param name="Chunks">Chunks, those of earlier versions included.</param>
/// <param name="Runs">Runs.</param>
/// <param name="Events">Events, of all workspaces.</param>
[Row]
public sealed partial record WorkspaceFigures(
    long Sources, long Missing, long Deleted, long Versions, long Contents, long? ContentBytes, long Documents, long ChunkSets, long Chunks, long Runs, long Events);

/// <summary>The SQL about a workspace as a whole.</summary>
internal static partial class WorkspaceStatements
{
    [Query("select count(*) from chunks where workspace_id = @workspace")]
    public static partial ValueTask<long> CountChunksAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    [Query("select * from workspaces order by name")]
    public static partial ValueTask<IReadOnlyList<WorkspaceRow>> ListWorkspacesAsync(this ReadSource source, CancellationToken cancellationToken = default);

    [Query("""
        select
            (select count(*) from sources where workspace_id = @workspace and missing_since is null and deleted_at is null) as sources,
            (select count(*) from sources where workspace_id = @workspace and missing_since is not null and deleted_at is null) as missing,
            (select count(*) from sources where workspace_id = @workspace and deleted_at is not null) as deleted,
            (select count(*) from source_versions where workspace_id = @workspace) as versions,
            (select count(*) from contents) as contents,
            (select sum(size_bytes) from contents) as content_bytes,
            (select count(*) from documents where workspace_id = @workspace) as documents,
            (select count(*) from chunk_sets where workspace_id = @workspace and status = 'ready') as chunk_sets,
            (select count(*) from chunks where workspace_id = @workspace) as chunks,
            (select count(*) from runs where workspace_id = @workspace) as runs,
            (select count(*) from events) as events
        """, AllowScan = true)]
    public static partial ValueTask<WorkspaceFigures> ReadFiguresAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);
}
