namespace LineageAot.Lineage.Tests.Ingestion;

public sealed class CleanupTests
{
    [Fact]
    public async Task A_scope_cleans_up_below_its_prefixes_alone()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("docs/a", "a"), ("docs/b", "b"), ("docs", "c"), ("docs2/d", "d"), ("mail/e", "e"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.ScopedFull, maxDeletePercent: 50, scope: ["docs/", "docs/x/"]);
        await run.IngestAsync(sync, "docs/a", "a");
        var report = await sync.CompleteAsync();
        (report.Missing, report.Deleted).ShouldBe((1, 1));
        temporary.Scalar("select count(*) from sources where deleted_at is not null and uri = 'docs/b'").ShouldBe(1);
        temporary.Scalar("select count(*) from sources where deleted_at is not null or missing_since is not null").ShouldBe(1);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task The_cap_of_a_scope_counts_the_scope()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("docs/a", "a"), ("docs/b", "b"), ("mail/c", "c"), ("mail/d", "d"), ("mail/e", "e"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.ScopedFull, maxDeletePercent: 50, scope: ["docs/"]);
        var refused = await Should.ThrowAsync<CleanupRefusedException>(async () => await sync.CompleteAsync());
        (refused.Candidates, refused.Total).ShouldBe((2, 2));
        temporary.Scalar("select count(*) from sources where deleted_at is not null or missing_since is not null").ShouldBe(0);
        await run.CancelAsync();
    }

    [Theory]
    [InlineData(CleanupMode.ScopedFull, false)]
    [InlineData(CleanupMode.Full, true)]
    [InlineData(CleanupMode.None, true)]
    public async Task A_scope_belongs_to_its_mode(CleanupMode mode, bool withScope)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        await using var run = await (await temporary.Store.GetOrAddWorkspaceAsync("main")).StartRunAsync(new RunRequest("index"));
        await Should.ThrowAsync<ArgumentException>(async () => await run.BeginSyncAsync("memory", mode, scope: withScope ? ["docs/"] : null));
        await run.CancelAsync();
    }

    [Fact]
    public async Task A_dry_run_reports_and_writes_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one.two"), ("b", "three"), ("c", "four"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 80);
        await run.IngestAsync(sync, "a", "one.changed");
        (await sync.CompleteAsync(dryRun: true)).ShouldBe(new SyncReport(0, 1, 0, 0, 0, 2, 2, 1));
        temporary.Scalar("select count(*) from sources where deleted_at is not null or missing_since is not null").ShouldBe(0);
        temporary.Scalar("select count(*) from chunk_sets where status = 'superseded'").ShouldBe(0);
        (await sync.CompleteAsync()).ShouldBe(new SyncReport(0, 1, 0, 0, 0, 2, 2, 1));
        temporary.Scalar("select count(*) from chunk_sets where status = 'superseded'").ShouldBe(3);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task Two_syncs_of_one_connector_dont_take_each_others_finds_for_gone()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "a"), ("b", "b"), ("c", "c"));
        await using var first = await workspace.StartRunAsync(new RunRequest("index"));
        await using var second = await workspace.StartRunAsync(new RunRequest("index"));
        await using var firstSync = await first.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 100);
        await using var secondSync = await second.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 100);
        await secondSync.SeenAsync(TemporaryStore.Item("b", "b"));
        await firstSync.SeenAsync(TemporaryStore.Item("a", "a"));
        (await firstSync.CompleteAsync()).Deleted.ShouldBe(1);
        await first.SucceedAsync();
        (await secondSync.CompleteAsync()).Deleted.ShouldBe(0);
        temporary.Scalar("select group_concat(uri) = 'c' from sources where deleted_at is not null").ShouldBe(1);
        await second.SucceedAsync();
    }

    [Fact]
    public async Task Sets_that_a_sync_left_before_its_cleanup_are_superseded_by_the_next_one()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.Incremental, ("a", "one"), ("b", "two"));
        await using (var died = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await using var sync = await died.BeginSyncAsync("memory", CleanupMode.Incremental);
            await died.IngestAsync(sync, "a", "other");
        }

        temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(3);
        (await workspace.SyncAsync(CleanupMode.Incremental, ("a", "other"), ("b", "two"))).Superseded.ShouldBe(1);
        temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(2);
        (await workspace.SyncAsync(CleanupMode.Incremental, ("a", "other"), ("b", "two"))).Superseded.ShouldBe(0);
    }

    [Fact]
    public async Task A_tombstone_supersedes_and_a_return_restores_what_it_superseded()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.Full, ("a", "one"));
        await workspace.SyncAsync(CleanupMode.Full, ("a", "two"), ("b", "b"));
        await workspace.SyncAsync(CleanupMode.Full, ("b", "b"));
        temporary.Scalar("select count(*) from chunk_sets where status = 'superseded'").ShouldBe(2);
        (await workspace.SyncAsync(CleanupMode.Full, ("a", "two"), ("b", "b"))).Returned.ShouldBe(1);
        temporary.Scalar("select count(*) from chunk_sets where status = 'superseded'").ShouldBe(1);
        temporary.Scalar("select t.status = 'superseded' from chunk_sets t join documents d on d.id = t.document_id join source_versions v on v.id = d.source_version_id join sources s on s.id = v.source_id where s.uri = 'a' and v.version_no = 1").ShouldBe(1);
    }

    [Fact]
    public async Task Seeing_a_source_that_was_gone_brings_it_back()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.Full, ("a", "a"), ("b", "b"));
        await workspace.SyncAsync(CleanupMode.Full, ("b", "b"));
        await workspace.SyncAsync(CleanupMode.Incremental, ("c", "c"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.None);
        await sync.SeenAsync(TemporaryStore.Item("a", "a"));
        await sync.SeenAsync(TemporaryStore.Item("b", "b"));
        (await sync.CompleteAsync()).Returned.ShouldBe(2);
        temporary.Scalar("select count(*) from sources where deleted_at is not null or missing_since is not null").ShouldBe(0);
        temporary.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(3);
        temporary.Scalar("select count(*) from source_history where state = 'returned'").ShouldBe(2);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task A_source_of_another_workspace_isnt_seen()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        await main.SyncAsync(CleanupMode.None, ("a", "a"));
        var source = (await main.FindSourceAsync("a"))!;
        await using var run = await other.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        await Should.ThrowAsync<LineageNotFoundException>(async () => await sync.WriteAsync(new SyncBatch { Seen = [source.Id] }));
        (await main.FindSourceAsync("a"))!.LastSeenRunId.ShouldBe(source.LastSeenRunId);
        await run.CancelAsync();
    }

    [Fact]
    public async Task Another_connectors_sources_arent_given_up()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "a"), ("b", "b"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("another", CleanupMode.Full, maxDeletePercent: 100);
        await run.IngestAsync(sync, "c", "c");
        var mine = (await workspace.FindSourceAsync("a"))!.Id;
        await Should.ThrowAsync<CleanupRefusedException>(async () => await sync.CompleteAsync([mine, (await workspace.FindSourceAsync("b"))!.Id]));
        (await sync.CompleteAsync([mine])).Deleted.ShouldBe(0);
        temporary.Scalar("select count(*) from sources where deleted_at is not null").ShouldBe(0);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task The_same_file_twice_in_one_run_is_one_source()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var delivery = new SourceDelivery(TemporaryStore.Item("a", "one")) { Extraction = new Extraction("plain", "1"), ChunkConfigId = config.Id, Chunks = [new ChunkDraft(0, "one")] };
        await sync.WriteAsync(new SyncBatch { Delivered = [delivery, delivery, delivery with { Item = TemporaryStore.Item("a", "changed") , Chunks = [new ChunkDraft(0, "changed")] }] });
        (await sync.CompleteAsync()).ShouldBe(new SyncReport(1, 1, 0, 1, 0, 0, 0, 0));
        temporary.Scalar("select count(*) from sources").ShouldBe(1);
        temporary.Scalar("select count(*) from chunks").ShouldBe(2);
        await run.SucceedAsync();
    }
}
