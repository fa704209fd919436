namespace LineageAot.Lineage.Tests.Split;

/// <summary>What is left between the two files: an older store's file beside newer events is what a crash or a power cut leaves, and more.</summary>
public sealed class CatchUpTests
{
    [Fact]
    public async Task A_run_that_only_the_events_know_comes_back_as_they_say()
    {
        using var setup = new SplitSetup();
        await setup.FillAsync();
        var before = setup.Read(setup.State);
        Run written;
        await using (var store = await setup.OpenAsync())
        {
            var run = await SplitSetup.RunAsync(store, "b");
            written = (await (await store.FindWorkspaceAsync("main"))!.GetRunAsync(run))!;
        }

        await File.WriteAllBytesAsync(setup.State, before);
        await using var behind = await setup.OpenAsync();
        var workspace = (await behind.FindWorkspaceAsync("main"))!;
        var found = (await workspace.GetRunAsync(written.Id))!;
        (found with { RowVersion = 0, UpdatedAt = default, Status = RunStatus.Succeeded, ErrorType = null, ErrorMessage = null }).ShouldBe(written with { RowVersion = 0, UpdatedAt = default });
        (await behind.Database.FindSplitAsync())!.AppliedPosition.ShouldBe(await behind.EventsDatabase.FindLastPositionAsync());

        // The batch's rows aren't in the state: it's undone, folding knows, and the run can be resumed.
        (await workspace.FindSourceAsync("b")).ShouldBeNull();
        var stream = await behind.Events.ReadStreamAsync(StreamName.Of(written.Id)).ToListAsync();
        stream.Select(static row => row.EventType).ShouldBe(["run.started", "run.batch", "run.succeeded", "$undo", "run.abandoned"]);
        (found.Status, found.ErrorType).ShouldBe((RunStatus.Abandoned, "rows_lost"));
        var batches = new EventFold<int>(0, static (state, row) => row.EventType == "run.batch" ? state + 1 : state);
        (await behind.Events.FoldAsync(StreamName.Of(written.Id), batches)).State.ShouldBe(0);
        await using (var resumed = await workspace.ResumeRunAsync(written.Id))
        {
            await resumed.SucceedAsync();
        }

        (await behind.VerifyEventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_wrote_no_batch_comes_back_as_it_ended()
    {
        using var setup = new SplitSetup();
        await setup.FillAsync();
        var before = setup.Read(setup.State);
        RunId run;
        await using (var store = await setup.OpenAsync())
        {
            var scope = await (await store.FindWorkspaceAsync("main"))!.StartRunAsync(new RunRequest("nightly") { Trigger = "hand" });
            run = scope.Id;
            await scope.SucceedAsync("""{"n":2}""");
        }

        await File.WriteAllBytesAsync(setup.State, before);
        await using var behind = await setup.OpenAsync();
        var found = (await (await behind.FindWorkspaceAsync("main"))!.GetRunAsync(run))!;
        (found.Status, found.Stats, found.Trigger, found.FinishedAt is not null).ShouldBe((RunStatus.Succeeded, """{"n":2}""", "hand", true));
        (await behind.Events.FindLastPositionAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Catching_up_twice_changes_nothing()
    {
        using var setup = new SplitSetup();
        var before = await setup.FillBehindAsync();

        // A crash while it catches up: the events' side is done, the state's isn't.
        await (await setup.OpenAsync()).DisposeAsync();
        await File.WriteAllBytesAsync(setup.State, before);
        await using var again = await setup.OpenAsync();
        (await again.EventsDatabase.FindLastPositionAsync()).ShouldBe(8);
        (await (await again.FindWorkspaceAsync("main"))!.ListRunsAsync(10)).Count.ShouldBe(2);
        (await again.VerifyEventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_whose_workspace_is_gone_with_the_power_stays_an_event()
    {
        using var setup = new SplitSetup();
        await (await setup.OpenAsync()).DisposeAsync();
        var before = setup.Read(setup.State);
        var run = await setup.FillAsync();
        await File.WriteAllBytesAsync(setup.State, before);
        await using var store = await setup.OpenAsync();
        (await store.ListWorkspacesAsync()).ShouldBeEmpty();
        (await store.Events.FindStreamAsync(StreamName.Of(run))).ShouldNotBeNull();
        await SplitSetup.RunAsync(store, "b");
    }

    [Fact]
    public async Task A_unit_that_didnt_commit_after_its_event_is_made_up_for_by_the_next()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync();
        var workspace = await store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));

        // What fails behind the append is as what fails at the commit: the event is there, and the state isn't.
        await Sql(store, "create trigger refuse before update of applied_position on event_split begin select raise(abort, 'no'); end");
        await Should.ThrowAsync<LineageException>(async () => await run.FailAsync("io", "the disk went away"));
        (await workspace.GetRunAsync(run.Id))!.Status.ShouldBe(RunStatus.Running);
        (await store.Events.FindStreamAsync(StreamName.Of(run.Id)))!.Version.ShouldBe(2);
        await Sql(store, "drop trigger refuse");

        await using var other = await workspace.StartRunAsync(new RunRequest("index"));
        var ended = (await workspace.GetRunAsync(run.Id))!;
        (ended.Status, ended.ErrorType, ended.ErrorMessage).ShouldBe((RunStatus.Failed, "io", "the disk went away"));
        (await workspace.GetRunAsync(other.Id))!.Status.ShouldBe(RunStatus.Running);
        (await store.Events.FindLastPositionAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Two_stores_over_one_pair_see_what_either_left()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync();
        var second = await LineageStore.AttachAsync(store.Database, (LineageEvents)store.EventsDatabase);
        var first = await store.GetOrAddWorkspaceAsync("main");
        await (await (await second.FindWorkspaceAsync("main"))!.StartRunAsync(new RunRequest("index"))).SucceedAsync();
        await using var run = await first.StartRunAsync(new RunRequest("index"));
        await Sql(store, "create trigger refuse before update of applied_position on event_split begin select raise(abort, 'no'); end");
        await Should.ThrowAsync<LineageException>(async () => await run.FailAsync("io", "the disk went away"));
        await Sql(store, "drop trigger refuse");
        await using var other = await (await second.FindWorkspaceAsync("main"))!.StartRunAsync(new RunRequest("index"));
        (await first.GetRunAsync(run.Id))!.Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task A_removed_run_doesnt_come_back()
    {
        using var setup = new SplitSetup();
        RunId run;
        byte[] before;
        await using (var store = await setup.OpenAsync())
        {
            run = await SplitSetup.RunAsync(store);
        }

        before = setup.Read(setup.State);
        await using (var store = await setup.OpenAsync())
        {
            await store.DeleteWorkspaceAsync((await store.FindWorkspaceAsync("main"))!.Id);
            (await store.Events.FindStreamAsync(StreamName.Of(run))).ShouldBeNull();
            (await store.VerifyEventsAsync()).ShouldBeEmpty();
        }

        // The events are gone and the state has the run: its removal was the last that the events told.
        await File.WriteAllBytesAsync(setup.State, before);
        await using var behind = await setup.OpenAsync();
        (await behind.VerifyEventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_of_the_state_alone_dont_catch_up_and_dont_fail()
    {
        using var setup = new SplitSetup();
        await setup.FillBehindAsync();
        await using var reading = await LineageStore.OpenAsync(setup.Options with { Access = DatabaseAccess.ReadOnly });
        (await (await reading.FindWorkspaceAsync("main"))!.ListRunsAsync(10)).Count.ShouldBe(1);
        (await reading.Events.FindLastPositionAsync()).ShouldBe(6);
    }

    [Fact]
    public async Task A_file_that_was_exchanged_for_one_without_its_mark_is_refused_and_not_tried_for_ever()
    {
        using var setup = new SplitSetup();
        await using var store = await setup.OpenAsync();
        var workspace = await store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await Sql(store, "delete from event_split");
        (await Should.ThrowAsync<EventsFileException>(async () => await workspace.StartRunAsync(new RunRequest("index")))).Message.ShouldContain("Open the store anew");
        (await store.Events.FindLastPositionAsync()).ShouldBe(1);
        await Sql(store, $"insert into event_split (id, log_id, applied_position, created_at, updated_at) values (1, randomblob(16), 1, 0, 0)");
    }

    // By a second connection, as another program would: the library runs no such statement.
    private static async Task Sql(LineageStore store, string sql)
    {
        await store.Database.PauseAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={store.Database.Path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        await store.Database.ResumeAsync();
    }
}
