using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Faults;

/// <summary>A database with rows that were there before.</summary>
/// <param name="Requests">By number.</param>
/// <param name="Told">All committed.</param>
internal sealed record PreparedRows(IReadOnlyDictionary<int, Request> Requests, IReadOnlyList<Told> Told)
{
    public int Last => Requests.Keys.Max();

    /// <summary>Makes it, and calls back while there are so many requests.</summary>
    public static async Task<PreparedRows> MakeAsync(string path, int requests, Func<WorkDatabase, Task>? then = null)
    {
        var watch = new Watch(path);
        await using var db = await WorkDatabase.OpenAsync(Run.Options(path, isFull: true));
        var workload = new Workload(db, watch);
        for (var i = 0; i < requests; i++)
        {
            await (i % 3 == 0 ? workload.UnitAsync(2 + i % 4) : workload.InsertAsync());
        }

        await (then?.Invoke(db) ?? Task.CompletedTask);
        return new PreparedRows(workload.Requests.ToDictionary(), ToldIn(watch));
    }

    /// <summary>What is wrong with a database, which has these rows and those of others that were told since.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(string path, IReadOnlyDictionary<int, Request> more, IEnumerable<Told> told)
    {
        var requests = Requests.Concat(more).ToDictionary();
        return Verdict.Of(await Content.ReadAsync(Run.Options(path, isFull: true)), [.. Told, .. told.Where(static one => one.Request > 0)], requests, static _ => true).Broken;
    }

    /// <summary>What was told of requests so far.</summary>
    public static Told[] ToldIn(Watch watch)
    {
        lock (watch.Gate)
        {
            return [.. watch.Record.Operations.Where(static operation => operation.Told is { Request: > 0 }).Select(static operation => operation.Told!)];
        }
    }
}
