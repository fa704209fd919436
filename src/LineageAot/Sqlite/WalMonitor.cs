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

    /// <summary>Checkpoints (https://sqlite.org/c3ref/wal_checkpoint_v2.html) and reads the result, since a checkpoint that can't advance says nothing.</summary>
    public WalCheckpointResult Checkpoint(SqliteSession session, bool truncate)
    {
        int frames, checkpointed, code;
        fixed (byte* main = "main\0"u8)
        {
            code = SqliteNative.wal_checkpoint_v2(session.Handle, main, truncate ? SqliteConstants.CheckpointTruncate : SqliteConstants.CheckpointPassive, &frames, &checkpointed);
        }

        if ((code & 0xff) is not (SqliteConstants.Ok or SqliteConstants.Busy or SqliteConstants.Locked))
        {
            throw session.Error(code, null);
        }

        var isComplete = code == SqliteConstants.Ok && frames == checkpointed;
        if (truncate && isComplete)
        {
            Volatile.Write(ref *pages, 0);
        }

        return new WalCheckpointResult(isComplete, Math.Max(frames, 0), Math.Max(checkpointed, 0));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Committed(nint context, nint database, byte* name, int pages)
    {
        Volatile.Write(ref *(int*)context, pages);
        return SqliteConstants.Ok;
    }
}

/// <summary>What a checkpoint did.</summary>
/// <param name="IsComplete">All frames are in the file.</param>
/// <param name="Frames">Frames in the log.</param>
/// <param name="Checkpointed">Frames in the file.</param>
internal readonly record struct WalCheckpointResult(bool IsComplete, int Frames, int Checkpointed);
