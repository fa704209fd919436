using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>A backup beside the database, which is written before and behind it.</summary>
internal sealed class BackupCase : FaultCase
{
    private const int Done = -1;

    private PreparedRows rows = null!;

    public override async Task PrepareAsync(string path) => rows = await PreparedRows.MakeAsync(path, 20);

    public override async Task<FaultedWork> WorkAsync(Watch watch, FaultPlan? plan)
    {
        LineageException? error = null;
        var broken = new List<string>();
        Told[] before;
        IReadOnlyDictionary<int, Request> requests;
        await using (var db = await WorkDatabase.OpenAsync(Run.Options(watch.Path, isFull: true)))
        {
            var workload = new Workload(db, watch) { Last = rows.Last };
            requests = workload.Requests;
            await workload.UnitAsync(3);
            before = PreparedRows.ToldIn(watch);
            watch.Start(plan);
            try
            {
                await db.BackupAsync(TargetOf(watch.Path));
                watch.Tell(new Told(Done, Outcome.Committed, 1));
            }
            catch (LineageException e)
            {
                error = e;
            }

            watch.Heal();
            broken.AddRange(error is null or BackupException ? [] : [$"told was {error.GetType().Name}: {error.Message}"]);
            broken.AddRange(await workload.InsertAsync() == Outcome.Committed ? [] : ["writing doesn't resume"]);
        }

        var told = PreparedRows.ToldIn(watch);
        return new FaultedWork(error, async (path, image) =>
        [
            .. broken,
            .. await CheckCopyAsync(TargetOf(path), image is null ? error is null : image.Told.Any(static one => one.Request == Done), image is null && error is not null, requests, before),
            .. await rows.CheckAsync(path, requests, image?.Told ?? told),
        ]);
    }

    private static string TargetOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, "copy.db");

    private async Task<IReadOnlyList<string>> CheckCopyAsync(string copy, bool mustBeThere, bool mustNot, IReadOnlyDictionary<int, Request> requests, Told[] before)
    {
        if (!File.Exists(copy))
        {
            return mustBeThere ? ["lost: the backup had been told to be done, and isn't there"] : [];
        }

        string[] left = mustNot ? ["left: a backup that failed has its final name"] : [];
        return [.. left, .. (await rows.CheckAsync(copy, requests, before)).Select(static sentence => $"half a backup: {sentence}")];
    }
}
