using LineageAot.FaultTests.Vfs.Native;
using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs;

/// <summary>Runs one workload again and again, each time with another call that fails, and compares what is there afterwards with what was told.</summary>
/// <param name="folder">Where the databases lie.</param>
/// <param name="isFull">Opened at Full.</param>
/// <param name="work">The workload; short, since it runs once for each point.</param>
internal sealed class Sweep(ScratchFolder folder, bool isFull, Func<Workload, Task> work)
{
    private readonly Dictionary<Outcome, int> outcomes = [];
    private readonly List<string> failures = [];
    private int struck, refusedOpens, cuts;

    public IReadOnlyList<string> Failures => failures;

    /// <summary>Told by the library, over all points.</summary>
    public IReadOnlyDictionary<Outcome, int> Outcomes => outcomes;

    /// <summary>Changes what callers are told: an engine that lies.</summary>
    public Func<Outcome, Outcome> Tells { get; init; } = static outcome => outcome;

    public override string ToString()
        => $"{struck} points struck, of them {refusedOpens} while opening; told: {string.Join(", ", outcomes.OrderBy(static outcome => outcome.Key).Select(static outcome => $"{outcome.Value} {outcome.Key}"))}; {cuts} power cuts behind them; {failures.Count} failures";

    /// <summary>Every call that the workload makes, with everything that can go wrong with it.</summary>
    public async Task<IReadOnlyList<FaultPlan>> PointsAsync(Func<CallKind, bool>? chosen = null)
    {
        var run = await Run.OfAsync(folder, isFull, work);
        return FaultPlan.AllOf(run.Watch.Calls, chosen);
    }

    /// <summary>Strikes at points, evenly over all.</summary>
    public async Task StrikeAsync(IReadOnlyList<FaultPlan> points, int atMost)
    {
        var count = Math.Min(points.Count, atMost);
        for (var i = 0; i < count; i++)
        {
            var place = (int)((2L * i + 1) * points.Count / (2L * count));

            // Half of the points, of both kinds, meet the close too; and those that come only there.
            var heals = place / 4 % 2 == 0;
            if (!await TryStrikeAsync(points[place], place, heals) && heals)
            {
                await TryStrikeAsync(points[place], place, healsBeforeClose: false);
            }
        }
    }

    private async Task<bool> TryStrikeAsync(FaultPlan plan, int place, bool healsBeforeClose)
    {
        var watch = new Watch(folder.NewPath());
        FaultVfs.Watch(watch);
        try
        {
            watch.Start(plan);
            var run = await WorkAsync(watch, healsBeforeClose);
            watch.Heal();
            if (watch.StruckAt is not { } struckAt)
            {
                return false; // Writes that share a transaction are grouped as they come: the last calls may not come.
            }

            struck++;
            await CompareAsync(run);
            var report = await PowerCuts.MakeAsync(folder, run, FaultSettings.CutsPerPoint, FaultSettings.Seed + place, struckAt);
            cuts += report.Cuts;
            Fail(plan, place, report.Failures);
            return true;
        }
        catch (Exception e) when (e is not LineageException)
        {
            Fail(plan, place, [e.ToString()]);
            return true;
        }
        finally
        {
            FaultVfs.Leave(watch);
            Directory.Delete(Path.GetDirectoryName(watch.Path)!, recursive: true);
        }

        async Task CompareAsync(Run run)
        {
            Told[] told = [.. run.Operations.Where(static operation => operation.Told is not null).Select(static operation => operation.Told!)];
            if (!told.Select(static one => one.Request).Order().SequenceEqual(run.Requests.Keys.Order()))
            {
                Fail(plan, place, ["not every request was told once"]);
            }

            foreach (var one in told)
            {
                outcomes[one.Outcome] = outcomes.GetValueOrDefault(one.Outcome) + 1;
            }

            Fail(plan, place, Verdict.Of(await Content.ReadAsync(Run.Options(watch.Path, isFull)), told, run.Requests, static _ => true).Broken);
        }
    }

    private async Task<Run> WorkAsync(Watch watch, bool healsBeforeClose)
    {
        WorkDatabase db;
        try
        {
            db = await WorkDatabase.OpenAsync(Run.Options(watch.Path, isFull));
        }
        catch (LineageException)
        {
            refusedOpens++;
            return new Run(watch, new Dictionary<int, Request>(), isFull);
        }

        await using (db)
        {
            var workload = new Workload(db, watch) { Tells = Tells };
            await work(workload);
            if (healsBeforeClose)
            {
                watch.Heal();
                (await workload.InsertAsync()).ShouldBe(Tells(Outcome.Committed), "the fault has gone, and writing doesn't resume");
            }

            return new Run(watch, workload.Requests, isFull);
        }
    }

    private void Fail(FaultPlan plan, int place, IEnumerable<string> broken) => failures.AddRange(broken.Select(sentence => $"point {place} ({plan}), seed {FaultSettings.Seed}: {sentence}"));
}
