namespace LineageAot.Lineage;

/// <summary>A pipeline as one member of a row, so that a page may be ordered within one workspace.</summary>
[Row]
internal sealed partial record PipelineOfList(Pipeline Pipeline);

/// <summary>A schedule as one member of a row, so that a page may be ordered within one workspace.</summary>
[Row]
internal sealed partial record ScheduleOfList(Schedule Schedule);

/// <summary>A schedule that is due.</summary>
[Row]
internal readonly partial record struct DueSchedule(ScheduleId Id, DateTimeOffset NextRunAt);

/// <summary>The SQL about pipelines and their schedules.</summary>
internal static partial class PipelineStatements
{
    [Query("select * from pipelines where workspace_id = @workspace and name = @name order by version desc limit 1")]
    public static partial Pipeline? FindNewestPipeline(this WriteScope unit, WorkspaceId workspace, string name);

    [Query("select * from pipelines where workspace_id = @workspace and name = @name and status = 'active' order by version desc limit 1")]
    public static partial ValueTask<Pipeline?> FindActivePipelineAsync(this ReadSource source, WorkspaceId workspace, string name, CancellationToken cancellationToken = default);

    [Query("select * from pipelines where workspace_id = @workspace and name = @name and version = @version")]
    public static partial ValueTask<Pipeline?> FindPipelineAsync(this ReadSource source, WorkspaceId workspace, string name, int version, CancellationToken cancellationToken = default);

    [Query("select p.* from pipelines p where p.workspace_id = @workspace order by p.name, p.version")]
    public static partial ValueTask<Page<PipelineOfList>> ListPipelinesAsync(this ReadSource source, WorkspaceId workspace, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select count(*) from pipelines where workspace_id = @workspace")]
    public static partial ValueTask<long> CountPipelinesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    [Command("update pipelines set status = @status, updated_at = @at where id = @id and status <> @status")]
    public static partial int SetPipelineStatus(this WriteScope unit, PipelineId id, PipelineStatus status, DateTimeOffset at);

    [Query("select * from schedules where workspace_id = @workspace and name = @name")]
    public static partial Schedule? FindSchedule(this WriteScope unit, WorkspaceId workspace, string name);

    [Query("select * from schedules where workspace_id = @workspace and name = @name")]
    public static partial ValueTask<Schedule?> FindScheduleAsync(this ReadSource source, WorkspaceId workspace, string name, CancellationToken cancellationToken = default);

    [Query("select * from schedules where workspace_id = @workspace and id = @id")]
    public static partial Schedule? FindSchedule(this WriteScope unit, WorkspaceId workspace, ScheduleId id);

    [Query("select s.* from schedules s where s.workspace_id = @workspace order by s.name")]
    public static partial ValueTask<Page<ScheduleOfList>> ListSchedulesAsync(this ReadSource source, WorkspaceId workspace, int size, Cursor? after = null, CancellationToken cancellationToken = default);

    [Query("select count(*) from schedules where workspace_id = @workspace")]
    public static partial ValueTask<long> CountSchedulesAsync(this ReadSource source, WorkspaceId workspace, CancellationToken cancellationToken = default);

    /// <summary>Schedules that are due, the longest overdue first; those of a workspace that isn't active rest.</summary>
    [Query("""
        select s.id, s.next_run_at from schedules s
        where s.next_run_at is not null and s.next_run_at <= @now and s.enabled = 1
            and exists (select 1 from workspaces w where w.id = s.workspace_id and w.status = 'active')
        order by s.next_run_at, s.id
        """)]
    public static partial ValueTask<Page<DueSchedule>> ListDueAsync(this ReadSource source, DateTimeOffset now, int size, Cursor? after = null, CancellationToken cancellationToken = default);
}
