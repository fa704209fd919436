using System.Globalization;

namespace LineageAot.Sqlite;

/// <summary>
/// What every connection gets on open and then verifies: these settings aren't in the file (https://sqlite.org/pragma.html), and a
/// pragma that doesn't take says nothing.
/// </summary>
internal static unsafe class ConnectionSettings
{
    public static void Apply(SqliteSession session, SessionOptions options)
    {
        Configure(session, SqliteConstants.DbConfigDefensive, 1, "defensive mode");
        Configure(session, SqliteConstants.DbConfigDoubleQuotedStringsInDml, 0, "double-quoted strings");
        Configure(session, SqliteConstants.DbConfigDoubleQuotedStringsInDdl, 0, "double-quoted strings in DDL");

        // The owner does its own waiting: SQLite's would block the thread, and even a checkpoint behind a reader. Who may block comes first of
        // all: some of the settings below look at the file already.
        Set(session, "busy_timeout", options.BusyMilliseconds);
        Set(session, "trusted_schema", 0);
        Set(session, "cell_size_check", 1);
        Set(session, "foreign_keys", 1);
        Set(session, "recursive_triggers", 0);
        Set(session, "temp_store", options.TempStoreInMemory ? 2 : 1);
        Set(session, "cache_size", -options.CacheKibibytes);
        SetMmap(session, options.MmapSize);

        if (options.Create)
        {
            // Both must come before the first page is written, and before WAL mode.
            Set(session, "page_size", options.PageSize);
            Set(session, "auto_vacuum", 2);
        }

        if (session.QueryText("pragma encoding") is var encoding and not "UTF-8")
        {
            throw new ConfigurationException($"'{session.Path}' keeps its text as {encoding}; LineageAot works with UTF-8 files. Copy the data into a new file.") { Operation = "open" };
        }

        if (options.IsWriter)
        {
            ApplyWriterSettings(session, options);
        }
    }

    private static void ApplyWriterSettings(SqliteSession session, SessionOptions options)
    {
        if (options.BeforeConversion is { } ask && session.QueryText("pragma main.journal_mode") != "wal")
        {
            ask(session);
        }

        if (session.QueryText("pragma journal_mode=wal") is var mode and not "wal")
        {
            throw NotTaken(session, "journal_mode", "wal", mode);
        }

        Set(session, "synchronous", options.IsFull ? 2 : 1);
        Set(session, "wal_autocheckpoint", 0);
        Set(session, "journal_size_limit", options.JournalSizeLimit);
        if (OperatingSystem.IsMacOS() || OperatingSystem.IsIOS())
        {
            Set(session, "fullfsync", options.IsFull ? 1 : 0);
            Set(session, "checkpoint_fullfsync", options.IsFull ? 1 : 0);
        }
    }

    /// <summary>Defensive mode keeps SQL from writing the schema table; the migrator alone turns it off, for one statement.</summary>
    public static void SetDefensive(SqliteSession session, bool isOn) => Configure(session, SqliteConstants.DbConfigDefensive, isOn ? 1 : 0, "defensive mode");

    /// <summary>The last connection that closes leaves the log as it is, instead of bringing it home.</summary>
    public static void LeaveLogOnClose(SqliteSession session) => Configure(session, SqliteConstants.DbConfigNoCheckpointOnClose, 1, "no checkpoint on close");

    /// <summary>Sets a pragma and reads it back.</summary>
    /// <exception cref="ConfigurationException">It has another value afterwards.</exception>
    public static void Set(SqliteSession session, string pragma, long value)
    {
        var wanted = value.ToString(CultureInfo.InvariantCulture);
        session.Execute($"pragma {pragma}={wanted}");
        if (session.QueryText($"pragma {pragma}") is var actual && actual != wanted)
        {
            throw NotTaken(session, pragma, wanted, actual);
        }
    }

    private static void SetMmap(SqliteSession session, long size)
    {
        // Builds with a fixed limit lower the value, or know no memory mapping at all and answer nothing: both only cost speed.
        var actual = session.QueryText(string.Create(CultureInfo.InvariantCulture, $"pragma mmap_size={size}"));
        if (size == 0 && actual is not (null or "0"))
        {
            throw NotTaken(session, "mmap_size", "0", actual);
        }
    }

    private static void Configure(SqliteSession session, int setting, int value, string name)
    {
        int result;
        var code = SqliteNative.DbConfig(session.Handle, setting, value, &result);
        if (code != SqliteConstants.Ok || result != value)
        {
            throw NotTaken(session, name, value.ToString(CultureInfo.InvariantCulture), result.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static ConfigurationException NotTaken(SqliteSession session, string pragma, string wanted, string? actual) => new(
        $"SQLite didn't take the setting '{pragma}': {wanted} was asked for, it is {actual ?? "not known"}. The native library {SqliteLibrary.Version} may be built without it; '{session.Path}' wasn't changed.") { Operation = "open" };
}
