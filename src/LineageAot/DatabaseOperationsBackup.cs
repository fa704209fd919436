using LineageAot.Diagnostics;
using LineageAot.Operations;

namespace LineageAot;

public abstract partial class LineageDatabase
{
    /// <summary>
    /// Copies the database as it is at one moment into a new file, while writes go on (VACUUM INTO, https://sqlite.org/lang_vacuum.html#vacuuminto).
    /// Done when the copy is synced and has been checked.
    /// </summary>
    /// <param name="path">The new file; it must not exist.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <exception cref="BackupException">The copy couldn't be made or didn't pass the check, or the database was paused or disposed meanwhile; nothing is left of it.</exception>
    /// <exception cref="DatabaseBusyException">The database is paused.</exception>
    public async ValueTask BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var startedAt = Options.TimeProvider.GetTimestamp();
        var measured = handle.Telemetry.Start(OperationName.Backup, isAmbient: true);
        try
        {
            await handle.CopyAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            measured.Failed(e);
            if (e is LineageException)
            {
                LogMessages.BackupFailed(handle.Logger, Path, path, e);
            }

            throw;
        }

        measured.Succeeded();
        handle.Upkeep.BackedUp(handle.Now);
        LogMessages.BackedUp(handle.Logger, Path, path, Options.TimeProvider.GetElapsedTime(startedAt).TotalSeconds);
    }

    /// <summary>
    /// As <see cref="BackupAsync"/>, into a folder under a name made of the database's file name and the time, and then deletes the backups there that needn't be kept any more: never
    /// the newest, and nothing of another name. Where the backup fails nothing is deleted.
    /// </summary>
    /// <param name="folder">Where to, and what stays.</param>
    /// <param name="cancellationToken">Stops it; nothing is left behind, and nothing is deleted.</param>
    /// <returns>The backup's full path.</returns>
    /// <exception cref="BackupException">The folder is missing or can't be written, there is no room, the copy didn't pass the check, or the database was paused or disposed meanwhile; nothing is left of the copy, and nothing was deleted.</exception>
    /// <exception cref="DatabaseBusyException">The database is paused.</exception>
    /// <exception cref="ConfigurationException">A value of <paramref name="folder"/> is out of its range.</exception>
    public async ValueTask<string> BackupToFolderAsync(BackupFolder folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        MaintenanceOptionsCheck.Check(folder, "backup");
        cancellationToken.ThrowIfCancellationRequested();
        var startedAt = Options.TimeProvider.GetTimestamp();
        var measured = handle.Telemetry.Start(OperationName.Backup, isAmbient: true);
        var made = "";
        try
        {
            await handle.Backups.RunAsync(
                folder.Path,
                async stop => made = await OwnThread.RunAsync("backup", () => FolderBackup.Run(Path, folder, Options.TimeProvider.GetUtcNow(),
                    (old, e) => LogMessages.OldBackupNotDeleted(handle.Logger, old, e), stop, DatabaseSessions.SqlLogger(Options))).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            measured.Failed(e);
            if (e is LineageException)
            {
                LogMessages.BackupFailed(handle.Logger, Path, folder.Path, e);
            }

            throw;
        }

        measured.Succeeded();
        handle.Upkeep.BackedUp(handle.Now);
        LogMessages.BackedUp(handle.Logger, Path, made, Options.TimeProvider.GetElapsedTime(startedAt).TotalSeconds);
        return made;
    }
}
