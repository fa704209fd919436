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
