using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>The one place that turns SQLite's result codes (https://sqlite.org/rescode.html) into exceptions.</summary>
internal static class SqliteErrors
{
    public static LineageException Create(int code, string message, TableSchema? table, string? operation, string path) => (code & 0xff) switch
    {
        SqliteConstants.Constraint => ConstraintErrors.Create(code, message, table, operation),
        SqliteConstants.Busy or SqliteConstants.Locked => new DatabaseBusyException($"'{path}' is locked by another connection ({message}). Let the other program finish, or raise BusyTimeout.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        // The log's index (-shm) couldn't grow: on a full disk that comes first.
        _ when (code & 0xff) == SqliteConstants.Full || code == SqliteConstants.IOErrorShmSize => new DatabaseFullException($"There is no room left for '{path}' ({message}). Nothing of the transaction was written; make room, writing resumes by itself.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        SqliteConstants.Corrupt or SqliteConstants.NotADatabase => new DatabaseCorruptException($"'{path}' isn't an SQLite database or is damaged ({message}). Check the path; if it is right, restore a backup.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        // It can't be rolled back without writing.
        SqliteConstants.ReadOnly when code == SqliteConstants.ReadOnlyRollback => new DatabaseReadOnlyException($"'{path}' can't be read without writing: a crash left a rollback journal beside it ({message}). Open it once for writing, which puts it right.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        SqliteConstants.ReadOnly => new DatabaseReadOnlyException($"'{path}' can't be written ({message}). Give the program write permission on the file and its folder, or open it with Access = ReadOnly.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        SqliteConstants.IOError => new DatabaseIOException($"The system failed to read or write '{path}' ({message}, extended code {code}). Check the disk.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        SqliteConstants.CannotOpen => CannotOpen(path, code, message, 0),
        SqliteConstants.TooBig => new InvalidValueException($"A row or value of {Place(table, operation)} is larger than SQLite takes ({message}). Store it in a file and keep its path.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        SqliteConstants.Mismatch => new InvalidValueException($"A value of {Place(table, operation)} isn't an integer and the key must be one ({message}).") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        SqliteConstants.NoMemory => new DatabaseIOException($"SQLite ran out of memory on '{path}'. Lower the cache sizes.", new OutOfMemoryException()) { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        SqliteConstants.Interrupt => new QueryException($"{Place(table, operation)} was interrupted.") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
        _ => new QueryException($"SQLite refused {Place(table, operation)}: {message}.{Remedy(message)}") { SqliteErrorCode = code, Table = table?.Name, Operation = operation },
    };

    public static LineageException CannotOpen(string path, int code, string message, int errno)
    {
        var reason = Directory.Exists(path) ? "it is a folder"
            : System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) ? "its folder doesn't exist"
            : !File.Exists(path) ? $"the file can't be made or found ({message})"
            : $"{message}{(errno == 0 ? "" : $", system error {errno}")}";
        return (code & 0xff) switch
        {
            SqliteConstants.NotADatabase or SqliteConstants.Corrupt => Create(code, message, null, "open", path),
            _ => new ConfigurationException($"'{path}' can't be opened: {reason}. Check Path and the permissions on the file and its folder.") { SqliteErrorCode = code, Operation = "open" },
        };
    }

    /// <summary>True where SQLite may have rolled back the whole transaction: the caller asks for the autocommit state.</summary>
    public static bool IsInterrupt(int code) => (code & 0xff) == SqliteConstants.Interrupt;

    /// <summary>A native library of the user's own choice may lack what the standard one has.</summary>
    private static string Remedy(string message)
        => message.Contains("no such module: fts5", StringComparison.Ordinal) ? $" SQLite {SqliteLibrary.Version} is built without FTS5, which [FullText] needs: reference the package SQLitePCLRaw.bundle_e_sqlite3, or another that has it." : "";

    private static string Place(TableSchema? table, string? operation) => table is not null ? $"table '{table.Name}'" : operation ?? "the statement";
}
