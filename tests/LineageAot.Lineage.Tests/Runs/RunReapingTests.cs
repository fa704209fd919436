namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunReapingTests
{
    private static readonly RunRequest OneMinute = new("index") { Lease = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task Only_the_dead_ones_of_thousands_are_reaped_and_what_its_workers_held_is_given_back()
    {
        await using var setup = await RunSetup.OpenAsync();
        var silent = await setup.Workspace.StartRunAsync(OneMinute);
        await silent.PendAsync("embed", RunSetup.Keys(3));
        await silent.LeaseItemsAsync("embed", "worker", 2, TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(async _ => await setup.Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromDays(1) })));

        // The last one in the order of leases: behind all pages of live ones.
        var gone = await setup.Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromDays(2) });
        await setup.GiveAwayAsync(gone.Id, $"{Environment.MachineName}/{int.MaxValue}/1");
        setup.Clocks.Pass(TimeSpan.FromMinutes(2));
        var reaped = await setup.Store.AbandonDeadRunsAsync();
        reaped.Select(run => (run.Id, run.Status)).ShouldBe([(silent.Id, RunStatus.Abandoned), (gone.Id, RunStatus.Abandoned)]);
        setup.Scalar("select count(*) from runs where status = 'running'").ShouldBe(2500);
        setup.Scalar("select count(*) from run_items where status = 'pending' and lease_owner is null").ShouldBe(3);
        setup.Scalar("select count(*) from events where event_type = 'run.abandoned'").ShouldBe(2);
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_reaped_before_its_lease_ends()
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await setup.Workspace.StartRunAsync(OneMinute);
        await setup.GiveAwayAsync(run.Id, $"{Environment.MachineName}/{int.MaxValue}/1");
        var far = await setup.Workspace.StartRunAsync(OneMinute);
        await setup.GiveAwayAsync(far.Id);
        setup.Clocks.Sleep(TimeSpan.FromHours(8));
        (await setup.Store.AbandonDeadRunsAsync()).Select(dead => dead.Id).ShouldBe([run.Id]);
    }

    [Fact]
    public async Task After_the_machine_slept_owners_have_one_lease_to_give_a_sign_of_life()
    {
        await using var setup = await RunSetup.OpenAsync();
        var awake = await setup.Workspace.StartRunAsync(OneMinute);
        var dead = await setup.Workspace.StartRunAsync(OneMinute);
        setup.Clocks.Sleep(TimeSpan.FromHours(8));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
        setup.Clocks.Pass(TimeSpan.FromSeconds(50));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
        await awake.HeartbeatAsync();
        setup.Clocks.Pass(TimeSpan.FromSeconds(10));
        (await setup.Store.AbandonDeadRunsAsync()).Select(run => run.Id).ShouldBe([dead.Id]);
        await awake.SucceedAsync();
    }

    [Fact]
    public async Task A_clock_that_goes_back_reaps_nothing_and_breaks_nothing()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await setup.Workspace.StartRunAsync(OneMinute);
        setup.Clocks.Sleep(TimeSpan.FromDays(-400));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
        await run.PendAsync("embed", RunSetup.Keys(2));
        await using (var lease = await run.LeaseItemsAsync("embed", "worker", 1, TimeSpan.FromMinutes(1)))
        {
            await lease.CompleteAsync(lease.Items);
        }

        setup.Clocks.Pass(TimeSpan.FromSeconds(59));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
        await run.HeartbeatAsync(1, 2);
        setup.Clocks.Pass(TimeSpan.FromSeconds(59));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
        await run.SucceedAsync();
        (await setup.StatusAsync(run.Id)).ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task A_lease_ends_at_its_end()
    {
        await using var setup = await RunSetup.OpenAsync();
        await setup.Workspace.StartRunAsync(OneMinute);
        setup.Clocks.Pass(TimeSpan.FromMinutes(1) - TimeSpan.FromMicroseconds(1));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
        setup.Clocks.Pass(TimeSpan.FromMicroseconds(1));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Each_sleep_gives_owners_their_lease_anew()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await setup.Workspace.StartRunAsync(OneMinute);
        for (var night = 0; night < 3; night++)
        {
            setup.Clocks.Sleep(TimeSpan.FromHours(8));
            (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
            await run.HeartbeatAsync();
            setup.Clocks.Pass(TimeSpan.FromSeconds(50));
            await run.HeartbeatAsync();
            setup.Clocks.Pass(TimeSpan.FromSeconds(50));
            (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);
        }

        setup.Clocks.Pass(TimeSpan.FromSeconds(10));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(30 * 24 * 60, 60, 1)] // In a month clocks run apart by a minute.
    [InlineData(2, 4, 1)]
    [InlineData(2, 7, 0)]
    [InlineData(20, -7, 0)]
    public async Task Only_clocks_that_part_faster_than_they_drift_give_another_lease(int minutes, int apart, int reaped)
    {
        await using var setup = await RunSetup.OpenAsync();
        await setup.Workspace.StartRunAsync(OneMinute);
        setup.Clocks.Pass(TimeSpan.FromMinutes(minutes));
        setup.Clocks.Sleep(TimeSpan.FromSeconds(apart));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(reaped);
        setup.Clocks.Pass(TimeSpan.FromMinutes(1));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(1 - reaped);
    }

    [Fact]
    public async Task Two_reapers_reap_a_run_once()
    {
        await using var setup = await RunSetup.OpenAsync();
        for (var i = 0; i < 120; i++)
        {
            await setup.Workspace.StartRunAsync(OneMinute);
        }

        setup.Clocks.Pass(TimeSpan.FromMinutes(2));
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await setup.Store.ReapAbandonedAsync())));
        counts.Sum().ShouldBe(120);
        setup.Scalar("select count(*) from events where event_type = 'run.abandoned'").ShouldBe(120);
    }
}
