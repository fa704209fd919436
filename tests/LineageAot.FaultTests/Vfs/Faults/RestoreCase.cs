using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>A backup is put in the place of a database that has more rows, and a log that a dead process left.</summary>
internal sealed class RestoreCase : FaultCase
{
    private const int Done = 1, More = 12, Fewer = 7;

    private PreparedRows newer = null!, older = null!;

    public override async Task PrepareAsync(string path)
    {
        var aside = path + ".aside";
        newer = await PreparedRows.MakeAsync(path, More, db =>
        {
            // With its log, as a process leaves it that dies.
            File.Copy(path, aside);
            File.Copy(path + "-wal", aside + "-wal");
            return Task.CompletedTask;
        });
        File.Move(aside, path, overwrite: true);
        File.Move(aside + "-wal", path + "-wal");
        older = await PreparedRows.MakeAsync(BackupOf(path), Fewer);
    }

    public override async Task<FaultedWork> WorkAsync(Watch watch, FaultPlan? plan)
    {
        LineageException? error = null;
        var kept = "";
        watch.Start(plan);
        try
        {
            var report = await DatabaseRestore.RunAsync<WorkDatabase>(BackupOf(watch.Path), watch.Path, new RestoreOptions { TimeProvider = new FixedClock() });
            kept = Path.GetFileName(report.ReplacedPath!);
            watch.Tell(new Told(Done, Outcome.Committed, 1));
        }
        catch (LineageException e)
        {
            error = e;
        }

        watch.Heal();
        return new FaultedWork(error, async (path, image) =>
        {
            var isDone = image is null ? error is null : image.Told.Count > 0;

            // The folder's sync is what fails last: the new file is in its place, and that is said.
            var mayBe = isDone || image is not null || error!.Message.Contains("was restored, but", StringComparison.Ordinal);
            return [.. await CheckAsync(path, mustBeOlder: isDone, mayBeOlder: mayBe), .. isDone ? await CheckKeptAsync(Path.Combine(Path.GetDirectoryName(path)!, kept)) : []];
        });
    }

    private static string BackupOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, "backup.db");

    private async Task<IReadOnlyList<string>> CheckAsync(string path, bool mustBeOlder, bool mayBeOlder)
    {
        if (!File.Exists(path))
        {
            return ["lost: there is no database of the name"];
        }

        var content = await Content.ReadAsync(Run.Options(path, isFull: true));
        var isOlder = content.Units.Count == older.Requests.Values.Count(static request => request.IsUnit);
        var rows = isOlder ? older : newer;
        return isOlder ? mayBeOlder ? Compare() : ["restored: what failed changed the database"] : mustBeOlder ? ["lost: the restore had been told to be done"] : Compare();

        IReadOnlyList<string> Compare() => Verdict.Of(content, rows.Told, rows.Requests, static _ => true).Broken;
    }

    private async Task<IReadOnlyList<string>> CheckKeptAsync(string kept)
        => File.Exists(kept) ? await newer.CheckAsync(kept, new Dictionary<int, Request>(), []) : ["lost: what was there before isn't kept"];

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);
    }
}
