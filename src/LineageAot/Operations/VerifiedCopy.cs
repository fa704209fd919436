using LineageAot.Schema;
using LineageAot.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineageAot.Operations;

/// <summary>Copies a database as it is at one moment, sees the copy onto the disk and checks it. Its name isn't made durable: the caller gives it its last one.</summary>
internal static class VerifiedCopy
{
    // Where the source's owner is just closing it, or another program recovers it: it has the file for itself for moments.
    private const int PatienceMilliseconds = 5000;

    private static readonly SqlStatement VacuumInto = new("vacuum main into ?1", "backup");

    /// <param name="source">The database's full path; it may be in use.</param>
    /// <param name="copy">The copy's full path; it must not exist.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="sqlLogger">Told of the statements on the source; null: nobody.</param>
    /// <exception cref="BackupException">The copy isn't sound, or isn't what the database holds.</exception>
    /// <exception cref="LineageException">SQLite failed, or was interrupted.</exception>
    /// <exception cref="IOException">The file couldn't be made or synced.</exception>
    public static void Make(string source, string copy, CancellationToken cancellationToken, ILogger? sqlLogger = null)
    {
        // Private from its first byte on: VACUUM INTO takes an empty file.
        DurableFile.Make(copy);
        var counts = CopyContent(source, copy, cancellationToken, sqlLogger);
        DurableFile.SyncContent(copy);
        Verify(source, copy, counts, cancellationToken);
    }

    /// <summary>Deletes what there is of it, and tells no error.</summary>
    public static void Delete(string copy)
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-journal", "-wal", "-shm"])
        {
            try
            {
                DurableFile.Delete(copy + suffix);
            }
            catch (Exception e) when (FileErrors.IsFileError(e))
            {
                // The error that brought us here is the one to tell; the name says that the file is no backup.
            }
        }
    }

    /// <summary>Copies; the row count of each table where nobody wrote meanwhile, otherwise null.</summary>
    private static Dictionary<string, string>? CopyContent(string source, string copy, CancellationToken cancellationToken, ILogger? sqlLogger)
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = source, IsReadOnly = true, BusyMilliseconds = PatienceMilliseconds, SqlLogger = sqlLogger });
        using var cancellation = CancellationSignal.Watch(session, cancellationToken);

        // VACUUM can't run inside a transaction, so the counts are from a moment of their own; they count if it was the same content.
        var counts = RowCounts.Read(session);
        cancellationToken.ThrowIfCancellationRequested();
        CopyInto(session, copy);
        return counts.IsStillCurrent(session) ? counts.Tables : null;
    }

    private static void CopyInto(SqliteSession session, string path)
    {
        var statement = session.Rent(VacuumInto);
        try
        {
            new SqliteRowWriter(statement).String(0, path);
            statement.Run();
        }
        finally
        {
            session.Return(statement);
        }
    }

    private static void Verify(string source, string path, Dictionary<string, string>? counts, CancellationToken cancellationToken)
    {
        using var copy = SqliteSession.Open(new SessionOptions { Path = path, IsReadOnly = true });
        using var cancellation = CancellationSignal.Watch(copy, cancellationToken);
        if (IntegrityCheck.Run(copy) is { IsSound: false } report)
        {
            throw new BackupException($"The copy of '{source}' isn't sound and was deleted: {report.Findings[0]}{(report.Findings.Count > 1 ? $" (and {report.Findings.Count - 1} more)" : "")}. Check the database itself and the disk.") { Operation = "backup" };
        }

        if (counts is null)
        {
            return;
        }

        foreach (var (table, count) in RowCounts.Read(copy).Tables)
        {
            if (!counts.Remove(table, out var expected) || expected != count)
            {
                throw new BackupException($"The copy of '{source}' has {count} rows in '{table}' where the database has {expected ?? "no such table"}; it was deleted. Check the disk.") { Operation = "backup" };
            }
        }

        if (counts.Count > 0)
        {
            throw new BackupException($"The copy of '{source}' lacks the table '{counts.Keys.First()}'; it was deleted. Check the disk.") { Operation = "backup" };
        }
    }
}
