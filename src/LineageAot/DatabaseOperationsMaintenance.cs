using System.Globalization;
using LineageAot.Operations;
using Microsoft.Extensions.Logging;

namespace LineageAot;

public abstract partial class LineageDatabase
{
    /// <summary>
    /// Starts what a file needs to run for years: backups, incremental vacuums, statistics, checks and the program's own jobs, one after another and each when it's due by the clock of <see cref="DatabaseOptions.TimeProvider"/>.
    /// A job that fails is logged and recorded, and runs again when it's due. While the database is paused nothing is begun; a backup that the pause ended is made again after it. Stop it by disposing what is returned, which waits for the slice that runs; disposing the database stops it too. Neither may be done inside a job.
    /// </summary>
    /// <param name="options">What is done, and how often. Null: the defaults, without backups.</param>
    /// <exception cref="ConfigurationException">A value of <paramref name="options"/> is out of its range.</exception>
    /// <exception cref="DatabaseReadOnlyException">The database was opened read-only.</exception>
    /// <exception cref="InvalidOperationException">Its maintenance runs already.</exception>
    public IAsyncDisposable StartMaintenance(MaintenanceOptions? options = null)
    {
        var chosen = options ?? new MaintenanceOptions();
        MaintenanceOptionsCheck.Check(chosen);
        if (handle.IsReadOnly)
        {
            throw handle.ReadOnly();
        }

        return handle.Maintenance.Start(() => Start(chosen), () => handle.Upkeep.Backups = null);
    }

    private MaintenanceRunner Start(MaintenanceOptions options)
    {
        handle.Upkeep.Backups = options.BackupFolder is null ? null : (handle.Now, options.BackupInterval);
        return MaintenanceRunner.Start(new MaintenancePlan
        {
            Options = options,
            Jobs = [.. MaintenanceJobs(options)],
            FindLastRun = (name, cancellationToken) => FindLastRunAsync(options, name, cancellationToken),
            WaitWhilePausedAsync = handle.Maintenance.WaitWhilePausedAsync,
            Clock = Options.TimeProvider,
            Logger = Options.LoggerFactory.CreateLogger("LineageAot.Maintenance"),
            Path = Path,
        });
    }

    // Backups come first; the program's jobs (which may delete rows) before the vacuum.
    private IEnumerable<MaintenanceJob> MaintenanceJobs(MaintenanceOptions options)
    {
        if (options.BackupFolder is { } folder)
        {
            yield return new MaintenanceJob(MaintenanceKinds.Backup, options.BackupInterval, async cancellationToken => await BackupToFolderAsync(folder, cancellationToken).ConfigureAwait(false));
        }

        foreach (var job in options.Jobs)
        {
            yield return job;
        }

        if (options.VacuumInterval is { } vacuum)
        {
            yield return new MaintenanceJob(MaintenanceKinds.Vacuum, vacuum, cancellationToken => VacuumAsJobAsync(options.VacuumPagesPerSlice, cancellationToken));
        }

        if (options.OptimizeInterval is { } optimize)
        {
            yield return new MaintenanceJob(MaintenanceKinds.Optimize, optimize, async cancellationToken =>
            {
                await OptimizeAsync(cancellationToken).ConfigureAwait(false);
                return null;
            });
        }

        if (options.IntegrityCheckInterval is { } check)
        {
            yield return new MaintenanceJob(MaintenanceKinds.IntegrityCheck, check, CheckAsJobAsync);
        }
    }

    private async ValueTask<DateTimeOffset?> FindLastRunAsync(MaintenanceOptions options, string name, CancellationToken cancellationToken)
    {
        DateTimeOffset? inFolder = null;
        if (name == MaintenanceKinds.Backup && options.BackupFolder is { } folder)
        {
            inFolder = await OwnThread.RunAsync("backup", () => FolderBackup.Newest(Path, folder)).ConfigureAwait(false);
            if (inFolder is { } newest)
            {
                handle.Upkeep.FoundBackup(newest);
            }
        }

        var told = options.FindLastRun is { } find ? await find(name, cancellationToken).ConfigureAwait(false) : null;
        return told > inFolder ? told : inFolder ?? told;
    }

    private async ValueTask<string?> VacuumAsJobAsync(int pagesPerSlice, CancellationToken cancellationToken)
    {
        var report = await IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = pagesPerSlice }, cancellationToken).ConfigureAwait(false);
        return report.IsIncremental
            ? string.Create(CultureInfo.InvariantCulture, $"{report.FreedBytes:N0} bytes given back")
            : "nothing was done: the file wasn't made with auto_vacuum=INCREMENTAL; VacuumAsync changes that";
    }

    private async ValueTask<string?> CheckAsJobAsync(CancellationToken cancellationToken)
    {
        var report = await CheckIntegrityAsync(new IntegrityCheckOptions { IsQuick = true }, cancellationToken).ConfigureAwait(false);
        if (!report.IsSound)
        {
            throw new DatabaseCorruptException($"'{Path}' isn't sound: {string.Join("; ", report.Findings.Take(3))}{(report.Findings.Count > 3 ? $"; and {report.Findings.Count - 3} more" : "")}. Restore a backup.") { Operation = MaintenanceKinds.IntegrityCheck };
        }

        return report.Unchecked.Count == 0
            ? "nothing was found"
            : throw new SnapshotExpiredException($"Nothing was found, but these tables take longer to check than MaxReadAge ({Options.MaxReadAge}) allows: {string.Join(", ", report.Unchecked)}. Raise DatabaseOptions.MaxReadAge.") { Operation = MaintenanceKinds.IntegrityCheck };
    }
}
