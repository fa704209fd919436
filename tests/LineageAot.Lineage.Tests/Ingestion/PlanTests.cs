namespace LineageAot.Lineage.Tests.Ingestion;

public sealed class PlanTests
{
    [Fact]
    public async Task A_plan_tells_new_changed_unchanged_and_missing_and_writes_nothing()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.Full, ("same", "s"), ("changed", "c"), ("gone", "g"), ("deleted", "d"));
        await workspace.SyncAsync(CleanupMode.Full, ("same", "s"), ("changed", "c"), ("gone", "g"));
        await (await temporary.Store.GetOrAddWorkspaceAsync("other")).SyncAsync(CleanupMode.None, ("new", "n"), ("elsewhere", "e"));
        var connector = (await workspace.FindConnectorAsync("custom", "memory"))!.Id;
        var plan = await workspace.PlanAsync(
            [TemporaryStore.Item("new", "n"), TemporaryStore.Item("changed", "x"), TemporaryStore.Item("same", "s"), TemporaryStore.Item("deleted", "d")], connector);
        plan.Select(static line => (line.Source.Uri, line.Change)).ShouldBe(
            [("new", SourceChange.New), ("changed", SourceChange.Changed), ("same", SourceChange.Unchanged), ("deleted", SourceChange.Changed), ("gone", SourceChange.Missing)]);
        plan[4].Source.ContentSha256.ShouldBe(Sha256.OfText("g"));
    }

    [Fact]
    public async Task What_a_run_left_between_two_steps_isnt_current_for_who_goes_by_size_and_time()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var (time, parameters) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Signature.Of("512"));
        var half = TemporaryStore.Item("half", "h") with { ModifiedAt = time };
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 });
        ChunkSet set;
        await using (var run = await workspace.StartRunAsync(new RunRequest("index") { ParamsSignature = parameters }))
        {
            var version = await run.IngestVersionAsync(half);
            (await IsCurrentAsync()).ShouldBeFalse("its run isn't over");
            set = await run.GetOrAddChunkSetAsync((await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"))).Id, config.Id);
        }

        (await IsCurrentAsync()).ShouldBeFalse("it has no chunks");
        (await workspace.ListKnownSourcesAsync("", "i", 10)).Single().IsCurrent(1, time, parameters).ShouldBeFalse();
        await using (var run = await workspace.StartRunAsync(new RunRequest("index") { ParamsSignature = parameters }))
        {
            await run.IngestVersionAsync(half);
            await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks("h"));
            (await IsCurrentAsync()).ShouldBeTrue("whoever dies now has left nothing undone");
            await run.SucceedAsync();
        }

        (await IsCurrentAsync()).ShouldBeTrue();
        (await workspace.FindKnownSourceAsync("half"))!.IsCurrent(2, time, parameters).ShouldBeFalse();
        (await workspace.FindKnownSourceAsync("half"))!.IsCurrent(1, time.AddTicks(10), parameters).ShouldBeFalse();
        (await workspace.FindKnownSourceAsync("half"))!.IsCurrent(1, time, Signature.Of("256")).ShouldBeFalse();

        async Task<bool> IsCurrentAsync() => (await workspace.FindKnownSourceAsync("half"))!.IsCurrent(1, time, parameters);
    }

    [Fact]
    public async Task More_names_than_one_statement_takes_keep_their_order()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("name-4500", "x"));
        var items = Enumerable.Range(0, 5000).Select(static i => TemporaryStore.Item($"name-{i}", "x")).ToList();
        var plan = await workspace.PlanAsync(items);
        plan.Select(static line => line.Source.Uri).ShouldBe(items.Select(static item => item.Uri));
        plan.Where(static line => line.Change == SourceChange.Unchanged).Single().Source.Uri.ShouldBe("name-4500");
    }

    [Fact]
    public async Task A_source_that_changes_between_plan_and_write_is_taken_as_it_is_then()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one"));
        var planned = (await workspace.PlanAsync([TemporaryStore.Item("a", "two")]))[0];
        await workspace.SyncAsync(CleanupMode.None, ("a", "two"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        (await run.IngestVersionAsync(planned.Source)).Outcome.ShouldBe(IngestOutcome.Unchanged);
        (await run.IngestVersionAsync(TemporaryStore.Item("a", "one"))).Outcome.ShouldBe(IngestOutcome.Reverted);
        await run.SucceedAsync();
    }
}
