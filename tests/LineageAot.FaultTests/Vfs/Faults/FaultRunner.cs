using LineageAot.FaultTests.Vfs.Native;
using LineageAot.FaultTests.Vfs.Replay;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>Has a case meet everything that can happen: the process dies, the power goes, calls fail. Each time over files of its own.</summary>
internal sealed class FaultRunner
{
    private readonly ScratchFolder folder;
    private readonly FaultCase work;
    private readonly IReadOnlyDictionary<string, byte[]> before;
    private readonly List<string> failures = [];
    private int struck, done, cuts;

    private FaultRunner(ScratchFolder folder, FaultCase work, IReadOnlyDictionary<string, byte[]> before)
    {
        this.folder = folder;
        this.work = work;
        this.before = before;
    }

    public IReadOnlyList<string> Failures => failures;

    public static async Task<FaultRunner> OfAsync(ScratchFolder folder, FaultCase work)
    {
        var path = folder.NewPath();
        await work.PrepareAsync(path);
        var files = new Dictionary<string, byte[]>();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!).Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            files[Path.GetFileName(file)] = await File.ReadAllBytesAsync(file);
        }

        return new FaultRunner(folder, work, files);
    }

    public override string ToString() => $"{struck} calls failed, after {done} of them it was done all the same; {cuts} power cuts behind them; {failures.Count} failures";

    /// <summary>The process dies, and the power goes in some ways, at so many places evenly over the record; at every one where there are no more.</summary>
    /// <param name="atMost">How many places.</param>
    /// <param name="medium">Makes the disk a bad one.</param>
    public async Task<(int Places, CutReport Report)> CutAsync(int atMost, Action<DiskRecord>? medium = null)
    {
        const int WaysOfPlace = 8;
        var watch = await NewWatchAsync();
        medium?.Invoke(watch.Record);
        var start = watch.Record.Operations.Count;
        var end = await WorkAsync(watch, plan: null);
        var operations = watch.Record.Operations;
        var places = Math.Min(operations.Count - start, atMost);
        return (places, await PowerCuts.MakeAsync(folder, operations, places * WaysOfPlace, FaultSettings.Seed, async (image, path) => new Verdict(await end.CheckAsync(path, image), 0), start, isEven: true));
    }

    /// <summary>The power goes when all of it has been told to be done.</summary>
    public async Task<CutReport> CutEndAsync(int cuts, Action<DiskRecord> medium)
    {
        var watch = await NewWatchAsync();
        medium(watch.Record);
        var end = await WorkAsync(watch, plan: null);
        return await PowerCuts.MakeAsync(folder, watch.Record.Operations, cuts, FaultSettings.Seed, async (image, path) => new Verdict(await end.CheckAsync(path, image), 0), watch.Record.Operations.Count);
    }

    /// <summary>Every call that it makes.</summary>
    public async Task<IReadOnlyList<FaultPlan>> PointsAsync()
    {
        var watch = await NewWatchAsync();
        await WorkAsync(watch, plan: null);
        return FaultPlan.AllOf(watch.Calls);
    }

    /// <summary>Strikes at points, evenly over all.</summary>
    public async Task StrikeAsync(IReadOnlyList<FaultPlan> points, int atMost)
    {
        var count = Math.Min(points.Count, atMost);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), async (i, _) => await StrikeAsync(points[(int)((2L * i + 1) * points.Count / (2L * count))]));
    }

    private async Task StrikeAsync(FaultPlan plan)
    {
        var watch = await NewWatchAsync();
        var end = await WorkAsync(watch, plan);
        if (watch.StruckAt is not { } struckAt)
        {
            return;
        }

        Interlocked.Increment(ref struck);
        Interlocked.Add(ref done, end.Error is null ? 1 : 0);
        if (plan is { Fault: Fault.NoRoom or Fault.ShortWrite, Call: CallKind.Write } && end.Error is not (null or DatabaseFullException or { InnerException: DatabaseFullException }))
        {
            Fail(plan, [$"the disk was full, and told was {end.Error.GetType().Name}: {end.Error.Message}"]);
        }

        Fail(plan, await end.CheckAsync(watch.Path, null));
        var report = await PowerCuts.MakeAsync(folder, watch.Record.Operations, FaultSettings.CutsBehindFault, FaultSettings.Seed, async (image, path) => new Verdict(await end.CheckAsync(path, image), 0), struckAt);
        Interlocked.Add(ref cuts, report.Cuts);
        Fail(plan, report.Failures);
        Directory.Delete(watch.Folder, recursive: true);
    }

    private async Task<Watch> NewWatchAsync()
    {
        var watch = new Watch(folder.NewPath());
        foreach (var (name, bytes) in before)
        {
            await File.WriteAllBytesAsync(Path.Combine(watch.Folder, name), bytes);
            watch.Record.Existed(name, bytes);
        }

        return watch;
    }

    private async Task<FaultedWork> WorkAsync(Watch watch, FaultPlan? plan)
    {
        FaultVfs.Watch(watch);
        try
        {
            return await work.WorkAsync(watch, plan);
        }
        finally
        {
            watch.Heal();
            FaultVfs.Leave(watch);
        }
    }

    private void Fail(FaultPlan plan, IEnumerable<string> broken)
    {
        lock (failures)
        {
            failures.AddRange(broken.Select(sentence => $"{plan}, seed {FaultSettings.Seed}: {sentence}"));
        }
    }
}
