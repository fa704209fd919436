using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LineageAot.Sqlite;

/// <summary>Knows how many pages the write-ahead log holds after each commit, through SQLite's hook (https://sqlite.org/c3ref/wal_hook.html).</summary>
internal sealed unsafe class WalMonitor : IDisposable
{
    private int* pages;

    public WalMonitor(SqliteSession session)
    {
        pages = (int*)NativeMemory.AllocZeroed(sizeof(int));
        SqliteNative.wal_hook(session.Handle, &Committed, (nint)pages);
    }

    public int Pages => pages == null ? 0 : Volatile.Read(ref *pages);

    /// <summary>Call after the connection is closed.</summary>
    public void Dispose()
    {
        NativeMemory.Free(pages);
        pages = null;
    }

    /// <summary>The log was cut to nothing.</summary>
    public void Truncated() => Volatile.Write(ref *pages, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(nint context, nint database, byte* name, int pages)
    {
        Volatile.Write(ref *(int*)context, pages);
        return SqliteConstants.Ok;
    }
}
