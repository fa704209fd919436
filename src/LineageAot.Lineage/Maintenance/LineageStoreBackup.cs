namespace LineageAot.Lineage;

public sealed partial class LineageStore
{
    /// <summary>As <see cref="LineageDatabase.BackupAsync"/>, with a row in <c>maintenance_log</c>. In the copy that row has no end.</summary>
    /// <inheritdoc cref="LineageDatabase.BackupAsync"/>
    public ValueTask BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RunMaintenanceAsync(
            MaintenanceKinds.Backup,
            async token =>
            {
                await Database.BackupAsync(path, token).ConfigureAwait(false);
                return Path.GetFullPath(path);
            },
            cancellationToken);
    }

    /// <summary>As <see cref="LineageDatabase.BackupToFolderAsync"/>, with a row in <c>maintenance_log</c>. In the copy that row has no end.</summary>
    /// <inheritdoc cref="LineageDatabase.BackupToFolderAsync"/>
    public async ValueTask<string> BackupToFolderAsync(BackupFolder folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        string? made = null;
        await RunMaintenanceAsync(MaintenanceKinds.Backup, async token => made = await Database.BackupToFolderAsync(folder, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return made!;
    }

    /// <summary>
    /// Puts a backup in the place of a store that nobody has open (<see cref="DatabaseRestore"/>), and leaves a row in the restored store's <c>maintenance_log</c>. There is none where the backup is of an older version
    /// (opening brings it up to date, and that is for whoever opens it), or where somebody opened the store at once; restored it is all the same.
    /// </summary>
    /// <param name="backupPath">The backup; it is only read.</param>
    /// <param name="databasePath">The store's file.</param>
    /// <param name="options">Whether it's a dry run. Null: it isn't.</param>
    /// <param name="cancellationToken">Ends it until the store is touched.</param>
    /// <returns>What was done, and where the store is that was there before.</returns>
    /// <exception cref="RestoreException">The backup is missing, damaged or no store, or the system refused a file; nothing was changed.</exception>
    /// <exception cref="SchemaMismatchException">The backup is a newer program's, or another one's; nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Somebody has the store open; nothing was changed.</exception>
    /// <exception cref="LineageException">There is no room, or a file can't be written; nothing was changed.</exception>
    public static async Task<RestoreReport> RestoreAsync(string backupPath, string databasePath, RestoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        var chosen = options ?? new RestoreOptions();
        var clock = chosen.TimeProvider;
        var (startedAt, timestamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        var report = await DatabaseRestore.RunAsync<LineageSchema>(backupPath, databasePath, chosen, cancellationToken).ConfigureAwait(false);
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

        return report;
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
                    unit.FinishMaintenance(own.Id, own.StartedAt, true, "the store was restored from this one", unit.Now);
                }
            }).ConfigureAwait(false);
            await new MaintenanceJournal(store.Database).EndAsync(null, record, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
