namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunResumingTests
{
    [Fact]
    public async Task A_resumed_run_has_the_work_that_is_left()
    {
        await using var setup = await RunSetup.OpenAsync();
        var keys = RunSetup.Keys(1200);
        var old = await setup.Workspace.StartRunAsync(new RunRequest("nightly") { Lease = TimeSpan.FromHours(1), Params = """{"a":1}""", ParamsSignature = Sha256.OfText("a"), Actor = "me" });
        await old.PendAsync("embed", keys);
        await using (var lease = await old.LeaseItemsAsync("embed", "worker", 5, TimeSpan.FromMinutes(1)))
        {
            await lease.CompleteAsync([lease.Items[0]]);
            await lease.SkipAsync([lease.Items[1]], "empty");
            await lease.FailAsync([lease.Items[2]], ErrorCategory.Permanent, "too long");
            await lease.FailAsync([lease.Items[3]], ErrorCategory.Transient, "timeout");
        }

        setup.Clocks.Pass(TimeSpan.FromHours(2));
        await setup.Store.ReapAbandonedAsync();
        await using var resumed = await setup.Workspace.ResumeRunAsync(old.Id);
        (await resumed.UnfinishedAsync("embed")).Select(item => item.TargetId).ShouldBe(keys.Skip(3), ignoreOrder: true);
        (await resumed.UnfinishedAsync("embed")).ShouldAllBe(item => item.Status == RunItemStatus.Pending && item.Attempts == 0);
        var row = await setup.RunAsync(resumed.Id);
        (row.ParentRunId, row.Attempt, row.RunType, row.Trigger, row.Params, row.ParamsSignature, row.Actor)
            .ShouldBe((old.Id, 2, RunType.Custom, "nightly", """{"a":1}""", Sha256.OfText("a"), "me"));
        await resumed.SucceedAsync();
        (await setup.StatusAsync(resumed.Id)).ShouldBe(RunStatus.Succeeded);
    }

    [Fact]
    public async Task Two_who_resume_get_one_run()
    {
        await using var setup = await RunSetup.OpenAsync();
        var old = await setup.DeadRunAsync(RunSetup.Keys(700));
        var scopes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await setup.Workspace.ResumeRunAsync(old.Id))));
        scopes.Select(scope => scope.Id).Distinct().Count().ShouldBe(1);
        scopes.Count(scope => !scope.IsJoined).ShouldBe(1);
        (await scopes[0].UnfinishedAsync("embed")).Count.ShouldBe(700);
        setup.Scalar("select count(*) from run_items").ShouldBe(1400);
    }

    [Fact]
    public async Task What_is_live_or_succeeded_is_not_resumed()
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await setup.Workspace.StartRunAsync(new RunRequest("index"));
        (await Should.ThrowAsync<LineageConflictException>(async () => await setup.Workspace.ResumeRunAsync(run.Id))).Message.ShouldContain("running");
        await run.SucceedAsync();
        (await Should.ThrowAsync<LineageConflictException>(async () => await setup.Workspace.ResumeRunAsync(run.Id))).Message.ShouldContain("succeeded");
        var queued = await setup.Workspace.QueueRunAsync(new RunRequest("index"));
        (await Should.ThrowAsync<LineageConflictException>(async () => await setup.Workspace.ResumeRunAsync(queued))).Message.ShouldContain("queued");
        await Should.ThrowAsync<LineageNotFoundException>(async () => await setup.Workspace.ResumeRunAsync(new RunId(Guid.NewGuid())));
    }

    [Fact]
    public async Task A_run_that_was_resumed_names_the_one_to_go_on_from()
    {
        await using var setup = await RunSetup.OpenAsync();
        var old = await setup.DeadRunAsync(RunSetup.Keys(1));
        var second = await setup.Workspace.ResumeRunAsync(old.Id);
        await second.FailAsync("io", "the disk went away");
        (await Should.ThrowAsync<LineageConflictException>(async () => await setup.Workspace.ResumeRunAsync(old.Id))).Message.ShouldContain(second.Id.Value.ToString());
        await using var third = await setup.Workspace.ResumeRunAsync(second.Id);
        (await setup.RunAsync(third.Id)).Attempt.ShouldBe(3);
        (await third.UnfinishedAsync("embed")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_kill_between_two_units_the_next_one_takes_the_rest_from_the_whole_chain()
    {
        await using var setup = await RunSetup.OpenAsync();
        var keys = RunSetup.Keys(10);
        var old = await setup.DeadRunAsync(keys);

        // As a kill leaves it: the run that goes on was started, and has three of the items, of which it did two.
        var cut = await setup.Workspace.StartRunAsync(new RunRequest("index") { ParentRunId = old.Id, Attempt = 2, Lease = TimeSpan.FromMinutes(1) });
        await cut.PendAsync("embed", keys.Take(3));
        await using (var lease = await cut.LeaseItemsAsync("embed", "worker", 2, TimeSpan.FromMinutes(1)))
        {
            await lease.CompleteAsync([lease.Items[0]]);
            await lease.FailAsync([lease.Items[1]], ErrorCategory.Permanent, "too long");
        }

        setup.Clocks.Pass(TimeSpan.FromMinutes(2));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(1);
        await using var resumed = await setup.Workspace.ResumeRunAsync(cut.Id);
        (await resumed.UnfinishedAsync("embed")).Select(item => item.TargetId).ShouldBe(keys.Skip(2), ignoreOrder: true);
    }

    [Fact]
    public async Task Parts_of_a_run_are_not_what_went_on_from_it()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var parent = await setup.Workspace.StartRunAsync(new RunRequest("index"));
        await parent.PendAsync("embed", RunSetup.Keys(3));
        var child = await parent.StartChildAsync(new RunRequest("append"));
        await child.FailAsync("io", "the disk went away");
        await using var again = await setup.Workspace.ResumeRunAsync(child.Id);
        (await again.UnfinishedAsync("embed")).ShouldBeEmpty();
        await parent.FailAsync("io", "the disk went away");
        await using var resumed = await setup.Workspace.ResumeRunAsync(parent.Id);
        (await resumed.UnfinishedAsync("embed")).Count.ShouldBe(3);
        (await parent.ListChildrenAsync(new PageRequest(10) { WithTotal = true })).Items.Select(run => run.Id).ShouldBe([resumed.Id, child.Id], ignoreOrder: true);
        await Should.ThrowAsync<ArgumentException>(async () => await resumed.StartChildAsync(new RunRequest("index") { Attempt = 2 }));
        await Should.ThrowAsync<ArgumentException>(async () => await resumed.StartChildAsync(new RunRequest("index") { ParentRunId = child.Id }));
    }
}
