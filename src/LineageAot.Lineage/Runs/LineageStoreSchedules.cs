using System.Globalization;

namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    private const int DuePage = 500;

    /// <summary>
    /// Queues a run for each schedule that is due, in all active workspaces: once for each due time, however many callers ask. It executes nothing: take the runs with <see cref="Workspace.StartQueuedRunAsync"/>.
    /// </summary>
    /// <remarks>
    /// A call queues at most one run for each schedule. If <paramref name="next"/> gives a time that has passed as well, the next call queues that one: so the caller decides whether what was missed is made up for.
    /// </remarks>
    /// <param name="now">What counts as due: schedules whose time isn't after it.</param>
    /// <param name="next">Computes the due time after the present one from a schedule; null, or a null result, leaves it without one until <see cref="Workspace.SetNextRunAsync"/>. It may be called for a run that another caller gets.</param>
    /// <param name="cancellationToken">Ends the wait between two schedules.</param>
    /// <returns>The runs that this call queued.</returns>
    /// <exception cref="InvalidOperationException"><paramref name="next"/> gave a time that isn't after the due one: the schedule would be due for ever. Of it nothing was written.</exception>
    public async ValueTask<IReadOnlyList<Run>> StartDueAsync(DateTimeOffset now, Func<Schedule, DateTimeOffset?>? next = null, CancellationToken cancellationToken = default)
    {
        var due = new Dictionary<ScheduleId, DateTimeOffset>();
        Cursor? after = null;
        do
        {
            var page = await Database.ListDueAsync(now, DuePage, after, cancellationToken).ConfigureAwait(false);
            foreach (var schedule in page.Items)
            {
                due.TryAdd(schedule.Id, schedule.NextRunAt);
            }

            after = page.Next;
        }
        while (after is not null);

        var started = new List<Run>();
        foreach (var (id, time) in due)
        {
            if (await StartDueAsync(id, time, next, cancellationToken).ConfigureAwait(false) is { } run)
            {
                started.Add(run);
            }
        }

        return started;
    }

    private async ValueTask<Run?> StartDueAsync(ScheduleId id, DateTimeOffset due, Func<Schedule, DateTimeOffset?>? next, CancellationToken cancellationToken)
    {
        if (await Database.Table<Schedule>().FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } schedule || schedule.NextRunAt != due)
        {
            return null;
        }

        // The caller's function runs here and not in the unit, where it would hold up every writer.
        var following = next?.Invoke(schedule)?.ToUniversalTime();
        if (following <= due)
        {
            throw new InvalidOperationException($"The function that computes the next time of the schedule {id.Value} (schedules.next_run_at) gave one that isn't after the due one. Give a later one, or null.");
        }

        var at = Now;
        return await Journal.WriteAsync(
            (unit, events) =>
            {
                if (unit.Table<Schedule>().Find(id) is not { Enabled: true } present || present.NextRunAt != due
                    || unit.Table<WorkspaceRow>().Find(present.WorkspaceId) is not { Status: WorkspaceStatus.Active })
                {
                    return null;
                }

                unit.Update(present with { LastRunAt = due, NextRunAt = following });
                var request = new RunRequest("custom")
                {
                    IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"schedule/{id.Value}/{due.UtcDateTime:O}"),
                    Trigger = "schedule",
                    PipelineId = present.PipelineId,
                };

                // A schedule that is set back to a time that it has had finds that run.
                return unit.FindRunByKey(present.WorkspaceId, request.IdempotencyKey) is null ? RunWriting.Queue(unit, events, present.WorkspaceId, request, at) : null;
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
