using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>
/// Makes a copy of a database that is one moment's whole content, verified and on the disk before it's called done. It runs on a
/// read-only session of its own beside reads and writes; VACUUM INTO never starts over, as the online backup does under writes.
/// </summary>
internal sealed class Backup
{
    private static readonly SqlStatement VacuumInto = new("vacuum main into ?1", "backup");

    private readonly string source;
    private readonly string target;
    private readonly string partial;
    private readonly CancellationToken cancellationToken;

    private Backup(string source, string target, CancellationToken cancellationToken)
    {
        this.source = source;
        this.target = target;
        this.cancellationToken = cancellationToken;

        // The target's name appears only when the copy is whole: what a crash leaves behind can't be taken for a backup.
        partial = $"{target}.{Guid.NewGuid():N}.partial";
    }

    /// <summary>Copies on a thread of its own.</summary>
    public static Task RunAsync(string source, string target, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Run(source, target, cancellationToken);
                completion.SetResult();
            }
            catch (OperationCanceledException)
            {
                completion.SetCanceled(cancellationToken);
            }
            catch (Exception e)
            {
                completion.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "LineageAot backup",
        };
        thread.Start();
        return completion.Task;
    }

    /// <summary>Copies on the calling thread.</summary>
    /// <param name="source">The database's full path.</param>
    /// <param name="target">The copy's path. Its folder must exist, it itself must not.</param>
    /// <param name="cancellationToken">Ends the copy; nothing is left of it.</param>
    /// <exception cref="BackupException">The target exists or can't be made, or the copy didn't verify; nothing is left of it.</exception>
    public static void Run(string source, string target, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string fullTarget;
        try
        {
            fullTarget = DatabasePath.Resolve(target, allowSymbolicLink: false);
        }
        catch (LineageException e)
        {
            throw new BackupException($"A backup can't be made there. {e.Message}", e) { Operation = "backup" };
        }

        if (Path.Exists(fullTarget))
        {
            throw new BackupException($"'{fullTarget}' exists, and a backup overwrites nothing. Choose another name, or delete it first.") { Operation = "backup" };
        }

        new Backup(source, fullTarget, cancellationToken).Run();
    }

    private void Run()
    {
        try
        {
            // Private from its first byte on: VACUUM INTO takes an empty file.
            new FileStream(partial, DurableFile.PrivateNewFile()).Dispose();
            var counts = CopyContent();
            DurableFile.SyncContent(partial);
            Verify(counts);
            cancellationToken.ThrowIfCancellationRequested();
            DurableFile.Rename(partial, target);
            DurableFile.SyncName(target);
        }
        catch (Exception e)
        {
            DeletePartial();
            switch (e)
            {
                case BackupException or OperationCanceledException:
                    throw;
                case LineageException when cancellationToken.IsCancellationRequested:
                    throw new OperationCanceledException($"The backup to '{target}' was cancelled; nothing is left of it.", e, cancellationToken);
                case LineageException or IOException or UnauthorizedAccessException:
                    throw new BackupException($"The backup of '{source}' to '{target}' failed, and nothing is left of it: {e.Message}", e) { Operation = "backup", SqliteErrorCode = (e as LineageException)?.SqliteErrorCode ?? 0 };
                default:
                    throw;
            }
        }
    }

    /// <summary>Copies; the row count of each table where nobody wrote meanwhile, otherwise null.</summary>
    private Dictionary<string, string>? CopyContent()
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = source, IsReadOnly = true });
        using var cancellation = cancellationToken.UnsafeRegister(static state => ((SqliteSession)state!).Interrupt(), session);

        // VACUUM can't run inside a transaction, so the counts are from a moment of their own; they count if it was the same content.
        var counts = RowCounts.Read(session);
        cancellationToken.ThrowIfCancellationRequested();
        CopyInto(session, partial);
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

    private void Verify(Dictionary<string, string>? counts)
    {
        using var copy = SqliteSession.Open(new SessionOptions { Path = partial, IsReadOnly = true });
        using var cancellation = cancellationToken.UnsafeRegister(static state => ((SqliteSession)state!).Interrupt(), copy);
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

    private void DeletePartial()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-journal", "-wal", "-shm"])
        {
            try
            {
                File.Delete(partial + suffix);
            }
            catch (Exception e) when (FileErrors.IsFileError(e))
            {
                // The error that brought us here is the one to tell; the name says that the file is no backup.
            }
        }
    }
}
