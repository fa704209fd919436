using Microsoft.Extensions.Logging;

namespace LineageAot.Operations;

/// <summary>Makes a backup in a folder, and then deletes those that needn't be kept any more.</summary>
internal sealed class FolderBackup
{
    /// <summary>What nobody has written for so long, nobody writes any more: another process may be making a backup beside this one.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string source;
    private readonly BackupFolder folder;
    private readonly string path;

    private FolderBackup(string source, BackupFolder folder, string path)
    {
        this.source = source;
        this.folder = folder;
        this.path = path;
    }

    private string DatabaseName => Path.GetFileName(source);

    /// <summary>Copies on the calling thread.</summary>
    /// <param name="source">The database's full path.</param>
    /// <param name="folder">Where to, and what stays; checked.</param>
    /// <param name="now">The time in the name.</param>
    /// <param name="notDeleted">Told of an old backup that couldn't be deleted.</param>
    /// <param name="cancellationToken">Ends the copy; nothing is left of it, and no old one is deleted.</param>
    /// <param name="sqlLogger">Told of the statements on the database; null: nobody.</param>
    /// <returns>The backup's full path.</returns>
    /// <exception cref="BackupException">It couldn't be made; no old one was deleted.</exception>
    public static string Run(string source, BackupFolder folder, DateTimeOffset now, Action<string, Exception> notDeleted, CancellationToken cancellationToken, ILogger? sqlLogger = null)
    {
        var backup = new FolderBackup(source, folder, Resolve(folder.Path));
        var made = backup.FreeName(now);
        Backup.Run(source, made, cancellationToken, sqlLogger);
        backup.DeleteOld(made, now, notDeleted);
        return made;
    }

    /// <summary>The time of the newest backup in the folder by its name; null where there is none, or no folder.</summary>
    public static DateTimeOffset? Newest(string source, BackupFolder folder)
    {
        try
        {
            return new FolderBackup(source, folder, Resolve(folder.Path)).Backups().Max(static backup => (DateTimeOffset?)backup.Time);
        }
        catch (Exception e) when (e is BackupException || FileErrors.IsFileError(e))
        {
            return null;
        }
    }

    private static string Resolve(string path)
    {
        string full;
        try
        {
            full = Path.GetFullPath(path);
        }
        catch (Exception e) when (FileErrors.IsFileError(e) || e is ArgumentException)
        {
            throw new BackupException($"'{path}' isn't a path that this system takes: {e.Message} Name another folder for backups.", e) { Operation = "backup" };
        }

        return Directory.Exists(full) ? full : throw new BackupException(File.Exists(full)
            ? $"'{full}' is a file. Name a folder for backups."
            : $"The folder '{full}' doesn't exist, so no backup was made. Create it first; it isn't made unasked, so that a disk that isn't mounted shows.") { Operation = "backup" };
    }

    // Two backups within one millisecond, or a clock that was set back: the next name that is free.
    private string FreeName(DateTimeOffset now)
    {
        string name;
        do
        {
            name = Path.Combine(path, BackupName.Of(DatabaseName, now));
            now = now.AddMilliseconds(1);
        }
        while (Path.Exists(name));
        return name;
    }

    private void DeleteOld(string made, DateTimeOffset now, Action<string, Exception> notDeleted)
    {
        try
        {
            // The one just made isn't the newest by its name where the clock was set back; it stays in any case, as the newest one does.
            var others = Backups().Where(backup => !OwnershipLock.IsSamePath(backup.File.FullName, made)).OrderByDescending(static backup => backup.Time).ToList();
            for (var i = 0; i < others.Count; i++)
            {
                var isNewest = i == 0 && others[i].Time >= now;
                if (!isNewest && (i + 2 > folder.KeepCount || now - others[i].Time > folder.KeepFor))
                {
                    Delete(others[i].File, notDeleted);
                }
            }

            // A process that was killed while it copied took nothing away.
            foreach (var left in new DirectoryInfo(path).EnumerateFiles().Where(file => BackupName.IsPartial(file.Name, DatabaseName) && file.LinkTarget is null && now - file.LastWriteTimeUtc > Abandoned))
            {
                Delete(left, notDeleted);
            }
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            notDeleted(path, e);
        }
    }

    // Links and folders of such a name are somebody else's.
    private IEnumerable<(FileInfo File, DateTimeOffset Time)> Backups()
    {
        foreach (var file in new DirectoryInfo(path).EnumerateFiles())
        {
            if (BackupName.TimeIn(file.Name, DatabaseName) is { } time && file.LinkTarget is null)
            {
                yield return (file, time);
            }
        }
    }

    private static void Delete(FileInfo file, Action<string, Exception> notDeleted)
    {
        try
        {
            file.Delete();
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            notDeleted(file.FullName, e);
        }
    }
}
