namespace LineageAot.Lineage.Tests.Runs;

public sealed class RunFencingTests
{
    public static TheoryData<string> Writes => ["sync", "ingest", "batch", "document", "chunk set", "chunks", "pend", "lease", "heartbeat", "progress", "edge", "own", "child", "seen"];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_late_owner_writes_nothing(string write)
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await setup.Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromMinutes(1) });
        var sync = await run.BeginSyncAsync("folder");
        var item = TemporaryStore.Item("a.txt", "one");
        var version = await sync.IngestVersionAsync(item);
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
        var config = await setup.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 10 });
        var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
        setup.Clocks.Pass(TimeSpan.FromMinutes(2));
        (await setup.Store.ReapAbandonedAsync()).ShouldBe(1);
        var before = Snapshot(setup);
        var reaped = await setup.RunAsync(run.Id);

        Func<Task> late = write switch
        {
            "sync" => async () => await run.BeginSyncAsync("other folder"),
            "ingest" => async () => await run.IngestVersionAsync(TemporaryStore.Item("b.txt", "two")),
            "batch" => async () => await sync.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(TemporaryStore.Item("c.txt", "three"))] }),
            "document" => async () => await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "2")),
            "chunk set" => async () => await run.GetOrAddChunkSetAsync(document.Id, config.Id),
            "chunks" => async () => await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks("one")),
            "pend" => async () => await run.PendAsync("embed", RunSetup.Keys(3)),
            "lease" => async () => await run.LeaseItemsAsync("embed", "worker", 1, TimeSpan.FromMinutes(1)),
            "heartbeat" => async () => await run.HeartbeatAsync(),
            "progress" => async () => await run.HeartbeatAsync(1, 2),
            "edge" => async () => await run.AddOutputAsync(EntityType.Custom, Guid.NewGuid()),
            "own" => async () => await run.WriteAsync(unit => unit.Scope.Insert(new WorkspaceRow { Name = "late" })),
            "child" => async () => await run.StartChildAsync(new RunRequest("index")),
            _ => async () => await sync.SeenAsync(item),
        };
        (await Should.ThrowAsync<LeaseLostException>(late)).Message.ShouldContain("abandoned");
        Snapshot(setup).ShouldBe(before);
        (await setup.RunAsync(run.Id)).ShouldBe(reaped);
        await run.DisposeAsync();
        (await setup.StatusAsync(run.Id)).ShouldBe(RunStatus.Abandoned);
    }

    [Fact]
    public async Task A_run_canceled_from_outside_stops_its_owner()
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await setup.Workspace.StartRunAsync(new RunRequest("index"));
        await run.PendAsync("embed", RunSetup.Keys(1));
        await using var lease = await run.LeaseItemsAsync("embed", "worker", 1, TimeSpan.FromMinutes(1));
        await setup.Workspace.CancelRunAsync(run.Id, "The user pressed stop.");
        (await Should.ThrowAsync<LeaseLostException>(async () => await run.HeartbeatAsync())).Message.ShouldContain("canceled");
        await Should.ThrowAsync<LeaseLostException>(async () => await lease.CompleteAsync(lease.Items));
        (await Should.ThrowAsync<LineageConflictException>(async () => await run.SucceedAsync())).Message.ShouldContain("canceled");
        var row = await setup.RunAsync(run.Id);
        (row.Status, row.ErrorMessage, row.LeaseUntil).ShouldBe((RunStatus.Canceled, "The user pressed stop.", null));
        setup.Scalar("select count(*) from run_items where status = 'pending' and lease_owner is null").ShouldBe(1);
    }

    [Fact]
    public async Task A_write_is_a_sign_of_life_and_renews_an_old_lease_first()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await setup.Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromMinutes(10) });
        var version = (await setup.RunAsync(run.Id)).RowVersion;
        await run.PendAsync("embed", RunSetup.Keys(1));
        (await setup.RunAsync(run.Id)).RowVersion.ShouldBe(version, "a young lease isn't renewed with each write");

        setup.Clocks.Sleep(TimeSpan.FromHours(8)); // Its lease ended in its sleep; it writes before anybody reaps.
        await run.PendAsync("embed", RunSetup.Keys(2));
        (await setup.RunAsync(run.Id)).LeaseUntil.ShouldBe(setup.Clocks.GetUtcNow() + TimeSpan.FromMinutes(10));

        setup.Clocks.Sleep(TimeSpan.FromHours(-20)); // The clock was put right: a lease that ends in 20 hours would outlive its owner.
        await run.PendAsync("embed", RunSetup.Keys(3));
        (await setup.RunAsync(run.Id)).LeaseUntil.ShouldBe(setup.Clocks.GetUtcNow() + TimeSpan.FromMinutes(10));
        await run.SucceedAsync();
    }

    [Fact]
    public async Task Progress_below_zero_is_refused()
    {
        await using var setup = await RunSetup.OpenAsync();
        await using var run = await setup.Workspace.StartRunAsync(new RunRequest("index"));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await run.HeartbeatAsync(-1));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await run.HeartbeatAsync(0, -1));
        await run.HeartbeatAsync(3, 5);
        await run.HeartbeatAsync();
        var row = await setup.RunAsync(run.Id);
        (row.ProgressDone, row.ProgressTotal).ShouldBe((3, 5));
    }

    [Fact]
    public async Task Figures_that_are_not_JSON_leave_the_run_live()
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await setup.Workspace.StartRunAsync(new RunRequest("index"));
        await Should.ThrowAsync<ArgumentException>(async () => await run.SucceedAsync("{"));
        (await setup.StatusAsync(run.Id)).ShouldBe(RunStatus.Running);
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await run.SucceedAsync(cancellationToken: canceled.Token));
        await run.SucceedAsync("""{"files":3}""");
        (await setup.RunAsync(run.Id)).Stats.ShouldBe("""{"files":3}""");
    }

    private static string Snapshot(RunSetup setup) => string.Join(
        ' ',
        new[] { "runs", "run_items", "run_io", "events", "connectors", "sources", "source_versions", "documents", "chunk_sets", "chunks", "workspaces" }.Select(table => setup.Scalar($"select count(*) from {table}")));
}
