using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>
/// A database's file while it is open: claimed before the first session and released after the last. Once a session has it open, nothing
/// but SQLite opens the file, its -wal or its -shm: closing any other handle would drop SQLite's locks (https://sqlite.org/howtocorrupt.html).
/// </summary>
internal sealed class DatabaseFile : IDisposable
{
    private readonly OwnershipLock? ownership;

    private DatabaseFile(string path, OwnershipLock? ownership, bool isNew)
    {
        Path = path;
        this.ownership = ownership;
        IsNew = isNew;
    }

    /// <summary>The full path, links followed.</summary>
    public string Path { get; }

    /// <summary>It is empty, made by this claim or before: page size and auto-vacuum can still be chosen.</summary>
    public bool IsNew { get; }

    /// <summary>Checks the path; for writing takes the ownership lock, and makes a missing file, readable and writable by its owner only.</summary>
    /// <exception cref="ConfigurationException">The path can't be a database's, or this process has it open for writing already.</exception>
    /// <exception cref="DatabaseBusyException">Another process has it open for writing.</exception>
    /// <exception cref="DatabaseReadOnlyException">The file or its folder can't be written.</exception>
    public static DatabaseFile Claim(DatabaseOptions options)
    {
        var path = DatabasePath.Resolve(options.Path, options.AllowSymbolicLink);
        if (options.Access == DatabaseAccess.ReadOnly)
        {
            return File.Exists(path)
                ? new DatabaseFile(path, null, isNew: false)
                : throw new ConfigurationException($"'{path}' doesn't exist, and Access = ReadOnly makes no file. Check Path.") { Operation = "open" };
        }

        if (new FileInfo(path) is { Exists: true, IsReadOnly: true })
        {
            throw new DatabaseReadOnlyException($"'{path}' is marked read-only. Give the program write permission on it, or open it with Access = ReadOnly.") { Operation = "open" };
        }

        var ownership = OwnershipLock.Acquire(path);
        try
        {
            MakeIfMissing(path);

            return new DatabaseFile(path, ownership, IsEmpty(path));
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>There is nothing in it yet. A length opens nothing: safe whoever has the file open.</summary>
    public static bool IsEmpty(string path) => new FileInfo(path) is { Exists: true, Length: 0 };

    /// <summary>SQLite opens a file that it may not write as a reader and says so only at the first write: this asks at once.</summary>
    /// <exception cref="DatabaseReadOnlyException">The session can't write.</exception>
    public static void RequireWritable(SqliteSession writer)
    {
        if (writer.IsFileReadOnly())
        {
            throw new DatabaseReadOnlyException($"'{writer.Path}' can't be written: the file or its file system is read-only. Give the program write permission on it, or open it with Access = ReadOnly.") { Operation = "open" };
        }
    }

    /// <summary>Gives the file back to other processes.</summary>
    public void Dispose() => ownership?.Dispose();

    private static void MakeIfMissing(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            DurableFile.Make(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another program was faster: it is its file then.
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Create(path, e);
        }
    }
}
