namespace LineageAot.Lineage.Tests.Runs;

public sealed class ScheduleTests
{
    private static readonly DateTimeOffset Due = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_due_run_is_queued_once_however_many_ask()
    {
        await using var setup = await RunSetup.OpenAsync();
        var schedule = await AddAsync(setup, "nightly", Due);
        await AddAsync(setup, "later", Due.AddHours(1));
        await AddAsync(setup, "never", null);
        (await setup.Store.StartDueAsync(Due.AddMicroseconds(-1))).ShouldBeEmpty();
        var started = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await setup.Store.StartDueAsync(Due, one => one.NextRunAt!.Value.AddDays(1)))));
        var run = started.SelectMany(runs => runs).Single();
        (run.Status, run.Trigger, run.PipelineId).ShouldBe((RunStatus.Queued, "schedule", schedule.PipelineId));
        var after = (await setup.Workspace.FindScheduleAsync("nightly"))!;
        (after.LastRunAt, after.NextRunAt).ShouldBe((Due, Due.AddDays(1)));
        setup.Scalar("select count(*) from runs").ShouldBe(1);

        await setup.Workspace.SetNextRunAsync(schedule.Id, Due); // Set back: that run is there already.
        (await setup.Store.StartDueAsync(Due)).ShouldBeEmpty();
        (await setup.Workspace.FindScheduleAsync("nightly"))!.NextRunAt.ShouldBeNull();
        await using var taken = await setup.Workspace.StartQueuedRunAsync(run.Id);
        await taken.SucceedAsync();
    }

    [Fact]
    public async Task What_was_missed_is_made_up_for_one_run_a_call()
    {
        await using var setup = await RunSetup.OpenAsync();
        await AddAsync(setup, "nightly", Due);
        for (var day = 0; day < 3; day++)
        {
            (await setup.Store.StartDueAsync(Due.AddDays(2), one => one.NextRunAt!.Value.AddDays(1))).Count.ShouldBe(1);
        }

        (await setup.Store.StartDueAsync(Due.AddDays(2), one => one.NextRunAt!.Value.AddDays(1))).ShouldBeEmpty();
        setup.Scalar("select count(*) from runs").ShouldBe(3);
    }

    [Fact]
    public async Task A_next_time_that_is_not_later_is_refused_and_nothing_is_written()
    {
        await using var setup = await RunSetup.OpenAsync();
        await AddAsync(setup, "nightly", Due);
        await Should.ThrowAsync<InvalidOperationException>(async () => await setup.Store.StartDueAsync(Due, static one => one.NextRunAt));
        await Should.ThrowAsync<FormatException>(async () => await setup.Store.StartDueAsync(Due, static _ => throw new FormatException("not a cron")));
        (await setup.Workspace.FindScheduleAsync("nightly"))!.NextRunAt.ShouldBe(Due);
        setup.Scalar("select count(*) from runs").ShouldBe(0);
    }

    [Fact]
    public async Task What_is_off_or_of_a_workspace_at_rest_starts_nothing()
    {
        await using var setup = await RunSetup.OpenAsync();
        var schedule = await AddAsync(setup, "nightly", Due);
        var spec = new ScheduleSpec("nightly", schedule.PipelineId) { Interval = TimeSpan.FromDays(1) };
        var off = await setup.Workspace.AddOrUpdateScheduleAsync(spec with { Enabled = false });
        (off.Id, off.NextRunAt).ShouldBe((schedule.Id, Due));
        (await setup.Store.StartDueAsync(Due)).ShouldBeEmpty();
        var on = await setup.Workspace.AddOrUpdateScheduleAsync(spec);
        (await setup.Workspace.AddOrUpdateScheduleAsync(spec)).ShouldBe(on);
        await setup.Store.Database.WriteAsync(unit => unit.Update(unit.Table<WorkspaceRow>().Find(setup.Workspace.Id)! with { Status = WorkspaceStatus.Archived }));
        (await setup.Store.StartDueAsync(Due)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_schedule_that_cannot_be_or_is_of_another_workspace_is_refused()
    {
        await using var setup = await RunSetup.OpenAsync();
        var other = await setup.Store.GetOrAddWorkspaceAsync("other");
        var pipeline = (await setup.Workspace.AddPipelineAsync(new PipelineSpec("index"))).Id;
        ScheduleSpec[] specs =
        [
            new(" ", pipeline) { Cron = "@daily" }, new("a", pipeline), new("a", pipeline) { Cron = "@daily", Interval = TimeSpan.FromDays(1) }, new("a", pipeline) { Interval = TimeSpan.Zero },
            new("a", pipeline) { Cron = " " }, new("a", pipeline) { Cron = "@daily", TimeZone = "" },
        ];
        foreach (var spec in specs)
        {
            await Should.ThrowAsync<ArgumentException>(async () => await setup.Workspace.AddOrUpdateScheduleAsync(spec), spec.ToString());
        }

        var schedule = await AddAsync(setup, "nightly", Due);
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.AddOrUpdateScheduleAsync(new ScheduleSpec("a", pipeline) { Cron = "@daily" }));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.SetNextRunAsync(schedule.Id, null));
        (await other.DeleteScheduleAsync(schedule.Id)).ShouldBeFalse();
        (await other.FindScheduleAsync("nightly")).ShouldBeNull();
        (await other.ListSchedulesAsync(new PageRequest(10) { WithTotal = true })).Total.ShouldBe(0);
        (await setup.Workspace.ListSchedulesAsync(new PageRequest(10) { WithTotal = true })).Total.ShouldBe(1);
        (await setup.Workspace.DeleteScheduleAsync(schedule.Id)).ShouldBeTrue();
        (await setup.Workspace.DeleteScheduleAsync(schedule.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_pipeline_gets_a_version_with_each_change()
    {
        await using var setup = await RunSetup.OpenAsync();
        var other = await setup.Store.GetOrAddWorkspaceAsync("other");
        var spec = new PipelineSpec("index") { Config = """{"size":1}""" };
        var first = await setup.Workspace.AddPipelineAsync(spec);
        (await setup.Workspace.AddPipelineAsync(spec)).ShouldBe(first);
        var second = await setup.Workspace.AddPipelineAsync(spec with { Config = """{"size":2}""" });
        (first.Version, second.Version).ShouldBe((1, 2));
        (await setup.Workspace.FindPipelineAsync("index"))!.Id.ShouldBe(second.Id);
        await setup.Workspace.SetPipelineStatusAsync(second.Id, PipelineStatus.Inactive);
        (await setup.Workspace.FindPipelineAsync("index"))!.Id.ShouldBe(first.Id);
        (await setup.Workspace.FindPipelineAsync("index", 2))!.Status.ShouldBe(PipelineStatus.Inactive);
        (await setup.Workspace.ListPipelinesAsync(new PageRequest(1) { WithTotal = true })).Total.ShouldBe(2);
        (await other.FindPipelineAsync("index")).ShouldBeNull();
        (await other.FindPipelineAsync("index", 1)).ShouldBeNull();
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.SetPipelineStatusAsync(first.Id, PipelineStatus.Draft));
        await Should.ThrowAsync<ArgumentException>(async () => await setup.Workspace.AddPipelineAsync(new PipelineSpec("x") { Config = "{" }));
    }

    private static async Task<Schedule> AddAsync(RunSetup setup, string name, DateTimeOffset? due)
    {
        var pipeline = await setup.Workspace.AddPipelineAsync(new PipelineSpec("index"));
        return await setup.Workspace.AddOrUpdateScheduleAsync(new ScheduleSpec(name, pipeline.Id) { Interval = TimeSpan.FromDays(1), NextRunAt = due });
    }
}
