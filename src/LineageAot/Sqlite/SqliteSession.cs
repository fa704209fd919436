using System.Runtime.InteropServices;
using System.Text;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// One connection with its prepared statements. Opened without SQLite's mutex: its owner sees to it that one thread uses it at a time.
/// Only <see cref="Interrupt"/> may be called from another.
/// </summary>
internal sealed unsafe partial class SqliteSession : IDisposable
{
    private readonly Lock interruptGate = new();
    private readonly TableObserver observer;
    private StopHandler? stopHandler;
    private Microsoft.Extensions.Logging.ILogger? sqlLogger;
    private Statement?[] statements = new Statement?[32];

    private SqliteSession(string path, nint handle, bool isReadOnly)
    {
        Path = path;
        Handle = handle;
        IsReadOnly = isReadOnly;
        MaxValueBytes = SqliteNative.limit(handle, SqliteConstants.LimitLength, -1);
        observer = new TableObserver(handle);
    }

    public string Path { get; }

    public nint Handle { get; private set; }

    public bool IsReadOnly { get; }

    /// <summary>Where the values of the current row lie.</summary>
    public ScratchBuffer Scratch { get; } = new();

    public JsonScratch Json { get; } = new();

    /// <summary>The longest text or blob that this SQLite takes.</summary>
    public long MaxValueBytes { get; }

    /// <summary>Where the tables that statements read are collected; null: nowhere.</summary>
    public HashSet<string>? TablesRead
    {
        get => observer.TablesRead;
        set => observer.TablesRead = value;
    }

    /// <summary>Which tables writes on a table reach besides it.</summary>
    public WriteReach Reach { get; } = new();

    /// <summary>Told of each text before it is prepared: where a test ends the process, or looks at the files, between two statements. Null: nobody.</summary>
    public Action<string>? BeforeStatement { get; set; }

    /// <summary>True when no transaction is open: also after SQLite rolled one back by itself.</summary>
    public bool IsAutocommit => SqliteNative.get_autocommit(Handle) != 0;

    public long Changes => SqliteNative.changes64(Handle);

    /// <summary>Rows changed since the connection was opened, those of triggers and foreign keys included.</summary>
    public long TotalChanges => SqliteNative.total_changes64(Handle);

    public long LastInsertRowId => SqliteNative.last_insert_rowid(Handle);

    /// <summary>Opens a connection and sets its pragmas, each verified.</summary>
    /// <exception cref="LineageException">The file can't be opened, or a pragma didn't take.</exception>
    public static SqliteSession Open(SessionOptions options)
    {
        SqliteLibrary.Load();
        var flags = SqliteConstants.OpenNoMutex | SqliteConstants.OpenExtendedResultCodes
            | (options.IsReadOnly ? SqliteConstants.OpenReadOnly : SqliteConstants.OpenReadWrite | (options.Create ? SqliteConstants.OpenCreate : 0));
        nint handle;
        int code;
        fixed (byte* path = NullTerminated(options.Path))
        {
            code = SqliteNative.open_v2(path, &handle, flags, null);
        }

        if (code != SqliteConstants.Ok)
        {
            var message = handle == 0 ? "out of memory" : SqliteLibrary.Utf8(SqliteNative.errmsg(handle));
            var errno = handle == 0 ? 0 : SqliteNative.system_errno(handle);
            SqliteNative.close_v2(handle);
            throw SqliteErrors.CannotOpen(options.Path, code, message, errno);
        }

        var session = new SqliteSession(options.Path, handle, options.IsReadOnly) { sqlLogger = options.SqlLogger };
        try
        {
            VectorFunctions.Register(handle, options.Path);
            ConnectionSettings.Apply(session, options);
        }
        catch
        {
            session.Dispose();
            throw;
        }

        return session;
    }

    /// <summary>
    /// Takes the prepared statement out of its slot, or prepares one. While it is out, a nested use of the same text gets a statement of
    /// its own. Give it back with <see cref="Return"/>.
    /// </summary>
    public Statement Rent(SqlStatement source, TableSchema? table = null)
    {
        var slots = statements;
        if ((uint)source.Slot < (uint)slots.Length && slots[source.Slot] is { } statement)
        {
            slots[source.Slot] = null;
        }
        else
        {
            statement = Prepare(source, table);
        }

        if (TablesRead is { } tables)
        {
            if (statement.IsPreparedAgain)
            {
                // By SQLite itself: the view that it reads may be another one now.
                statement.Dispose();
                statement = Prepare(source, table);
            }

            tables.UnionWith(statement.Tables.Read);
        }

        return statement;
    }

    /// <summary>
    /// The tables that triggers wrote for statements which SQLite prepared again after a change of the schema; null: there were none. Such statements are
    /// given up, so that their next use learns anew what they write. Between two transactions only.
    /// </summary>
    public HashSet<string>? TakeReachedLate()
    {
        var late = observer.TakeReachedLate();
        for (var slot = 0; late is not null && slot < statements.Length; slot++)
        {
            if (statements[slot] is { IsPreparedAgain: true } statement)
            {
                statement.Dispose();
                statements[slot] = null;
            }
        }

        return late;
    }

    /// <summary>Resets a statement and puts it back.</summary>
    public void Return(Statement statement)
    {
        SqliteNative.reset(statement.Handle);
        Keep(statement);
    }

    /// <summary>Puts a statement back that <see cref="Statement.Run"/> has reset already.</summary>
    public void Keep(Statement statement)
    {
        var slot = statement.Source.Slot;
        if (slot < 0)
        {
            statement.Dispose();
            return;
        }

        if (slot >= statements.Length)
        {
            Array.Resize(ref statements, Math.Max(slot + 1, statements.Length * 2));
        }

        if (statements[slot] is null)
        {
            statements[slot] = statement;
        }
        else
        {
            statement.Dispose();
        }
    }

    /// <summary>Ends whatever statement runs on this connection. Safe from any thread.</summary>
    public void Interrupt()
    {
        lock (interruptGate)
        {
            if (Handle != 0)
            {
                SqliteNative.interrupt(Handle);
            }
        }
    }

    /// <summary>
    /// Has the signal asked every few thousand steps of SQLite's machine; the running statement ends with SQLITE_INTERRUPT once it says
    /// stop. Unlike <see cref="Interrupt"/>, which an idle connection forgets, this can't come too early, and it ends one statement
    /// and not all that are open. Null: nobody is asked.
    /// </summary>
    public void WatchFor(IStopSignal? signal) => (stopHandler ??= new StopHandler(Handle)).Watch(signal);

    /// <summary>Foreign key violations that a COMMIT would find now.</summary>
    public bool HasDeferredViolations()
    {
        int current, highest;
        SqliteNative.db_status(Handle, SqliteConstants.StatusDeferredForeignKeys, &current, &highest, 0);
        return current != 0;
    }

    /// <summary>How often the page cache had a page, and how often it had not, since this was asked last (https://sqlite.org/c3ref/c_dbstatus_options.html).</summary>
    public (int Hits, int Misses) TakePageCacheCounts()
    {
        int hits, misses, highest;
        SqliteNative.db_status(Handle, SqliteConstants.StatusCacheHit, &hits, &highest, 1);
        SqliteNative.db_status(Handle, SqliteConstants.StatusCacheMiss, &misses, &highest, 1);
        return (hits, misses);
    }

    /// <summary>True if the file or its file system can't be written, which SQLite says only at the first write.</summary>
    public bool IsFileReadOnly()
    {
        fixed (byte* main = "main\0"u8)
        {
            return SqliteNative.db_readonly(Handle, main) != 0;
        }
    }

    /// <summary>
    /// True if the file was renamed, replaced or unlinked since it was opened: writes would go on into nowhere. Systems that can't tell say no;
    /// Windows doesn't let an open file move.
    /// </summary>
    public bool HasMoved()
    {
        int moved = 0;
        fixed (byte* main = "main\0"u8)
        {
            SqliteNative.file_control(Handle, main, SqliteConstants.FileControlHasMoved, &moved);
        }

        return moved != 0;
    }

    /// <summary>Runs a fixed statement without parameters and rows.</summary>
    public void Run(SqlStatement source)
    {
        var statement = Rent(source);
        try
        {
            statement.RunOnce();
        }
        finally
        {
            Keep(statement);
        }
    }

    /// <summary>The error of the last call on this connection; resets the statement.</summary>
    public LineageException Error(int code, Statement? statement)
    {
        var message = SqliteLibrary.Utf8(SqliteNative.errmsg(Handle));
        var extended = SqliteNative.extended_errcode(Handle);
        if ((extended & 0xff) != (code & 0xff))
        {
            extended = code;
        }

        if (statement is not null && statement.Handle != 0)
        {
            SqliteNative.reset(statement.Handle);
        }

        return SqliteErrors.Create(extended, message, statement?.Table, statement?.Source.Name, Path);
    }

    public void Dispose()
    {
        nint handle;
        lock (interruptGate)
        {
            handle = Handle;
            Handle = 0;
        }

        if (handle == 0)
        {
            return;
        }

        foreach (var statement in statements)
        {
            statement?.Dispose();
        }

        SqliteNative.close_v2(handle);
        observer.Dispose();
        stopHandler?.Dispose();
        Scratch.Dispose();
    }

    private Statement Prepare(SqlStatement source, TableSchema? table)
    {
        if (source.Sql.Contains('\0'))
        {
            throw new QueryException($"The SQL of {source.Name} holds U+0000, at which SQLite would stop reading. Bind the value as a parameter instead.") { Operation = source.Name };
        }

        BeforeStatement?.Invoke(source.Sql);
        nint handle;
        byte* rest;
        int code;
        ObservedTables tables;
        var text = NullTerminated(source.Sql);
        fixed (byte* start = text)
        {
            observer.Start();
            code = SqliteNative.prepare_v3(Handle, start, text.Length, SqliteConstants.PreparePersistent, &handle, &rest);
            tables = observer.Stop();
            if (code == SqliteConstants.Ok && handle != 0 && !IsBlank(rest, start + text.Length - 1))
            {
                SqliteNative.finalize(handle);
                throw new QueryException($"The SQL of {source.Name} holds more than one statement. Only the first would run: split it.") { Operation = source.Name };
            }
        }

        if (code != SqliteConstants.Ok)
        {
            var message = SqliteLibrary.Utf8(SqliteNative.errmsg(Handle));
            throw SqliteErrors.Create(code, message, table, source.Name, Path);
        }

        if (handle == 0)
        {
            throw new QueryException($"The SQL of {source.Name} holds no statement.") { Operation = source.Name };
        }

        if (sqlLogger is not null)
        {
            Diagnostics.LogMessages.Prepared(sqlLogger, source.Name, source.Sql);
        }

        Reach.Learn(tables);
        return new Statement(this, source, handle, tables) { Table = table };
    }

    private static bool IsBlank(byte* rest, byte* end)
    {
        for (; rest < end; rest++)
        {
            if (*rest is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)';'))
            {
                return false;
            }
        }

        return true;
    }

    private static byte[] NullTerminated(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
