using LineageAot.FaultTests.Vfs.Native;
using LineageAot.FaultTests.Vfs.Replay;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>The power goes again while a store is opened after a cut, catches up, and is worked with.</summary>
internal static class StoreSecondCuts
{
    /// <param name="folder">Where images are laid out.</param>
    /// <param name="run">The record, and what was told.</param>
    /// <param name="cuts">First cuts.</param>
    /// <param name="seconds">Second cuts behind each.</param>
    /// <param name="seed">Of all choices.</param>
    public static async Task<CutReport> MakeAsync(ScratchFolder folder, StoreRun run, int cuts, int seconds, int seed)
    {
        var failures = new List<string>();
        var withLosses = 0;
        foreach (var image in PowerCuts.Images(run.Operations, cuts, seed, from: 0))
        {
            var watch = StoreRun.NewWatch(folder);
            await image.LayOutAsync(watch.Path);
            foreach (var (name, bytes) in image.Files)
            {
                watch.Record.Existed(name, bytes);
            }

            // What the first cut was allowed to take doesn't count any more.
            foreach (var told in image.Told.Where(told => image.Style.IsProcessDeath || run.IsFull || run.Facts[told.Request] is AppendedFact or EndedFact { Status: Lineage.RunStatus.Succeeded }))
            {
                watch.Tell(told);
            }

            var start = watch.Record.Operations.Count;
            FaultVfs.Watch(watch);
            try
            {
                failures.AddRange((await StoreCheck.OfAsync(run, image with { NewestHeads = new Dictionary<string, byte[]>() }, watch.Path)).Broken);
            }
            finally
            {
                FaultVfs.Leave(watch);
            }

            var report = await PowerCuts.MakeAsync(folder, watch.Record.Operations, seconds, seed + image.Cut, (again, path) => StoreCheck.OfAsync(run, again, path), start);
            withLosses += report.WithLosses;
            failures.AddRange(report.Failures.Select(failure => $"first cut {image.Cut} of {cuts}, seed {seed}, {image.Style}: {failure}"));
            Directory.Delete(watch.Folder, recursive: true);
        }

        return new CutReport(cuts * seconds, withLosses, failures);
    }
}
