namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>The schedule of a name, as the specification says; made where it's missing. What it has run is kept. A repeat changes nothing.</summary>
    /// <exception cref="ArgumentException">The specification can't be.</exception>
    /// <exception cref="LineageNotFoundException">The pipeline isn't this workspace's.</exception>
    public ValueTask<Schedule> AddOrUpdateScheduleAsync(ScheduleSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Validate();
        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.GetUsableWorkspace(Id);
                unit.Require(Id, spec.PipelineId);
                var known = unit.FindSchedule(Id, spec.Name);
                var wanted = (known ?? new Schedule { Id = new ScheduleId(Guid.CreateVersion7(now)), WorkspaceId = Id, Name = spec.Name, PipelineId = spec.PipelineId }) with
                {
                    PipelineId = spec.PipelineId,
                    Cron = spec.Cron,
                    Interval = spec.Interval,
                    TimeZone = spec.TimeZone,
                    Enabled = spec.Enabled,
                    NextRunAt = spec.NextRunAt?.ToUniversalTime() ?? known?.NextRunAt,
                };
                return known is null ? unit.Insert(wanted) : wanted == known ? known : unit.Update(wanted);
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>A schedule of this workspace, or null.</summary>
    public ValueTask<Schedule?> FindScheduleAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Database.FindScheduleAsync(Id, name, cancellationToken);
    }

    /// <summary>The schedules of this workspace by name.</summary>
    public async ValueTask<ListPage<Schedule>> ListSchedulesAsync(PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var rows = await Database.ListSchedulesAsync(Id, page.Size, page.After, cancellationToken).ConfigureAwait(false);
        return new([.. rows.Items.Select(static row => row.Schedule)], rows.Next, page.WithTotal ? await Database.CountSchedulesAsync(Id, cancellationToken).ConfigureAwait(false) : null);
    }

    /// <summary>Says when a schedule's next run is due; null for never.</summary>
    /// <exception cref="LineageNotFoundException">This workspace has no such schedule.</exception>
    public async ValueTask SetNextRunAsync(ScheduleId schedule, DateTimeOffset? next, CancellationToken cancellationToken = default)
        => await Database.WriteAsync(
            unit =>
            {
                var known = unit.FindSchedule(Id, schedule) ?? throw new LineageNotFoundException("schedule", schedule.Value);
                unit.Update(known with { NextRunAt = next?.ToUniversalTime() });
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes a schedule; the runs that it started stay. False if there is none.</summary>
    public ValueTask<bool> DeleteScheduleAsync(ScheduleId schedule, CancellationToken cancellationToken = default)
        => Database.WriteAsync(unit => unit.FindSchedule(Id, schedule) is { } known && unit.Delete(known), cancellationToken: cancellationToken);
}
