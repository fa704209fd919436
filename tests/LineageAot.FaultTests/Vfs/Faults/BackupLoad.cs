using LineageAot.FaultTests.Vfs.Native;
using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>Makes backups of a database under load, and looks at what cuts leave of them.</summary>
internal sealed class BackupLoad(ScratchFolder folder)
{
    public const int BackupsOfRun = 5, CutsOfBackup = 12;

    private const int Producers = 3, AtMost = 400;

    private readonly List<string> failures = [];
    private int backups, cuts, opened, beside;

    public IReadOnlyList<string> Failures => failures;

    /// <summary>Copies under a final name that were found behind cuts.</summary>
    public int Opened => opened;

    /// <summary>Writes that were acknowledged while a backup was made.</summary>
    public int Beside => beside;

    public override string ToString() => $"{backups} backups, {beside} writes beside them, {cuts} cuts, {opened} copies opened behind them, {failures.Count} failures";

    public async Task RunAsync(int count, int seed, Action<DiskRecord>? medium = null)
    {
        var watch = new Watch(folder.NewPath());
        medium?.Invoke(watch.Record);
        var before = new Dictionary<int, Told[]>();
        IReadOnlyDictionary<int, Request> requests;
        FaultVfs.Watch(watch);
        try
        {
            await using var db = await WorkDatabase.OpenAsync(Run.Options(watch.Path, isFull: false));
            var workload = new Workload(db, watch);
            requests = workload.Requests;
            await workload.UnitAsync(4);
            await workload.BulkAsync(400);
            using var stop = new CancellationTokenSource();
            Task[] load = [.. Enumerable.Range(0, Producers).Select(producer => Task.Run(() => WriteAsync(workload, producer, stop.Token)))];
            for (var backup = 1; backup <= count; backup++)
            {
                before[backup] = PreparedRows.ToldIn(watch);
                await db.BackupAsync(CopyOf(watch.Path, backup));
                beside += PreparedRows.ToldIn(watch).Length - before[backup].Length;

                // Negative, so that it's no request's number.
                watch.Tell(new Told(-backup, Outcome.Committed, 1));
            }

            await stop.CancelAsync();
            await Task.WhenAll(load);
        }
        finally
        {
            FaultVfs.Leave(watch);
        }

        backups += count;
        var report = await PowerCuts.MakeAsync(folder, watch.Record.Operations, count * CutsOfBackup, seed, async (image, path) => new Verdict(await CheckAsync(image, path, requests, before), 0));
        cuts += report.Cuts;
        failures.AddRange(report.Failures);
    }

    private static string CopyOf(string path, int backup) => Path.Combine(Path.GetDirectoryName(path)!, $"copy-{backup}.db");

    private static async Task WriteAsync(Workload workload, int producer, CancellationToken stop)
    {
        for (var i = 0; i < AtMost && !stop.IsCancellationRequested; i++)
        {
            await (i % Producers == producer ? workload.UnitAsync(3) : workload.InsertAsync());
        }
    }

    private async Task<IReadOnlyList<string>> CheckAsync(Image image, string path, IReadOnlyDictionary<int, Request> requests, Dictionary<int, Told[]> before)
    {
        var broken = new List<string>();
        foreach (var (backup, told) in before)
        {
            var copy = CopyOf(path, backup);
            if (File.Exists(copy))
            {
                Interlocked.Increment(ref opened);
                broken.AddRange(Verdict.Of(await Content.ReadAsync(Run.Options(copy, isFull: true)), told, requests, static _ => true).Broken.Select(sentence => $"half a backup: {backup}: {sentence}"));
            }
            else if (image.Told.Any(one => one.Request == -backup))
            {
                broken.Add($"lost: backup {backup} had been told to be done");
            }
        }

        return broken;
    }
}
