namespace LineageAot.Lineage.Tests.Retention;

/// <summary>A retention goes on in slices while a sync finds again what it's taking away.</summary>
public sealed class RetentionBesideSyncTests
{
    private const string Text = "one.two.three";

    [Fact]
    public async Task A_source_that_is_delivered_while_its_purge_goes_on_stays_and_is_whole()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var clock = new WatchedClock(() => temporary.Scalar("select count(*) from chunk_sets") == 1);
        var workspace = await DeletedAsync(temporary, clock);
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var delivery = await DeliveryAsync(temporary, Text);
        clock.Arm(() => sync.WriteAsync(new SyncBatch { Delivered = [delivery] }).AsTask().GetAwaiter().GetResult());
        (await workspace.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(0);
        clock.HasActed.ShouldBeTrue();
        (await workspace.FindSourceAsync("gone"))!.DeletedAt.ShouldBeNull();
        await ShouldBeWholeAsync(temporary, 2);
    }

    [Fact]
    public async Task A_source_whose_chunks_a_purge_has_taken_isnt_marked_as_seen()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var clock = new WatchedClock(() => temporary.Scalar("select count(*) from chunk_sets") == 1);
        var workspace = await DeletedAsync(temporary, clock);
        var source = (await workspace.FindSourceAsync("gone"))!.Id;
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        clock.Arm(() => Should.Throw<LineageConflictException>(() => sync.WriteAsync(new SyncBatch { Seen = [source] }).AsTask()).Message.ShouldContain("deliver it"));
        (await workspace.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(1);
        clock.HasActed.ShouldBeTrue();
        await Should.ThrowAsync<LineageNotFoundException>(async () => await sync.WriteAsync(new SyncBatch { Seen = [source] }));
        await ShouldBeWholeAsync(temporary, 1);
    }

    [Fact]
    public async Task A_set_that_is_half_taken_away_is_no_whole_one_and_is_filled_up_again()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var text = string.Join('.', Enumerable.Range(0, 5001));
        var clock = new WatchedClock(() => temporary.Scalar("select count(*) from chunks") == 2);
        var workspace = await DeletedAsync(temporary, clock, text);
        var source = (await workspace.FindSourceAsync("gone"))!.Id;
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var delivery = await DeliveryAsync(temporary, text);
        clock.Arm(() =>
        {
            Should.Throw<LineageConflictException>(() => sync.WriteAsync(new SyncBatch { Seen = [source] }).AsTask());
            sync.WriteAsync(new SyncBatch { Delivered = [delivery] }).AsTask().GetAwaiter().GetResult();
        });
        (await workspace.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(0);
        clock.HasActed.ShouldBeTrue();
        temporary.Scalar("select count(*) from chunks").ShouldBe(5002);
        await ShouldBeWholeAsync(temporary, 2);
    }

    [Fact]
    public async Task A_deleted_source_that_is_seen_before_its_purge_stays_with_its_chunks()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var clock = new WatchedClock(() => true);
        var workspace = await DeletedAsync(temporary, clock);
        var source = (await workspace.FindSourceAsync("gone"))!.Id;
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        await sync.WriteAsync(new SyncBatch { Seen = [source] });
        (await workspace.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(0);
        await ShouldBeWholeAsync(temporary, 2);
    }

    [Fact]
    public async Task Syncs_and_retentions_side_by_side_leave_nothing_half()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var library = Enumerable.Range(0, 40).Select(static i => ($"file-{i}", $"{i}.{Text}")).ToArray();
        var policy = new RetentionPolicy { KeepVersions = 1, DeletedSources = TimeSpan.Zero, SupersededChunkSets = TimeSpan.Zero };
        using var stop = new CancellationTokenSource();
        var retention = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await workspace.ApplyRetentionAsync(policy);
            }
        });
        for (var round = 0; round < 4; round++)
        {
            // Every second file goes and comes back, each time as another version.
            await workspace.SyncAsync(CleanupMode.Full, [.. library.Where((_, i) => i % 2 == round % 2).Select(file => (file.Item1, $"{file.Item2}.{round}"))]);
        }

        await workspace.SyncAsync(CleanupMode.Full, library);
        await stop.CancelAsync();
        await retention;
        await ShouldBeWholeAsync(temporary, library.Length);
        temporary.Scalar("select count(*) from sources where deleted_at is not null or missing_since is not null").ShouldBe(0);
    }

    private static async Task<Workspace> DeletedAsync(TemporaryStore temporary, TimeProvider clock, string text = Text)
    {
        var workspace = await (await temporary.WithClockAsync(clock)).GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("gone", text), ("kept", "k"));
        await workspace.DeleteSourceAsync((await workspace.FindSourceAsync("gone"))!.Id);
        return workspace;
    }

    private static async Task<SourceDelivery> DeliveryAsync(TemporaryStore temporary, string text) => new(TemporaryStore.Item("gone", text))
    {
        Extraction = new Extraction("plain", "1"),
        ChunkConfigId = (await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 })).Id,
        Chunks = [.. text.Split('.').Select(static (part, i) => new ChunkDraft(i, part))],
    };

    /// <summary>So many sources, and the current version of each has a document with a ready set of all its chunks.</summary>
    private static async Task ShouldBeWholeAsync(TemporaryStore temporary, int sources)
    {
        temporary.Scalar("select count(*) from sources").ShouldBe(sources);
        temporary.Scalar("""
            select count(*) from sources s join documents d on d.source_version_id = s.current_version_id join chunk_sets t on t.document_id = d.id
            where t.status = 'ready' and t.chunk_count > 0 and t.chunk_count = (select count(*) from chunks c where c.chunk_set_id = t.id)
            """).ShouldBe(sources);
        (await temporary.Store.Database.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
        (await temporary.Store.VerifyEventsAsync()).ShouldBeEmpty();
    }
}
