using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Store;
using LineageAot.Lineage;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>Appends to a store whose events are at Full, and a run among them.</summary>
/// <param name="isSplit">Into a file of their own.</param>
/// <param name="isLying">What may be there is told as refused.</param>
internal sealed class AppendCase(bool isSplit, bool isLying = false) : FaultCase
{
    public override async Task PrepareAsync(string path)
    {
        await using var store = await LineageStore.OpenAsync(StoreRun.Options(path, isFull: true, isSplit));
        var work = new StoreWork(store, new Watch(path));
        await work.AppendAsync("order", 2);
        await work.RunAsync(1, RunStatus.Succeeded);
    }

    public override async Task<FaultedWork> WorkAsync(Watch watch, FaultPlan? plan)
    {
        var broken = new List<string>();
        StoreWork work;
        LineageException? error = null;
        await using (var store = await LineageStore.OpenAsync(StoreRun.Options(watch.Path, isFull: true, isSplit)))
        {
            work = new StoreWork(store, watch) { CallsIndeterminateRefused = isLying };
            watch.Start(plan);
            foreach (var step in (Func<Task>[])[() => work.AppendAsync("order", 1), () => work.RunAsync(1, RunStatus.Succeeded), () => Task.WhenAll(work.AppendAsync("bill", 2), work.AppendAsync("order", 1)), () => work.AppendAsync("bill", 1)])
            {
                try
                {
                    await step();
                }
                catch (LineageException e)
                {
                    error ??= e;
                }
            }

            watch.Heal();
            try
            {
                await work.AppendAsync("order", 1);
            }
            catch (LineageException e)
            {
                broken.Add($"writing doesn't resume: {e.GetType().Name}: {e.Message}");
            }
        }

        var run = new StoreRun(watch, work.Facts, IsFull: true, isSplit);
        var told = PreparedRows.ToldIn(watch);
        return new FaultedWork(error, async (path, image) =>
            [.. broken, .. (await StoreCheck.OfAsync(run, image ?? new Image(0, 0, CutStyle.ProcessDeath, new Dictionary<string, byte[]>(), told), path)).Broken]);
    }
}
