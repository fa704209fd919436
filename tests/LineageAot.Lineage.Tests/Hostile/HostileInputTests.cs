using LineageAot.Lineage.Tests.Embeddings;
using LineageAot.Lineage.Tests.Runs;

namespace LineageAot.Lineage.Tests.Hostile;

public sealed class HostileInputTests
{
    [Fact]
    public async Task A_problem_with_a_source_of_another_workspace_is_refused_and_changes_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var (main, other) = (await temporary.Store.GetOrAddWorkspaceAsync("main"), await temporary.Store.GetOrAddWorkspaceAsync("other"));
        await other.SyncAsync(CleanupMode.None, ("a", "one"));
        var known = (await other.FindKnownSourceAsync("a"))!;
        var before = await other.FindSourceAsync("a");
        await using var run = await main.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var batch = new SyncBatch { Problems = [new SourceProblem("a", RunItemStatus.Failed, "no permission") { Known = known }] };
        await Should.ThrowAsync<LineageNotFoundException>(async () => await sync.WriteAsync(batch));
        (await other.FindSourceAsync("a")).ShouldBe(before);
        temporary.Scalar("select count(*) from run_items where status = 'failed'").ShouldBe(0);
        await run.SucceedAsync();
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    public async Task A_delivery_whose_ordinals_have_gaps_is_refused(int first, int second)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var delivery = new SourceDelivery(TemporaryStore.Item("a", "a")) { Extraction = new Extraction("plain", "1"), ChunkConfigId = config.Id, Chunks = [new ChunkDraft(first, "x"), new ChunkDraft(second, "y")] };
        await Should.ThrowAsync<ArgumentException>(async () => await sync.WriteAsync(new SyncBatch { Delivered = [delivery] }));
        temporary.Scalar("select count(*) from sources").ShouldBe(0);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task A_negative_number_of_rows_is_refused()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one"));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListRunsAsync(-1));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListKnownSourcesAsync("", "z", int.MinValue));
        (await workspace.ListRunsAsync(int.MaxValue)).Count.ShouldBe(1);
        (await workspace.ListRunsAsync(0)).ShouldBeEmpty();
        foreach (var size in new[] { int.MinValue, -1, 0, int.MaxValue })
        {
            await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListSourcesAsync(new PageRequest(size)));
            await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ListAsOfAsync(DateTimeOffset.MaxValue, new PageRequest(size)));
        }
    }

    [Fact]
    public async Task Names_with_odd_characters_are_kept_as_they_are_and_lone_surrogates_refused()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        string[] names = ["", "a\0b", "a\0", "a", "\"'%_\\", "\uFFFD", "\uFFFF", "😀", new string('x', 100_000)];
        await workspace.SyncAsync(CleanupMode.None, [.. names.Select(static name => (name, "text of " + name.Length))]);
        temporary.Scalar("select count(*) from sources").ShouldBe(names.Length);
        (await workspace.PlanAsync(names.Select(static name => TemporaryStore.Item(name, "text of " + name.Length)))).ShouldAllBe(line => line.Change == SourceChange.Unchanged);
        foreach (var name in names)
        {
            (await workspace.FindSourceAsync(name))!.Uri.ShouldBe(name);
        }

        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        foreach (var item in new[] { TemporaryStore.Item("\uD800", "x"), TemporaryStore.Item("title", "x") with { Title = "a\uDC00" }, TemporaryStore.Item("meta", "x") with { Meta = "{" }, TemporaryStore.Item("size", "x") with { SizeBytes = -1 } })
        {
            await Should.ThrowAsync<Exception>(async () => await run.IngestVersionAsync(item));
        }

        temporary.Scalar("select count(*) from sources").ShouldBe(names.Length);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task A_duration_beyond_all_time_is_refused_and_leases_nothing()
    {
        await using var store = await EmbeddingStore.OpenAsync("one.two");
        var set = (await store.AddSetAsync()).Id;
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.LeaseStaleAsync(set, "w", 1, TimeSpan.MaxValue));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.LeaseDeletionsAsync(set, "w", 1, TimeSpan.MaxValue));
        await using var lease = await store.Workspace.LeaseStaleAsync(set, "w", 2, EmbeddingStore.Minute);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await lease.RenewAsync(TimeSpan.MaxValue));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await lease.FailAsync(lease.Items, ErrorCategory.Transient, "busy", TimeSpan.MaxValue));
        (await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector))).ShouldBe(2);
    }

    [Fact]
    public async Task A_late_owner_leases_and_makes_nothing_either()
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await setup.DeadRunAsync();
        var set = await setup.Workspace.GetOrAddEmbeddingSetAsync(EmbeddingStore.Spec());
        await Should.ThrowAsync<LeaseLostException>(async () => await run.AddArtifactAsync(new ArtifactSpec(EntityType.Custom, Guid.NewGuid(), "report", "x:1")));
        await Should.ThrowAsync<LeaseLostException>(async () => await run.LeaseStaleAsync(set.Id, "w", 1, TimeSpan.FromMinutes(1)));
        setup.Scalar("select count(*) from artifacts").ShouldBe(0);
    }

    [Fact]
    public async Task No_item_is_lent_more_often_than_asked_for_however_few_are_leased_at_once()
    {
        await using var setup = await RunSetup.OpenAsync();
        var run = await setup.Workspace.StartRunAsync(new RunRequest("index") { Lease = TimeSpan.FromDays(1) });
        await run.PendAsync("embed", RunSetup.Keys(3));
        var left = await run.LeaseItemsAsync("embed", "dies", 3, TimeSpan.FromMinutes(1));
        left.Items.Count.ShouldBe(3);
        setup.Clocks.Pass(TimeSpan.FromMinutes(2));
        (await run.LeaseItemsAsync("embed", "next", 1, TimeSpan.FromMinutes(1), maxAttempts: 1)).Items.ShouldBeEmpty();
        setup.Scalar("select max(attempts) from run_items").ShouldBe(1);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task What_a_resumed_sync_delivers_is_finished_in_it()
    {
        await using var setup = await RunSetup.OpenAsync();
        await setup.Workspace.SyncAsync(CleanupMode.None, ("a", "one"), ("b", "two"));
        var (a, b) = ((await setup.Workspace.FindKnownSourceAsync("a"))!, (await setup.Workspace.FindKnownSourceAsync("b"))!);
        var old = await setup.Workspace.StartRunAsync(new RunRequest("index"));
        await using (var sync = await old.BeginSyncAsync("memory"))
        {
            await sync.WriteAsync(new SyncBatch { Problems = [Problem(a), Problem(b)] });
        }

        await old.PartialAsync("two files were locked");
        await using var run = await setup.Workspace.ResumeRunAsync(old.Id);
        await using var again = await run.BeginSyncAsync("memory");
        await again.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(TemporaryStore.Item("a", "new")) { Known = a }], Problems = [Problem(b)] });
        var items = (await setup.Workspace.ListItemsAsync(run.Id, new PageRequest(10))).Items;
        items.Select(static item => (item.TargetId, item.Status, item.Error)).ShouldBe([(a.Id.Value, RunItemStatus.Succeeded, null), (b.Id.Value, RunItemStatus.Failed, "locked")], ignoreOrder: true);
        await run.SucceedAsync();

        static SourceProblem Problem(KnownSource source) => new(source.Uri, RunItemStatus.Failed, "locked") { Known = source, Category = ErrorCategory.Transient };
    }

    [Fact]
    public async Task A_stream_that_breaks_or_calls_back_leaves_the_set_to_be_gone_on_with()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        var version = await run.IngestVersionAsync(TemporaryStore.Item("a", "a"));
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
        var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
        for (var breaksAt = 0; breaksAt < 2500; breaksAt += 499)
        {
            (await Should.ThrowAsync<InvalidDataException>(async () => await run.WriteChunksAsync(set.Id, StreamAsync(breaksAt)))).Message.ShouldBe("broken");
            (await workspace.GetChunkSetAsync(set.Id))!.Status.ShouldBe(ChunkSetStatus.Building);
        }

        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(async () => await run.WriteChunksAsync(set.Id, StreamAsync(null), stop.Token));
        (await run.WriteChunksAsync(set.Id, StreamAsync(null))).ShouldBe(2500);
        (await workspace.CountChunksAsync()).ShouldBe(2500);
        await run.SucceedAsync();

        async IAsyncEnumerable<ChunkDraft> StreamAsync(int? breaksAt)
        {
            for (var i = 0; i < 2500; i++)
            {
                if (i == breaksAt)
                {
                    throw new InvalidDataException("broken");
                }

                if (i % 600 == 599)
                {
                    await run.HeartbeatAsync(i);
                    await workspace.CountChunksAsync();
                }

                yield return new ChunkDraft(i, $"piece {i}");
            }
        }
    }

    [Fact]
    public async Task Deleting_the_same_vectors_twice_in_one_report_is_one_deletion()
    {
        await using var store = await EmbeddingStore.OpenAsync("one.two", "keep");
        var set = (await store.AddSetAsync()).Id;
        await store.EmbedAllAsync(set);
        await store.KeepOnlyAsync("1", "keep");
        await using var lease = await store.Workspace.LeaseDeletionsAsync(set, "w", 10, EmbeddingStore.Minute);
        lease.Items.Count.ShouldBe(2);
        await store.IngestAsync(store.Workspace, "0", "one.two");
        await lease.CompleteAsync([.. lease.Items, .. lease.Items]);
        (await store.Workspace.CountStaleAsync(set)).ShouldBe(2);
    }

    [Fact]
    public async Task Sixteen_at_once_on_one_scope_lose_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Full);
        await Parallel.ForEachAsync(Enumerable.Range(0, 160), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await run.IngestAsync(sync, $"{i % 80}", $"text {i % 80}.more"));
        var report = await sync.CompleteAsync();
        (report.Created, report.Unchanged, report.Changed).ShouldBe((80, 80, 0));
        (await workspace.CountChunksAsync()).ShouldBe(160);
        await run.SucceedAsync();
    }
}
