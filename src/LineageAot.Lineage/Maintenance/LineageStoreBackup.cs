namespace LineageAot.Lineage;

/// <summary>What a restore of a store did, or would do.</summary>
/// <param name="Path">The store's full path.</param>
/// <param name="ReplacedPath">Where the store is now that was there before. Null where there was none, and after a dry run.</param>
/// <param name="SchemaState">How the backup's tables relate to the program's: Current, or Older where opening will apply migrations.</param>
/// <param name="Events">The same of the events' file; null where they are in the store's own.</param>
public sealed record StoreRestoreReport(string Path, string? ReplacedPath, SchemaState? SchemaState, RestoreReport? Events)
{
    /// <summary>Only the checks were made.</summary>
    public bool WasDryRun { get; init; }
}

public sealed partial class LineageStore
{
    /// <summary>
    /// As <see cref="LineageDatabase.BackupAsync"/>, with a row in <c>maintenance_log</c>. In the copy that row has no end. Where the events are apart they're copied next, into <c>&lt;name&gt;.events&lt;extension&gt;</c> beside it.
    /// </summary>
    /// <inheritdoc cref="LineageDatabase.BackupAsync"/>
    public ValueTask BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RunMaintenanceAsync(
            MaintenanceKinds.Backup,
            async token =>
            {
                await Database.BackupAsync(path, token).ConfigureAwait(false);
                if (IsSplit)
                {
                    await BackupEventsAsync(path, token).ConfigureAwait(false);
                }

                return Path.GetFullPath(path);
            },
            cancellationToken);
    }

    /// <summary>
    /// As <see cref="LineageDatabase.BackupToFolderAsync"/>, with a row in <c>maintenance_log</c>. In the copy that row has no end. Where the events are apart they're copied next; the path that is returned is the store's.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="eventsFolder">Where the copy of the events' file goes, and how many stay. Null: as <paramref name="folder"/> says.</param>
    /// <exception cref="BackupException">It couldn't be made or didn't verify, or a database was paused or disposed meanwhile. Where that befell the events' half, the store's stays.</exception>
    /// <exception cref="DatabaseBusyException">A database is paused.</exception>
    public async ValueTask<string> BackupToFolderAsync(BackupFolder folder, BackupFolder? eventsFolder = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string? made = null;
        await RunMaintenanceAsync(MaintenanceKinds.Backup, async token => made = await Database.BackupToFolderAsync(folder, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (IsSplit)
        {
            await RunMaintenanceAsync(StoreMaintenanceKinds.EventsBackup, async token => await EventsDatabase.BackupToFolderAsync(eventsFolder ?? folder, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }

        return made!;
    }

    /// <summary>
    /// Puts a backup in the place of a store that nobody has open (<see cref="DatabaseRestore"/>), and leaves a row in the restored store's <c>maintenance_log</c>. There is none where the backup is of an older version
    /// (opening brings it up to date, and that is for whoever opens it), or where somebody opened the store at once; restored it is all the same.
    /// </summary>
    /// <param name="backupPath">The backup; it is only read.</param>
    /// <param name="databasePath">The store's file.</param>
    /// <param name="options">Whether it's a dry run. Null: it isn't.</param>
    /// <param name="eventsBackupPath">The backup of the events' file, for a store whose events are apart. Null: the one beside the other, by its name; in a folder of backups, the first that was made behind it.</param>
    /// <param name="cancellationToken">Ends it until the store is touched.</param>
    /// <returns>What was done, and where the store is that was there before.</returns>
    /// <exception cref="EventsFileException">The two backups don't belong together; nothing was changed.</exception>
    /// <exception cref="RestoreException">The backup is missing, damaged or no store, or the system refused a file; nothing was changed.</exception>
    /// <exception cref="SchemaMismatchException">The backup is a newer program's, or another one's; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Somebody has the store open; nothing was changed.</exception>
    /// <exception cref="LineageException">There is no room, or a file can't be written; nothing was changed.</exception>
    public static async Task<StoreRestoreReport> RestoreAsync(string backupPath, string databasePath, RestoreOptions? options = null, string? eventsBackupPath = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(backupPath);
        ArgumentException.ThrowIfNullOrEmpty(databasePath);
        var chosen = options ?? new RestoreOptions();
        var clock = chosen.TimeProvider;
        var (startedAt, timestamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        var half = await SplitBackups.FindAsync(backupPath, eventsBackupPath, databasePath, cancellationToken).ConfigureAwait(false);
        var events = half is null ? null : await DatabaseRestore.RunAsync<LineageEvents>(half.Backup, half.Target, chosen with { DryRun = true }, cancellationToken).ConfigureAwait(false);
        var report = await DatabaseRestore.RunAsync<LineageSchema>(backupPath, databasePath, chosen, cancellationToken).ConfigureAwait(false);
        if (half is not null && !chosen.DryRun)
        {
            // Behind the state: events that are ahead of it are caught up with.
            events = await DatabaseRestore.RunAsync<LineageEvents>(half.Backup, half.Target, chosen, CancellationToken.None).ConfigureAwait(false);
        }

        if (report is { WasDryRun: false, SchemaState: SchemaState.Current })
        {
            try
            {
                var database = new DatabaseOptions { Path = report.Path, Migrations = MigrationMode.Verify, TimeProvider = clock };
                var record = new MaintenanceRecord(StoreMaintenanceKinds.Restore, startedAt, startedAt + clock.GetElapsedTime(timestamp), true, $"from {Path.GetFullPath(backupPath)}");
                await LogRestoreAsync(database, record).ConfigureAwait(false);
            }
            catch (LineageException)
            {
                // The store is restored, whoever has it now.
            }
        }

        return new StoreRestoreReport(report.Path, report.ReplacedPath, report.SchemaState, events) { WasDryRun = report.WasDryRun };
    }

    // Nothing is left of a backup that isn't whole.
    private async ValueTask BackupEventsAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await EventsDatabase.BackupAsync(SplitPath.DefaultOf(path), cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static async ValueTask LogRestoreAsync(DatabaseOptions options, MaintenanceRecord record)
    {
        var store = await OpenAsync(options).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            await store.Database.WriteAsync(unit =>
            {
                // A backup holds its own row as it was while it was made: begun.
                if (unit.FindNewestMaintenance(MaintenanceKinds.Backup) is { FinishedAt: null } own)
                {
                    unit.FinishMaintenance(own.Id, own.StartedAt, own.StartedAt, true, "the store was restored from this one", unit.Now);
                }
            }).ConfigureAwait(false);
            await store.journal.EndAsync(null, record, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
