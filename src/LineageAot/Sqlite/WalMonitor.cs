using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LineageAot.Sqlite;

/// <summary>Knows how many pages the write-ahead log holds after each commit, and how many of them aren't in the file, through SQLite's hook (https://sqlite.org/c3ref/wal_hook.html).</summary>
internal sealed unsafe class WalMonitor : IDisposable
{
    // Pages in the log, and how many of them are in the file.
    private int* pages;

    public WalMonitor(SqliteSession session)
    {
        pages = (int*)NativeMemory.AllocZeroed(2 * sizeof(int));
        SqliteNative.wal_hook(session.Handle, &Committed, (nint)pages);
    }

    public int Pages => pages == null ? 0 : Volatile.Read(ref *pages);

    /// <summary>Pages that aren't in the file yet.</summary>
    public int Lag => pages == null ? 0 : Math.Max(0, pages[0] - pages[1]);

    /// <summary>Call after the connection is closed.</summary>
    public void Dispose()
    {
        NativeMemory.Free(pages);
        pages = null;
    }

    /// <summary>A checkpoint has brought so many into the file.</summary>
    /// <param name="count">Less than 0: there is no log.</param>
    public void Checkpointed(int count) => pages[1] = Math.Max(0, count);

    /// <summary>The log was cut to nothing.</summary>
    public void Truncated() => (pages[0], pages[1]) = (0, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(nint context, nint database, byte* name, int pages)
    {
        var known = (int*)context;
        if (pages <= known[0])
        {
            // A commit adds pages: the log has begun anew, so all that it held was in the file.
            known[1] = 0;
        }

        Volatile.Write(ref *known, pages);
        return SqliteConstants.Ok;
    }
}
