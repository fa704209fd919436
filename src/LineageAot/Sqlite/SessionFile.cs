namespace LineageAot.Sqlite;

/// <summary>
/// One of the files that a connection has open, reached through SQLite's own handle (sqlite3_file): a second handle in this process would drop SQLite's locks when it's closed. Methods by their place in struct
/// sqlite3_io_methods (https://sqlite.org/c3ref/io_methods.html), where all members are a pointer wide.
/// </summary>
internal readonly unsafe struct SessionFile
{
    private const int ReadPlace = 2, WritePlace = 3, SyncPlace = 5, SizePlace = 6, ShmLockPlace = 14;
    private const int SyncFull = 3;
    private const int ShmUnlock = 1, ShmLock = 2, ShmExclusive = 8;

    /// <summary>The lock of who checkpoints (https://sqlite.org/walformat.html#wal_locks).</summary>
    private const int CheckpointLock = 1;

    private readonly nint* file;
    private readonly string path;
    private readonly string name;

    private SessionFile(SqliteSession session, int control, string name)
    {
        path = session.Path;
        this.name = name;
        nint* found = null;
        int code;
        fixed (byte* main = "main\0"u8)
        {
            code = SqliteNative.file_control(session.Handle, main, control, &found);
        }

        Require(code, "reached", "sync");

        // The first member of sqlite3_file points at its methods; it is null while the file isn't open.
        file = found == null || *found == 0 ? null : found;
    }

    public bool IsOpen => file != null;

    /// <exception cref="DatabaseIOException">The system failed to tell it.</exception>
    public long Size
    {
        get
        {
            long size;
            Require(((delegate* unmanaged[Cdecl]<nint*, long*, int>)Method(SizePlace))(file, &size), "measured", "recover");
            return size;
        }
    }

    /// <summary>The write-ahead log.</summary>
    public static SessionFile WalOf(SqliteSession session) => new(session, SqliteConstants.FileControlJournalPointer, "the write-ahead log");

    /// <summary>The database itself.</summary>
    public static SessionFile DatabaseOf(SqliteSession session) => new(session, SqliteConstants.FileControlFilePointer, "the file");

    /// <summary>Waits until the disk has it.</summary>
    /// <exception cref="DatabaseIOException">The system failed to write it: whether it would survive a power cut isn't known.</exception>
    public void Sync() => Require(((delegate* unmanaged[Cdecl]<nint*, int, int>)Method(SyncPlace))(file, SyncFull), "synced", "sync");

    /// <param name="offset">Where.</param>
    /// <param name="bytes">All of them are there. SQLite's methods take less than 128 KiB at once.</param>
    /// <exception cref="DatabaseIOException">The system failed to read them.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            Require(((delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)Method(ReadPlace))(file, start, bytes.Length, offset), "read", "recover");
        }
    }

    /// <inheritdoc cref="Read"/>
    /// <exception cref="DatabaseIOException">The system failed to write them.</exception>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            Require(((delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)Method(WritePlace))(file, start, bytes.Length, offset), "written", "recover");
        }
    }

    /// <summary>Keeps others from checkpointing. The database's file only.</summary>
    /// <exception cref="DatabaseBusyException">Somebody does it now.</exception>
    public void LockCheckpoint() => Require(LockShared(ShmLock | ShmExclusive), "locked", "recover");

    public void UnlockCheckpoint() => _ = LockShared(ShmUnlock | ShmExclusive);

    private int LockShared(int flags) => ((delegate* unmanaged[Cdecl]<nint*, int, int, int, int>)Method(ShmLockPlace))(file, CheckpointLock, 1, flags);

    private nint Method(int place) => ((nint*)*file)[place];

    private void Require(int code, string verb, string operation)
    {
        if (code != SqliteConstants.Ok)
        {
            throw SqliteErrors.Create(code, $"{name} can't be {verb}", null, operation, path);
        }
    }
}
