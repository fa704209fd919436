using System.Diagnostics;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How long does a store take to say what of a folder is new, when it knows all of it?</summary>
internal sealed class PlanSources(RunSettings settings) : Question(settings)
{
    private const int SourcesABatch = 1000;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var items = Enumerable.Range(0, Settings.Count(100_000, 10_000)).Select(static i => LineageStores.ItemOf($"folder/{i / 100}/file-{i}.txt")).ToArray();
        using var file = new DatabaseFile(Settings, "plan");
        await using var store = await LineageStores.OpenAsync(file);
        var workspace = await store.GetOrAddWorkspaceAsync(LineageStores.WorkspaceName);
        await FillAsync(workspace, items);
        result.Figures.Add(await runner.MeasureAsync(new Figure($"plan {items.Length:N0} sources that the store knows", "ms", 1000, async () =>
        {
            var started = Stopwatch.GetTimestamp();
            var plan = await workspace.PlanAsync(items);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            Verify(plan.Count == items.Length && plan.All(static item => item.Change == SourceChange.Unchanged), "the plan");
            return elapsed;
        })));
    }

    private static async Task FillAsync(Workspace workspace, SourceItem[] items)
    {
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("folder");
        foreach (var batch in items.Chunk(SourcesABatch))
            await sync.WriteAsync(new SyncBatch { Delivered = [.. batch.Select(static item => new SourceDelivery(item))] });
        await sync.CompleteAsync();
        await run.SucceedAsync();
    }
}
