using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>The maintenance of the events' file, as jobs of the store's: one thing is done at a time, and the rows are in one journal.</summary>
internal static class SplitJobs
{
    /// <summary>In front of what the file's own jobs are called.</summary>
    private const string Of = "events ";

    /// <summary>The options for the store's file, with the jobs of the events' file; its backup follows each of the store's.</summary>
    public static MaintenanceOptions AddTo(MaintenanceOptions options, LineageStore store, BackupFolder? folder) => options with
    {
        Jobs = [.. options.Jobs ?? [], .. For(options, store.EventsDatabase)],
        OnFinished = async (record, cancellationToken) =>
        {
            await (options.OnFinished?.Invoke(record, cancellationToken) ?? ValueTask.CompletedTask).ConfigureAwait(false);
            if (record is { Kind: MaintenanceKinds.Backup, Ok: true } && (folder ?? options.BackupFolder) is { } target)
            {
                await store.RunMaintenanceAsync(StoreMaintenanceKinds.EventsBackup, async token => await store.EventsDatabase.BackupToFolderAsync(target, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
        },
    };

    private static IEnumerable<MaintenanceJob> For(MaintenanceOptions options, LineageDatabase events)
    {
        if (options.VacuumInterval is { } vacuum)
        {
            yield return new MaintenanceJob(Of + MaintenanceKinds.Vacuum, vacuum, async cancellationToken =>
            {
                var report = await events.IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = options.VacuumPagesPerSlice }, cancellationToken).ConfigureAwait(false);
                return string.Create(CultureInfo.InvariantCulture, $"{report.FreedBytes:N0} bytes given back");
            });
        }

        if (options.OptimizeInterval is { } optimize)
        {
            yield return new MaintenanceJob(Of + MaintenanceKinds.Optimize, optimize, async cancellationToken =>
            {
                await events.OptimizeAsync(cancellationToken).ConfigureAwait(false);
                return null;
            });
        }

        if (options.IntegrityCheckInterval is { } check)
        {
            yield return new MaintenanceJob(Of + MaintenanceKinds.IntegrityCheck, check, async cancellationToken =>
            {
                var report = await events.CheckIntegrityAsync(new IntegrityCheckOptions { IsQuick = true }, cancellationToken).ConfigureAwait(false);
                return report.IsSound ? "nothing was found" : throw new DatabaseCorruptException($"'{events.Path}': {report.Findings[0]}");
            });
        }
    }
}
