namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunStartTests
{
    [Fact]
    public async Task However_many_ask_at_once_one_key_starts_one_run()
    {
        await using var setup = await RunSetup.OpenAsync();
        var scopes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" }))));
        scopes.Select(scope => scope.Id).Distinct().Count().ShouldBe(1);
        scopes.Count(scope => !scope.IsJoined).ShouldBe(1);
        setup.Scalar("select count(*) from runs").ShouldBe(1);
        setup.Scalar("select count(*) from events where event_type = 'run.started'").ShouldBe(1);
    }

    [Fact]
    public async Task A_joined_scope_leaves_the_run_alone_when_it_is_disposed()
    {
        await using var setup = await RunSetup.OpenAsync();
        var starter = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today", Lease = TimeSpan.FromHours(1) });
        await using (var joined = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today", Lease = TimeSpan.FromSeconds(1) }))
        {
            joined.IsJoined.ShouldBeTrue();
            (await joined.PendAsync("embed", RunSetup.Keys(1))).ShouldBe(1);
        }

        var run = await setup.RunAsync(starter.Id);
        run.Status.ShouldBe(RunStatus.Running);
        (run.LeaseUntil - run.HeartbeatAt).ShouldBe(TimeSpan.FromHours(1));
        await starter.SucceedAsync();
    }

    [Fact]
    public async Task A_run_that_has_ended_is_given_again_and_writes_nothing_more()
    {
        await using var setup = await RunSetup.OpenAsync();
        var first = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        await first.SucceedAsync();
        await using var again = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        (again.Id, again.IsJoined, again.IsFinished, again.Status).ShouldBe((first.Id, true, true, RunStatus.Succeeded));
        (await Should.ThrowAsync<InvalidOperationException>(async () => await again.PendAsync("embed", RunSetup.Keys(1)))).Message.ShouldContain("succeeded");
        await Should.ThrowAsync<InvalidOperationException>(async () => await again.SucceedAsync());
        setup.Scalar("select count(*) from run_items").ShouldBe(0);
    }

    [Fact]
    public async Task A_live_run_of_another_process_is_joined_and_not_written()
    {
        await using var setup = await RunSetup.OpenAsync();
        var first = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        await setup.GiveAwayAsync(first.Id);
        await using var joined = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        joined.IsJoined.ShouldBeTrue();
        await Should.ThrowAsync<LineageConflictException>(async () => await joined.PendAsync("embed", RunSetup.Keys(1)));
        await Should.ThrowAsync<LineageConflictException>(async () => await joined.SucceedAsync());
        await Should.ThrowAsync<LeaseLostException>(async () => await first.PendAsync("embed", RunSetup.Keys(1)));
        await first.DisposeAsync();
        (await setup.StatusAsync(first.Id)).ShouldBe(RunStatus.Running);
        setup.Scalar("select count(*) from run_items").ShouldBe(0);
    }

    [Fact]
    public async Task A_key_with_other_parameters_is_a_conflict()
    {
        await using var setup = await RunSetup.OpenAsync();
        var pipeline = await setup.Workspace.AddPipelineAsync(new PipelineSpec("nightly"));
        var request = new RunRequest("index") { IdempotencyKey = "today", Params = """{"a":1}""" };
        var run = await setup.Workspace.StartRunAsync(request);
        RunRequest[] others =
        [
            request with { Kind = "reindex" }, request with { Params = """{"a":2}""" }, request with { ParamsSignature = Sha256.OfText("a") }, request with { PipelineId = pipeline.Id },
        ];
        foreach (var other in others)
        {
            await Should.ThrowAsync<LineageConflictException>(async () => await setup.Workspace.StartRunAsync(other));
            await Should.ThrowAsync<LineageConflictException>(async () => await setup.Workspace.QueueRunAsync(other));
        }

        (await setup.Workspace.StartRunAsync(request with { Actor = "somebody else" })).Id.ShouldBe(run.Id);
        setup.Scalar("select count(*) from runs").ShouldBe(1);
    }

    [Fact]
    public async Task A_queued_run_is_taken_by_one()
    {
        await using var setup = await RunSetup.OpenAsync();
        var queued = await setup.Workspace.QueueRunAsync(new RunRequest("index") { IdempotencyKey = "today", Actor = "me" });
        (await setup.Workspace.QueueRunAsync(new RunRequest("index") { IdempotencyKey = "today" })).ShouldBe(queued);
        var waiting = await setup.RunAsync(queued);
        (waiting.Status, waiting.Owner, waiting.StartedAt, waiting.LeaseUntil).ShouldBe((RunStatus.Queued, null, null, null));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(0);

        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await setup.Workspace.StartQueuedRunAsync(queued);
            }
            catch (LineageConflictException)
            {
                return null;
            }
        })));
        var scope = taken.Single(scope => scope is not null)!;
        (await setup.StatusAsync(queued)).ShouldBe(RunStatus.Running);
        await scope.SucceedAsync();
        (await Should.ThrowAsync<LineageConflictException>(async () => await setup.Workspace.StartQueuedRunAsync(queued))).Message.ShouldContain("succeeded");
    }

    [Fact]
    public async Task Starting_with_the_key_of_a_queued_run_takes_it()
    {
        await using var setup = await RunSetup.OpenAsync();
        var queued = await setup.Workspace.QueueRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        await using var run = await setup.Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = "today" });
        (run.Id, run.IsJoined, await setup.StatusAsync(queued)).ShouldBe((queued, false, RunStatus.Running));
        await run.SucceedAsync();
    }

    [Fact]
    public async Task What_cannot_be_a_run_is_refused()
    {
        await using var setup = await RunSetup.OpenAsync();
        RunRequest[] requests =
        [
            new(" "), new("index") { IdempotencyKey = "" }, new("index") { Trigger = " " }, new("index") { Params = "{" }, new("index") { Lease = TimeSpan.FromTicks(-1) },
            new("index") { Lease = TimeSpan.MaxValue }, new("index") { Attempt = 0 },
        ];
        foreach (var request in requests)
        {
            await Should.ThrowAsync<ArgumentException>(async () => await setup.Workspace.StartRunAsync(request), request.ToString());
            await Should.ThrowAsync<ArgumentException>(async () => await setup.Workspace.QueueRunAsync(request), request.ToString());
        }

        setup.Scalar("select count(*) from runs").ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_of_another_workspace_can_be_named()
    {
        await using var setup = await RunSetup.OpenAsync();
        var other = await setup.Store.GetOrAddWorkspaceAsync("other");
        var pipeline = await other.AddPipelineAsync(new PipelineSpec("nightly"));
        var collection = await setup.Store.Database.WriteAsync(unit => unit.Insert(new Collection { WorkspaceId = other.Id, Name = "books", Version = 1 }));
        await using var theirs = await other.StartRunAsync(new RunRequest("index"));
        var queued = await other.QueueRunAsync(new RunRequest("index"));
        RunRequest[] requests = [new("index") { PipelineId = pipeline.Id }, new("index") { CollectionId = collection.Id }, new("index") { ParentRunId = theirs.Id }];
        foreach (var request in requests)
        {
            await Should.ThrowAsync<LineageNotFoundException>(async () => await setup.Workspace.StartRunAsync(request));
            (await other.QueueRunAsync(request)).Value.ShouldNotBe(Guid.Empty);
        }

        await Should.ThrowAsync<LineageNotFoundException>(async () => await setup.Workspace.StartQueuedRunAsync(queued));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await setup.Workspace.CancelRunAsync(theirs.Id));
        await Should.ThrowAsync<LineageNotFoundException>(async () => await setup.Workspace.ResumeRunAsync(theirs.Id));
        (await setup.Workspace.ListRunsAsync(new PageRequest(10) { WithTotal = true })).Total.ShouldBe(0);
        (await setup.Workspace.ListChildRunsAsync(theirs.Id, new PageRequest(10))).Items.ShouldBeEmpty();
        await theirs.PendAsync("embed", RunSetup.Keys(1));
        (await setup.Workspace.ListItemsAsync(theirs.Id, new PageRequest(10))).Items.ShouldBeEmpty();
        (await other.ListItemsAsync(theirs.Id, new PageRequest(10))).Items.Count.ShouldBe(1);
    }
}
