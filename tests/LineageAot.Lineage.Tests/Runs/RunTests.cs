namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunTests
{
    [Fact]
    public async Task A_run_that_ends_says_how_once()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var run = await workspace.StartRunAsync(new RunRequest("index") { Actor = "me" });
        (await workspace.GetRunAsync(run.Id))!.Status.ShouldBe(RunStatus.Running);
        await run.FailAsync("io", "the disk went away");
        await Should.ThrowAsync<InvalidOperationException>(async () => await run.SucceedAsync());
        await run.DisposeAsync();
        var row = (await workspace.GetRunAsync(run.Id))!;
        (row.Status, row.ErrorType, row.ErrorMessage, row.LeaseUntil).ShouldBe((RunStatus.Failed, "io", "the disk went away", null));
        row.FinishedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_run_that_is_left_counts_as_failed()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await using (await workspace.StartRunAsync(new RunRequest("index")))
        {
        }

        (await workspace.ListRunsAsync(1))[0].Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task The_same_key_starts_one_run()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var first = await workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        var second = await workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        second.Id.ShouldBe(first.Id);
        temporary.Scalar("select count(*) from runs").ShouldBe(1);
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        (await other.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" })).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task A_run_whose_lease_has_ended_is_abandoned_and_a_live_one_isnt()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var dead = await workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.Zero });
        var live = await workspace.StartRunAsync(new RunRequest("index"));
        (await temporary.Store.ReapAbandonedAsync()).ShouldBe(1);
        (await workspace.GetRunAsync(dead.Id))!.Status.ShouldBe(RunStatus.Abandoned);
        (await workspace.GetRunAsync(live.Id))!.Status.ShouldBe(RunStatus.Running);
    }

    [Fact]
    public void A_process_is_gone_if_its_id_is_free_or_somebody_elses()
    {
        RunOwner.IsGone(RunOwner.Current).ShouldBeFalse();
        RunOwner.IsGone(null).ShouldBeFalse();
        var parts = RunOwner.Current.Split('/');
        RunOwner.IsGone($"{parts[0]}/{parts[1]}/{long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) - 1000}").ShouldBeTrue();
        RunOwner.IsGone($"{parts[0]}/{int.MaxValue}/1").ShouldBeTrue();
        RunOwner.IsGone($"elsewhere/{int.MaxValue}/1").ShouldBeFalse();
    }
}
