using LineageAot.FaultTests.Vfs.Native;
using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>The power goes again while the database is opened, repaired and closed after a cut.</summary>
internal static class SecondCuts
{
    /// <param name="folder">Where images are laid out.</param>
    /// <param name="run">The record, and what was asked for.</param>
    /// <param name="cuts">First cuts.</param>
    /// <param name="seconds">Second cuts behind each.</param>
    /// <param name="seed">Of all choices.</param>
    /// <param name="medium">Makes the disk a bad one from the first cut on.</param>
    public static async Task<CutReport> MakeAsync(ScratchFolder folder, Run run, int cuts, int seconds, int seed, Action<DiskRecord>? medium = null)
    {
        var failures = new List<string>();
        foreach (var image in PowerCuts.Images(run.Operations, cuts, seed, from: 0))
        {
            var (again, start) = await OpenAsync(folder, run, image, medium);
            var report = await PowerCuts.MakeAsync(folder, again, seconds, seed + image.Cut, start);
            failures.AddRange(report.Failures.Select(failure => $"first cut {image.Cut} of {cuts}, seed {seed}, {image.Style}: {failure}"));
            Directory.Delete(Path.GetDirectoryName(again.Watch.Path)!, recursive: true);
        }

        return new CutReport(cuts * seconds, 0, failures);
    }

    private static async Task<(Run Run, int Start)> OpenAsync(ScratchFolder folder, Run run, Image image, Action<DiskRecord>? medium)
    {
        var watch = new Watch(folder.NewPath());
        await image.LayOutAsync(watch.Path);
        foreach (var (name, bytes) in image.Files)
        {
            watch.Record.Existed(name, bytes);
        }

        medium?.Invoke(watch.Record);

        // What the first cut was allowed to take doesn't count any more.
        foreach (var told in image.Told.Where(told => run.IsFull || run.Requests[told.Request].IsFull || told.Outcome == Outcome.Rejected))
        {
            watch.Tell(told);
        }

        var start = watch.Record.Operations.Count;
        FaultVfs.Watch(watch);
        try
        {
            await Content.ReadAsync(Run.Options(watch.Path, run.IsFull));
        }
        finally
        {
            FaultVfs.Leave(watch);
        }

        return (run with { Watch = watch }, start);
    }
}
