namespace LineageAot.Lineage.Tests.Retention;

public sealed class RetentionTests
{
    [Fact]
    public async Task Only_the_newest_versions_are_kept_and_a_dry_run_keeps_all()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        foreach (var text in new[] { "one", "two", "three", "four" })
        {
            await workspace.SyncAsync(CleanupMode.None, ("a", text), ("b", "same"));
        }

        var policy = new RetentionPolicy { KeepVersions = 2 };
        (await workspace.ApplyRetentionAsync(policy, dryRun: true)).Versions.ShouldBe(2);
        temporary.Scalar("select count(*) from source_versions").ShouldBe(5);
        (await workspace.ApplyRetentionAsync(policy)).ShouldBe(new RetentionReport(2, 0, 0, 0, 0));
        temporary.Scalar("select group_concat(v.version_no) = '3,4' from sources s join source_versions v on v.source_id = s.id where s.uri = 'a'").ShouldBe(1);
        temporary.Scalar("select count(*) from chunks").ShouldBe(3);
        (await workspace.ApplyRetentionAsync(policy)).ShouldBe(new RetentionReport(0, 0, 0, 0, 0));
    }

    [Fact]
    public async Task Superseded_sets_and_what_a_dead_run_left_go_and_what_is_being_built_stays()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.Incremental, ("a", "one"));
        await workspace.SyncAsync(CleanupMode.Incremental, ("a", "two"));
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("words", "1"));
        await using (var died = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await BeginSetAsync(died, config, "b");
        }

        await using var live = await workspace.StartRunAsync(new RunRequest("index"));
        await BeginSetAsync(live, config, "c");
        var policy = new RetentionPolicy { SupersededChunkSets = TimeSpan.Zero };
        (await workspace.ApplyRetentionAsync(new RetentionPolicy { SupersededChunkSets = TimeSpan.FromDays(1) })).ChunkSets.ShouldBe(0);
        (await workspace.ApplyRetentionAsync(policy, dryRun: true)).ChunkSets.ShouldBe(2);
        (await workspace.ApplyRetentionAsync(policy)).ChunkSets.ShouldBe(2);
        temporary.Scalar("select group_concat(status) = 'ready,building' from (select status from chunk_sets order by id)").ShouldBe(1);
        await live.SucceedAsync();
    }

    [Fact]
    public async Task Runs_go_with_their_rows_but_one_that_saw_a_source_last_stays()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one"));
        await workspace.SyncAsync(CleanupMode.None, ("a", "two"));
        await using var live = await workspace.StartRunAsync(new RunRequest("index"));
        var policy = new RetentionPolicy { FinishedRuns = TimeSpan.Zero };
        (await workspace.ApplyRetentionAsync(policy with { FinishedRuns = TimeSpan.FromDays(1) })).Runs.ShouldBe(0);
        (await workspace.ApplyRetentionAsync(policy, dryRun: true)).Runs.ShouldBe(1);
        (await workspace.ApplyRetentionAsync(policy)).Runs.ShouldBe(1);
        temporary.Scalar("select count(*) from runs").ShouldBe(2);
        temporary.Scalar("select count(*) from event_streams").ShouldBe(2);
        temporary.Scalar("select count(*) from run_io where run_id not in (select id from runs)").ShouldBe(0);
        (await temporary.Store.VerifyEventsAsync()).ShouldBeEmpty();
        await live.SucceedAsync();
    }

    [Fact]
    public async Task A_run_that_saw_a_source_of_no_connector_last_stays()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        for (var i = 0; i < 2; i++)
        {
            await using var run = await workspace.StartRunAsync(new RunRequest("index"));
            await run.IngestVersionAsync(TemporaryStore.Item("a", "a"));
            await run.SucceedAsync();
        }

        (await workspace.ApplyRetentionAsync(new RetentionPolicy { FinishedRuns = TimeSpan.Zero })).Runs.ShouldBe(1);
        temporary.Scalar("select count(*) from sources s join runs r on r.id = s.last_seen_run_id").ShouldBe(1);
    }

    [Fact]
    public async Task One_workspaces_retention_leaves_the_others_rows()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        foreach (var workspace in new[] { main, other })
        {
            await workspace.SyncAsync(CleanupMode.Full, ("a", "one"), ("b", "b"));
            await workspace.SyncAsync(CleanupMode.Full, ("a", "two"));
        }

        await main.ApplyRetentionAsync(new RetentionPolicy { KeepVersions = 1, DeletedSources = TimeSpan.Zero, FinishedRuns = TimeSpan.Zero, SupersededChunkSets = TimeSpan.Zero, Queries = TimeSpan.Zero });
        temporary.Scalar("select count(*) from sources s join workspaces w on w.id = s.workspace_id where w.name = 'main'").ShouldBe(1);
        temporary.Scalar("select count(*) from chunk_sets t join workspaces w on w.id = t.workspace_id where w.name = 'other'").ShouldBe(3);
        temporary.Scalar("select count(*) from runs r join workspaces w on w.id = r.workspace_id where w.name = 'other'").ShouldBe(2);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, -1)]
    public async Task A_policy_that_makes_no_sense_is_refused(int keep, int days)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.ApplyRetentionAsync(new RetentionPolicy { KeepVersions = keep, FinishedRuns = TimeSpan.FromDays(days) }));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.PurgeDeletedAsync(TimeSpan.FromDays(-1)));
    }

    private static async Task BeginSetAsync(RunScope run, ChunkConfig config, string uri)
    {
        var version = await run.IngestVersionAsync(TemporaryStore.Item(uri, uri));
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
        await run.GetOrAddChunkSetAsync(document.Id, config.Id);
    }
}
