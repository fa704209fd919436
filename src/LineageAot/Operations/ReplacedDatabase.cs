using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>
/// A database in whose place another file comes. It gets a second name before that, and the new file is renamed over the first one: there is no moment without a whole database of that name. Its log must
/// not meet the new file: SQLite brings it home first, and where the file is too damaged for that, the log moves along under a matching name.
/// </summary>
/// <remarks>
/// No session of this process has it open outside <see cref="Settle"/>, and the caller has its lock. A process that dies between the second name and the rename leaves one file under two names: the second one can be
/// deleted, but must not be opened beside the first.
/// </remarks>
internal sealed class ReplacedDatabase
{
    /// <summary>What belongs to the file and must not meet another: its logs, and the head of a lineage store's events, to which an older file would look like one that was cut.</summary>
    private static readonly string[] SideFiles = ["-wal", "-shm", "-journal", ".head"];

    private readonly string path;
    private readonly string kept;
    private readonly Action<string> beforeStep;
    private readonly List<string> keptSuffixes = [];
    private bool existed;

    private ReplacedDatabase(string path, string kept, Action<string> beforeStep)
    {
        this.path = path;
        this.kept = kept;
        this.beforeStep = beforeStep;
    }

    /// <summary>The second name; null where there was no database.</summary>
    public string? KeptPath => existed ? kept : null;

    public static ReplacedDatabase At(string path, DateTimeOffset now, Action<string> beforeStep)
    {
        string kept;
        do
        {
            kept = $"{path}.before-restore.{BackupName.Time(now)}.bak";
            now = now.AddMilliseconds(1);
        }
        while (Path.Exists(kept) || Array.Exists(SideFiles, suffix => Path.Exists(kept + suffix)));
        return new ReplacedDatabase(path, kept, beforeStep);
    }

    /// <summary>Brings its log home through SQLite, which deletes it then. A damaged file is left as it is.</summary>
    /// <exception cref="DatabaseBusyException">Another program has it open.</exception>
    /// <exception cref="LineageException">It can't be written, or there is no room for its log.</exception>
    public void Settle()
    {
        existed = File.Exists(path);
        if (!existed)
        {
            return;
        }

        try
        {
            // A connection that may write would bring the log of a file that it can't even read into it on closing, and delete it; one that may not leaves both as they are.
            using (var reader = SqliteSession.Open(new SessionOptions { Path = path, IsReadOnly = true }))
            {
                ReadSchema(reader);
            }

            using var session = SqliteSession.Open(new SessionOptions { Path = path });
            DatabaseFile.RequireWritable(session);
            ReadSchema(session);
            if (session.QueryText("pragma main.journal_mode") == "wal" && !new Checkpointer().Truncate(session).IsComplete)
            {
                throw Busy();
            }
        }
        catch (Exception e) when (e is DatabaseCorruptException or DatabaseIOException)
        {
            return;
        }

        // The last connection that closes deletes the log: it wasn't the last.
        if (File.Exists(path + "-wal"))
        {
            throw Busy();
        }
    }

    // The first read rolls a hot journal back, and recovers a log.
    private static void ReadSchema(SqliteSession session) => session.QueryRows("select name from main.sqlite_schema");

    /// <summary>Who may read and write the new file: whoever may the old one.</summary>
    public void CopyRightsTo(string partial)
    {
        if (existed && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(partial, File.GetUnixFileMode(path));
        }
    }

    /// <summary>Gives it its second name and renames the new file over it; where that fails all is as before.</summary>
    /// <param name="partial">The new file beside it, synced.</param>
    /// <exception cref="IOException">The system refused a name.</exception>
    public void ChangeTo(string partial)
    {
        try
        {
            KeepOld();
            beforeStep("rename");
            Rename(partial);
        }
        catch
        {
            TakeBack();
            throw;
        }

        beforeStep("sync");
        try
        {
            DurableFile.SyncName(path);
        }
        catch (IOException e)
        {
            // No reason to go back: the new file is in its place.
            throw new RestoreException($"'{path}' was restored, but its folder couldn't be synced: after a power cut the old file may be there again. {e.Message}", e) { Operation = "restore" };
        }
    }

    private void KeepOld()
    {
        string[] there = [.. SideFiles.Where(suffix => File.Exists(path + suffix))];
        foreach (var suffix in there)
        {
            beforeStep("keep " + suffix);
            Keep(suffix);
        }

        if (existed && !OperatingSystem.IsWindows())
        {
            beforeStep("keep");
            Keep("");
        }

        // All of it has its second name for good before a first name goes.
        DurableFile.SyncName(path);
        foreach (var suffix in there)
        {
            beforeStep("delete " + suffix);
            DurableFile.Delete(path + suffix);
        }
    }

    private void Keep(string suffix)
    {
        keptSuffixes.Add(suffix);
        if (!DurableFile.TryAddName(path + suffix, kept + suffix))
        {
            // A file system without second names.
            File.Copy(path + suffix, kept + suffix, overwrite: false);
            DurableFile.SyncContent(kept + suffix);
        }
    }

    private void Rename(string partial)
    {
        if (!existed)
        {
            DurableFile.Rename(partial, path);
        }
        else if (OperatingSystem.IsWindows())
        {
            File.Replace(partial, path, kept);
        }
        else
        {
            DurableFile.Replace(partial, path);
        }
    }

    private void TakeBack()
    {
        foreach (var suffix in keptSuffixes.Where(suffix => File.Exists(kept + suffix)))
        {
            if (File.Exists(path + suffix))
            {
                DurableFile.Delete(kept + suffix);
            }
            else
            {
                DurableFile.Rename(kept + suffix, path + suffix);
            }
        }
    }

    private DatabaseBusyException Busy() => new($"Another program has '{path}' open. Close it first: a database is restored while nobody has it open.") { Operation = "restore" };
}
