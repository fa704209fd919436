using Microsoft.Extensions.Logging;

namespace LineageAot.Operations;

/// <summary>
/// Makes a copy of a database that is one moment's whole content, verified and on the disk before it's called done. It runs on a
/// read-only session of its own beside reads and writes; VACUUM INTO never starts over, as the online backup does under writes.
/// </summary>
internal sealed class Backup
{
    private readonly string source;
    private readonly string target;
    private readonly string partial;
    private readonly ILogger? sqlLogger;
    private readonly CancellationToken cancellationToken;

    private Backup(string source, string target, ILogger? sqlLogger, CancellationToken cancellationToken)
    {
        this.sqlLogger = sqlLogger;
        this.source = source;
        this.target = target;
        this.cancellationToken = cancellationToken;

        // The target's name appears only when the copy is whole: what a crash leaves behind can't be taken for a backup.
        partial = BackupName.Partial(target);
    }

    /// <summary>Copies on a thread of its own.</summary>
    public static Task RunAsync(string source, string target, CancellationToken cancellationToken, ILogger? sqlLogger = null)
    {
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Run(source, target, cancellationToken, sqlLogger);
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
    /// <param name="sqlLogger">Told of the statements on the database; null: nobody.</param>
    /// <exception cref="BackupException">The target exists or can't be made, or the copy didn't verify; nothing is left of it.</exception>
    public static void Run(string source, string target, CancellationToken cancellationToken, ILogger? sqlLogger = null)
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

        if (OwnershipLock.IsSamePath(fullTarget, source))
        {
            throw new BackupException($"'{fullTarget}' is the database itself. Name another file for its backup.") { Operation = "backup" };
        }

        if (Path.Exists(fullTarget))
        {
            throw new BackupException($"'{fullTarget}' exists, and a backup overwrites nothing. Choose another name, or delete it first.") { Operation = "backup" };
        }

        new Backup(source, fullTarget, sqlLogger, cancellationToken).Run();
    }

    private void Run()
    {
        var isNamed = false;
        try
        {
            VerifiedCopy.Make(source, partial, cancellationToken, sqlLogger);
            cancellationToken.ThrowIfCancellationRequested();
            DurableFile.Rename(partial, target);
            isNamed = true;
            DurableFile.SyncName(target);
        }
        catch (Exception e)
        {
            VerifiedCopy.Delete(partial);
            if (isNamed)
            {
                // Whole, but nobody knows whether its name outlives the power; and the call is made again under the same name.
                VerifiedCopy.Delete(target);
            }

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
}
