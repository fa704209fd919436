namespace LineageAot.Lineage;

/// <summary>A run as one member of a row, so that a page may be ordered within one workspace.</summary>
[Row]
internal sealed partial record RunOfList(Run Run);

/// <summary>The SQL of lists of runs and of their items.</summary>
internal static partial class RunListStatements
{
    [Query("select r.* from runs r where r.workspace_id = @workspace order by r.id desc")]
    public static partial ValueTask<Page<RunOfList>> ListRunsAsync(this ReadSource source, WorkspaceId workspace, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select r.* from runs r where r.workspace_id = @workspace and r.status = @status order by r.id desc")]
    public static partial ValueTask<Page<RunOfList>> ListRunsAsync(this ReadSource source, WorkspaceId workspace, RunStatus status, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select r.* from runs r where r.workspace_id = @workspace order by r.updated_at desc, r.id desc")]
    public static partial ValueTask<Page<RunOfList>> ListChangedRunsAsync(this ReadSource source, WorkspaceId workspace, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    // A walk along the order, which stops with the page; without the plus all runs of the status would be sorted.
    [Query("select r.* from runs r where r.workspace_id = @workspace and +r.status = @status order by r.updated_at desc, r.id desc")]
    public static partial ValueTask<Page<RunOfList>> ListChangedRunsAsync(this ReadSource source, WorkspaceId workspace, RunStatus status, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select r.* from runs r where r.parent_run_id = @parent and r.workspace_id = @workspace order by r.id desc")]
    public static partial ValueTask<Page<RunOfList>> ListChildRunsAsync(this ReadSource source, WorkspaceId workspace, RunId parent, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select count(*) from runs where workspace_id = @workspace")]
    public static partial ValueTask<long> CountRunsAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    [Query("select count(*) from runs where workspace_id = @workspace and status = @status")]
    public static partial ValueTask<long> CountRunsAsync(this ReadSource source, WorkspaceId workspace, RunStatus status, CancellationToken cancellationToken = default);

    [Query("select count(*) from runs where parent_run_id = @parent and workspace_id = @workspace")]
    public static partial ValueTask<long> CountChildRunsAsync(this ReadSource source, WorkspaceId workspace, RunId parent, CancellationToken cancellationToken = default);

    [Query("""
        select i.* from run_items i
        where i.run_id = @run and exists (select 1 from runs r where r.id = @run and r.workspace_id = @workspace) and (@status is null or i.status = @status)
        order by i.stage, i.target_type, i.target_id
        """)]
    public static partial ValueTask<Page<ItemOfRun>> ListItemsAsync(
        this ReadSource source, WorkspaceId workspace, RunId run, RunItemStatus? status, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("""
        select i.* from run_items i
        where i.run_id = @run and i.stage = @stage and exists (select 1 from runs r where r.id = @run and r.workspace_id = @workspace) and (@status is null or i.status = @status)
        order by i.target_type, i.target_id
        """)]
    public static partial ValueTask<Page<ItemOfRun>> ListItemsAsync(
        this ReadSource source, WorkspaceId workspace, RunId run, string stage, RunItemStatus? status, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from run_items i
        where i.run_id = @run and exists (select 1 from runs r where r.id = @run and r.workspace_id = @workspace) and (@status is null or i.status = @status)
        """)]
    public static partial ValueTask<long> CountItemsAsync(this ReadSource source, WorkspaceId workspace, RunId run, RunItemStatus? status, CancellationToken cancellationToken = default);

    [Query("""
        select count(*) from run_items i
        where i.run_id = @run and i.stage = @stage and exists (select 1 from runs r where r.id = @run and r.workspace_id = @workspace) and (@status is null or i.status = @status)
        """)]
    public static partial ValueTask<long> CountItemsAsync(this ReadSource source, WorkspaceId workspace, RunId run, string stage, RunItemStatus? status, CancellationToken cancellationToken = default);
}
