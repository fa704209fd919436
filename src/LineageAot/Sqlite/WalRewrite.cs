using System.Buffers.Binary;
using System.Globalization;

namespace LineageAot.Sqlite;

/// <summary>
/// Writes the write-ahead log over itself and syncs it, and likewise the pages of the file that have a version in the log. After a sync that failed the system counts pages as clean that never reached the disk,
/// and a later sync says yes without them (https://wiki.postgresql.org/wiki/Fsync_Errors): a checkpoint that trusted it would change the file while the disk has no log to repair it from, or cut the log while the
/// disk lacks what checkpoints before it had copied in part. Written again, they are brought to the disk by the next sync.
/// </summary>
internal static class WalRewrite
{
    // https://sqlite.org/walformat.html: each frame starts with its page's number.
    private const int HeaderBytes = 32, FrameHeaderBytes = 24;

    private const int ChunkBytes = 64 * 1024;

    /// <summary>Holds the locks of writing and of checkpoints meanwhile, so that nothing newer is written over. The file's pages are synced by the checkpoint that must follow.</summary>
    /// <param name="writer">Outside a transaction.</param>
    /// <exception cref="DatabaseBusyException">Another connection writes or checkpoints.</exception>
    /// <exception cref="DatabaseIOException">The disk still fails.</exception>
    public static void Run(SqliteSession writer)
    {
        writer.Execute("begin immediate");
        try
        {
            var log = SessionFile.WalOf(writer);
            if (log.IsOpen && log.Size is var size and > HeaderBytes)
            {
                var chunk = new byte[ChunkBytes];
                for (var offset = 0L; offset < size; offset += ChunkBytes)
                {
                    WriteAgain(log, offset, chunk.AsSpan(0, (int)Math.Min(ChunkBytes, size - offset)));
                }

                log.Sync();
                RewritePages(SessionFile.DatabaseOf(writer), new byte[int.Parse(writer.QueryText("pragma page_size")!, CultureInfo.InvariantCulture)], log, size);
            }
        }
        finally
        {
            if (!writer.IsAutocommit)
            {
                writer.Execute("rollback");
            }
        }
    }

    /// <summary>The same on opening, where somebody left a log whose last sync may have failed.</summary>
    /// <param name="writer">Outside a transaction.</param>
    /// <exception cref="DatabaseIOException">The disk fails.</exception>
    public static void RunIfLeft(SqliteSession writer)
    {
        // A length opens nothing: safe whoever has the file open.
        if (new FileInfo(writer.Path + "-wal") is not { Exists: true, Length: > 0 })
        {
            return;
        }

        try
        {
            Run(writer);
        }
        catch (DatabaseBusyException)
        {
            // Another program writes: the log wasn't left, it's in use.
        }
    }

    private static void RewritePages(SessionFile database, byte[] page, SessionFile log, long logSize)
    {
        database.LockCheckpoint();
        try
        {
            Span<byte> number = stackalloc byte[sizeof(uint)];
            var databaseSize = database.Size;
            var done = new HashSet<uint>();
            for (var frame = (long)HeaderBytes; frame + FrameHeaderBytes + page.Length <= logSize; frame += FrameHeaderBytes + page.Length)
            {
                log.Read(frame, number);
                var pageNumber = BinaryPrimitives.ReadUInt32BigEndian(number);
                var offset = (pageNumber - 1L) * page.Length;
                if (offset >= 0 && offset + page.Length <= databaseSize && done.Add(pageNumber))
                {
                    WriteAgain(database, offset, page);
                }
            }
        }
        finally
        {
            database.UnlockCheckpoint();
        }
    }

    private static void WriteAgain(SessionFile file, long offset, Span<byte> bytes)
    {
        file.Read(offset, bytes);
        file.Write(offset, bytes);
    }
}
