using LineageAot.Lineage;

namespace LineageAot.Cli.Maintenance;

/// <summary>A piece of upkeep that can be asked for.</summary>
/// <param name="Kind">What its row is called.</param>
/// <param name="Option">How it's asked for.</param>
/// <param name="Description">What it does.</param>
/// <param name="Interval">How long after the last time it's due; null: only where it's asked for.</param>
/// <param name="RunAsync">Does it; says what came of it.</param>
internal sealed record UpkeepStep(string Kind, string Option, string Description, TimeSpan? Interval, Func<LineageStore, Action<string>, CancellationToken, ValueTask<string?>> RunAsync)
{
    /// <summary>All of them, in the order in which they run: what frees pages before what gives them back.</summary>
    public static IReadOnlyList<UpkeepStep> All { get; } =
    [
        new(StoreMaintenanceKinds.ReapRuns, "--reap", "End runs whose owner is dead. Due after 15 minutes.", TimeSpan.FromMinutes(15), ReapAsync),
        new("full vacuum", "--vacuum", "Write the whole file anew, without free pages. Needs twice its size of free disk.", null, VacuumAsync),
        new(MaintenanceKinds.Vacuum, "--incremental", "Give free pages back, slice by slice. Due after a day.", TimeSpan.FromDays(1), IncrementalAsync),
        new(MaintenanceKinds.Optimize, "--optimize", "Bring the planner's statistics up to date. Due after a day.", TimeSpan.FromDays(1), OptimizeAsync),
        new(MaintenanceKinds.IntegrityCheck, "--integrity", "Check structure and foreign keys, quickly and table by table. Due after 7 days.", TimeSpan.FromDays(7), CheckAsync),
        new("checkpoint", "--checkpoint", "Bring the write-ahead log into the file and cut it.", null, CheckpointAsync),
    ];

    private static async ValueTask<string?> ReapAsync(LineageStore store, Action<string> progress, CancellationToken cancellationToken)
        => $"{await store.ReapAbandonedAsync(cancellationToken)} runs ended";

    private static async ValueTask<string?> VacuumAsync(LineageStore store, Action<string> progress, CancellationToken cancellationToken)
        => await OfAllAsync(store, async database => Freed(await database.VacuumAsync(cancellationToken)));

    private static async ValueTask<string?> IncrementalAsync(LineageStore store, Action<string> progress, CancellationToken cancellationToken)
    {
        var told = new ProgressLine<VacuumProgress>(value => progress($"{Rendering.Sizes.Count(value.FreedPages)} pages given back, {Rendering.Sizes.Count(value.LeftPages)} to go"));
        return await OfAllAsync(store, async database =>
        {
            var report = await database.IncrementalVacuumAsync(new IncrementalVacuumOptions { Progress = told }, cancellationToken);
            return report.IsIncremental ? Freed(report) : "nothing was done: the file wasn't made for it; --vacuum changes that";
        });
    }

    private static async ValueTask<string?> OptimizeAsync(LineageStore store, Action<string> progress, CancellationToken cancellationToken)
        => await OfAllAsync(store, async database =>
        {
            await database.OptimizeAsync(cancellationToken);
            return null;
        });

    private static async ValueTask<string?> CheckAsync(LineageStore store, Action<string> progress, CancellationToken cancellationToken)
    {
        var told = new ProgressLine<IntegrityProgress>(value => progress($"table {value.Checked} of {value.Tables} checked"));
        return await OfAllAsync(store, async database =>
        {
            var report = await database.CheckIntegrityAsync(new IntegrityCheckOptions { IsQuick = true, Progress = told }, cancellationToken);
            if (!report.IsSound)
            {
                throw new DatabaseCorruptException($"{report.Findings[0]}{(report.Findings.Count > 1 ? $" (and {report.Findings.Count - 1} more)" : "")}. `lineage check` lists what is wrong; `lineage restore` puts a backup in its place.");
            }

            return report.Unchecked.Count == 0 ? "nothing was found" : $"nothing was found; left out because they take too long: {string.Join(", ", report.Unchecked)}";
        });
    }

    private static async ValueTask<string?> CheckpointAsync(LineageStore store, Action<string> progress, CancellationToken cancellationToken)
        => await OfAllAsync(store, async database =>
        {
            var report = await database.CheckpointAsync(CheckpointMode.Truncate, cancellationToken);
            return report.IsComplete ? "nothing is left in the log" : $"{report.LogFrames - report.CheckpointedFrames} pages are left in the log: a reader holds them";
        });

    /// <summary>For the store's file, then for its events' one where that is apart.</summary>
    private static async ValueTask<string?> OfAllAsync(LineageStore store, Func<LineageDatabase, ValueTask<string?>> work)
    {
        var done = await work(store.Database);
        return store.IsSplit && await work(store.EventsDatabase) is { } events ? $"{done}; events: {events}" : done;
    }

    private static string Freed(VacuumReport report) => $"{Rendering.Sizes.Bytes(report.FreedBytes)} given back";
}

/// <summary>Progress, told on the thread that makes it.</summary>
internal sealed class ProgressLine<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
