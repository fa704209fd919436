namespace LineageAot.Sqlite;

/// <summary>
/// Waits until the write-ahead log is on the disk: what synchronous=FULL does at each commit, for one commit of a NORMAL database.
/// </summary>
internal static unsafe class WalSync
{
    // struct sqlite3_io_methods (https://sqlite.org/c3ref/io_methods.html): iVersion, xClose, xRead, xWrite, xTruncate, xSync, all a pointer wide.
    private const int SyncPosition = 5;
    private const int SyncFull = 3;

    /// <summary>Syncs the log of a session that has committed. Without a log (nothing was ever written) there is nothing to do.</summary>
    /// <exception cref="DatabaseIOException">The system failed to write it: whether the last commits would survive a power cut isn't known.</exception>
    public static void Sync(SqliteSession session)
    {
        nint* file = null;
        int code;
        fixed (byte* name = "main\0"u8)
        {
            code = SqliteNative.file_control(session.Handle, name, SqliteConstants.FileControlJournalPointer, &file);
        }

        if (code != SqliteConstants.Ok)
        {
            throw SqliteErrors.Create(code, "the write-ahead log can't be reached", null, "sync", session.Path);
        }

        // The first member of sqlite3_file points at its methods; it is null while the file isn't open.
        if (file == null || *file == 0)
        {
            return;
        }

        var sync = (delegate* unmanaged[Cdecl]<nint*, int, int>)((nint*)*file)[SyncPosition];
        code = sync(file, SyncFull);
        if (code != SqliteConstants.Ok)
        {
            throw SqliteErrors.Create(code, "the write-ahead log can't be synced", null, "sync", session.Path);
        }
    }
}
