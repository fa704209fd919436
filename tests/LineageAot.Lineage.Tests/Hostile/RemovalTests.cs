namespace LineageAot.Lineage.Tests.Hostile;

public sealed class RemovalTests
{
    private const int Many = 12_345;

    [Fact]
    public async Task A_superseded_set_larger_than_a_unit_goes_whole_in_one_retention()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.Incremental, ("a", Text()));
        await workspace.SyncAsync(CleanupMode.Incremental, ("a", "short"));
        (await workspace.ApplyRetentionAsync(new RetentionPolicy { SupersededChunkSets = TimeSpan.Zero })).ChunkSets.ShouldBe(1);
        (await workspace.CountChunksAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_source_that_returns_while_its_chunks_are_purged_is_whole_again()
    {
        foreach (var asBatch in new[] { false, true })
        {
            await using var temporary = await TemporaryStore.OpenAsync();
            var clock = new HookedClock();
            var workspace = await (await temporary.WithClockAsync(clock)).GetOrAddWorkspaceAsync("main");
            await workspace.SyncAsync(CleanupMode.None, ("a", Text()));
            await workspace.DeleteSourceAsync((await workspace.FindSourceAsync("a"))!.Id);
            using var stop = new CancellationTokenSource();
            var units = 0;
            clock.AtEachLook = () =>
            {
                // The look of the call itself, of the retention, of the first unit; then it's killed.
                if (temporary.Scalar("select count(*) from chunks") < Many && ++units == 1)
                {
                    stop.Cancel();
                }
            };
            await Should.ThrowAsync<OperationCanceledException>(async () => await workspace.PurgeDeletedAsync(TimeSpan.Zero, stop.Token));
            clock.AtEachLook = null;
            (await workspace.CountChunksAsync()).ShouldBeInRange(1, Many - 1);

            if (asBatch)
            {
                var config = await workspace.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 });
                await using var run = await workspace.StartRunAsync(new RunRequest("index"));
                await using var sync = await run.BeginSyncAsync("memory");
                await sync.WriteAsync(new SyncBatch
                {
                    Delivered =
                    [
                        new SourceDelivery(TemporaryStore.Item("a", Text()))
                        {
                            Extraction = new Extraction("plain", "1"),
                            ChunkConfigId = config.Id,
                            Chunks = [.. Text().Split('.').Select(static (text, i) => new ChunkDraft(i, text))],
                        },
                    ],
                });
                await run.SucceedAsync();
            }
            else
            {
                await workspace.SyncAsync(CleanupMode.None, ("a", Text()));
            }

            temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(1);
            (await workspace.CountChunksAsync()).ShouldBe(Many);
            temporary.Scalar("select min(ordinal) = 0 and max(ordinal) = 12344 from chunks").ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_set_that_a_new_run_goes_on_with_is_not_taken_for_what_a_dead_run_left()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1"));
        DocumentId document;
        await using (var died = await workspace.StartRunAsync(new RunRequest("index")))
        {
            var version = await died.IngestVersionAsync(TemporaryStore.Item("a", "one.two"));
            document = (await died.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"))).Id;
            await died.GetOrAddChunkSetAsync(document, config.Id);
        }

        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        var set = await run.GetOrAddChunkSetAsync(document, config.Id);
        set.RunId.ShouldBe(run.Id);
        (await workspace.ApplyRetentionAsync(new RetentionPolicy { SupersededChunkSets = TimeSpan.Zero })).ChunkSets.ShouldBe(0);
        (await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks("one", "two"))).ShouldBe(2);
        (await workspace.GetChunkSetAsync(set.Id))!.Status.ShouldBe(ChunkSetStatus.Ready);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task A_run_that_saw_a_source_of_no_connector_last_stays()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        foreach (var text in new[] { "one", "two" })
        {
            await using var run = await workspace.StartRunAsync(new RunRequest("index"));
            await run.IngestVersionAsync(TemporaryStore.Item("a", text));
            await run.SucceedAsync();
        }

        var last = (await workspace.FindSourceAsync("a"))!.LastSeenRunId!.Value;
        await using var later = await workspace.StartRunAsync(new RunRequest("index"));
        (await workspace.ApplyRetentionAsync(new RetentionPolicy { FinishedRuns = TimeSpan.Zero })).Runs.ShouldBe(1);
        (await workspace.GetRunAsync(last)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_age_beyond_all_time_keeps_everything()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.Full, ("a", "one"), ("b", "two"));
        await workspace.SyncAsync(CleanupMode.Full, ("a", "other"));
        var forever = new RetentionPolicy { DeletedSources = TimeSpan.MaxValue, FinishedRuns = TimeSpan.MaxValue, Queries = TimeSpan.MaxValue, SupersededChunkSets = TimeSpan.MaxValue };
        (await workspace.ApplyRetentionAsync(forever)).ShouldBe(new RetentionReport(0, 0, 0, 0, 0));
        (await workspace.PurgeDeletedAsync(TimeSpan.MaxValue)).ShouldBe(0);
        temporary.Scalar("select count(*) from sources").ShouldBe(2);
    }

    [Fact]
    public async Task A_tombstone_a_return_and_a_tombstone_at_one_moment_end_as_deleted_and_come_back_once_more()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await (await temporary.WithClockAsync(new HookedClock { Stands = true })).GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one.two"));
        var source = (await workspace.FindSourceAsync("a"))!.Id;
        for (var i = 0; i < 3; i++)
        {
            (await workspace.DeleteSourceAsync(source)).ShouldBeTrue();
            temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(0);
            await using var run = await workspace.StartRunAsync(new RunRequest("index"));
            await using var sync = await run.BeginSyncAsync("memory");
            await sync.WriteAsync(new SyncBatch { Seen = [source] });
            await run.SucceedAsync();
            temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(1);
        }

        (await workspace.ListSourceHistoryAsync(source, new PageRequest(10))).Items.Select(static row => row.State).ShouldBe(
            [SourceState.Returned, SourceState.Deleted, SourceState.Returned, SourceState.Deleted, SourceState.Returned, SourceState.Deleted, SourceState.Current]);
    }

    [Fact]
    public async Task A_picture_of_a_version_that_was_trimmed_says_that_there_was_one()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var clock = new HookedClock { Stands = true };
        var workspace = await (await temporary.WithClockAsync(clock)).GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one"));
        var then = clock.GetUtcNow();
        clock.Now += TimeSpan.FromMinutes(1);
        await workspace.SyncAsync(CleanupMode.None, ("a", "two"));
        clock.Now += TimeSpan.FromMinutes(1);
        await workspace.ApplyRetentionAsync(new RetentionPolicy { KeepVersions = 1 });
        (await temporary.Store.CollectContentsAsync()).Contents.ShouldBe(1);
        var past = (await workspace.ReadAsOfAsync("a", then))!;
        (past.State, past.VersionId is null, past.VersionNo, past.ContentSha256, past.SizeBytes).ShouldBe((SourceState.Current, false, (int?)null, (Sha256?)null, (long?)null));
        (await workspace.ListAsOfAsync(then, new PageRequest(10))).Items.ShouldBe([past]);
        (await workspace.ListChunksAsOfAsync("a", then, null, new PageRequest(10))).Items.ShouldBeEmpty();
        (await workspace.ReadAsOfAsync("a", DateTimeOffset.MinValue)).ShouldBeNull();
        (await workspace.ReadAsOfAsync("a", DateTimeOffset.MaxValue))!.ContentSha256.ShouldBe(Sha256.OfText("two"));
    }

    private static string Text() => string.Join('.', Enumerable.Range(0, Many));
}

/// <summary>A clock that does something each time it's looked at.</summary>
internal sealed class HookedClock : TimeProvider
{
    public Action? AtEachLook { get; set; }

    public bool Stands { get; init; }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        AtEachLook?.Invoke();
        return Stands ? Now : base.GetUtcNow();
    }
}
