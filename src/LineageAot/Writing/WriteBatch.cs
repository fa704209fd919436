using LineageAot.Diagnostics;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Writing;

/// <summary>
/// One transaction after another on the write connection, each shared by the requests that wait (group commit). The rules, in the order
/// of the code: no request runs twice; one that fails fails alone; when SQLite gives up the whole transaction, everybody in it is told so;
/// nothing is acknowledged before the commit; after an I/O error the connection is opened anew and the log brought home first.
/// </summary>
internal sealed class WriteBatch
{
    private static readonly SqlStatement Begin = new("begin immediate", "begin"), Commit = new("commit", "commit"), Rollback = new("rollback", "rollback"),
        Savepoint = new("savepoint request", "savepoint"), Release = new("release request", "release"), RollbackToSavepoint = new("rollback to request", "rollback");

    private readonly WriterSettings settings;
    private readonly Func<SqliteSession> open;
    private readonly List<WriteRequest> served = [];
    private SqliteSession session;
    private WriterContext context;
    private LineageException? damage;

    public WriteBatch(SqliteSession session, WriterSettings settings, Func<SqliteSession> open)
    {
        this.session = session;
        this.settings = settings;
        this.open = open;
        context = new WriterContext(session, settings.Clock, settings.Changes);
        Upkeep = new WriterUpkeep(session, settings);
    }

    public WriterUpkeep Upkeep { get; private set; }

    /// <summary>Why the connection must be opened anew before the next write; null while all is well.</summary>
    public LineageException? Damage => damage;

    /// <summary>Runs a request, and with it what waits behind it in its lane, as one transaction.</summary>
    public void Execute(WriteRequest first, WriteQueue queue)
    {
        var control = first is IControlRequest ? first : first.TryStart() ? RunTransaction(first, queue) : null;
        if (control is not null && control.TryStart())
        {
            RunControl(control);
        }
    }

    /// <summary>Brings the log home where possible, and closes the connection.</summary>
    public void Close()
    {
        try
        {
            if (damage is null)
            {
                Upkeep.BeforeClose();
            }
        }
        catch (LineageException e)
        {
            LogMessages.CheckpointFailed(settings.Logger, session.Path, e);
        }
        finally
        {
            session.Dispose();
            Upkeep.Dispose();
        }
    }

    /// <returns>A control request that came up meanwhile; its turn is after the commit.</returns>
    private WriteRequest? RunTransaction(WriteRequest first, WriteQueue queue)
    {
        try
        {
            Recover();
            Upkeep.CheckFileIsThere();
            BusyRetry.Run(settings, () => session.Run(Begin));
        }
        catch (LineageException e)
        {
            first.Fail(e);
            first.Complete();
            return null;
        }

        var isWhole = RunRequests(first, queue, out var control);
        if (isWhole)
        {
            isWhole = CommitBatch();
        }

        if (isWhole)
        {
            settings.Changes.Publish();
        }
        else
        {
            settings.Changes.Discard();
        }

        foreach (var request in served)
        {
            request.Complete();
        }

        served.Clear();
        if (isWhole)
        {
            AfterCommit();
        }

        return control;
    }

    private bool RunRequests(WriteRequest first, WriteQueue queue, out WriteRequest? control)
    {
        control = null;
        var rows = 0L;
        var bytes = 0L;
        var startedAt = settings.MaxBatchDelay > TimeSpan.Zero ? settings.Clock.GetTimestamp() : 0;
        var request = first;
        while (true)
        {
            served.Add(request);
            if (!TryRun(request))
            {
                return false;
            }

            rows += request.Rows;
            bytes += request.Bytes;
            if (rows >= settings.MaxBatchRows || bytes >= settings.MaxBatchBytes || !TryNext(queue, first.IsBulk, startedAt, out request))
            {
                return true;
            }

            if (request is IControlRequest)
            {
                control = request;
                return true;
            }
        }
    }

    private bool TryNext(WriteQueue queue, bool isBulk, long startedAt, out WriteRequest request)
    {
        while (true)
        {
            // Single writes don't wait for a second segment: they get the next transaction.
            if (isBulk && queue.HasSingles)
            {
                request = null!;
                return false;
            }

            if (isBulk ? queue.TryTakeSegment(out request) : queue.TryTakeSingle(out request))
            {
                if (request is IControlRequest || request.TryStart())
                {
                    return true;
                }

                continue;
            }

            var left = isBulk || settings.MaxBatchDelay == TimeSpan.Zero ? TimeSpan.Zero : settings.MaxBatchDelay - settings.Clock.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero || !queue.IsEmpty)
            {
                return false;
            }

            queue.WaitForWork(left);
        }
    }

    /// <summary>False if the whole transaction is gone; everybody in it has been failed.</summary>
    private bool TryRun(WriteRequest request)
    {
        // The first of a transaction needs none: undoing the transaction undoes it alone.
        var isAlone = served.Count == 1;
        var hasSavepoint = settings.HasDeferredKeys || (request.NeedsSavepoint && !isAlone);
        try
        {
            if (hasSavepoint)
            {
                session.Run(Savepoint);
            }

            request.Run(context);
            if (settings.HasDeferredKeys && session.HasDeferredViolations())
            {
                throw DeferredKeys.Violation(request);
            }

            if (hasSavepoint)
            {
                session.Run(Release);
            }

            return true;
        }
        catch (Exception e)
        {
            request.Fail(e);
            return request.NeedsSavepoint && isAlone && !hasSavepoint ? TryUndoAlone(e) : TryUndo(e, hasSavepoint);
        }
    }

    private bool TryUndoAlone(Exception error)
    {
        if (session.IsAutocommit || Failures.EndsTransaction(error))
        {
            return TryUndo(error, hasSavepoint: false);
        }

        TryRollback();
        return false;
    }

    private bool TryUndo(Exception error, bool hasSavepoint)
    {
        if (!session.IsAutocommit && !Failures.EndsTransaction(error))
        {
            if (!hasSavepoint)
            {
                return true;
            }

            try
            {
                session.Run(RollbackToSavepoint);
                session.Run(Release);
                return true;
            }
            catch (LineageException e)
            {
                error = e;
            }
        }

        TryRollback();
        if (Failures.NeedsRecovery(error))
        {
            damage = (LineageException)error;
        }

        LogMessages.BatchFailed(settings.Logger, session.Path, served.Count, error);
        foreach (var other in served)
        {
            if (other.Error is null)
            {
                other.FailWithBatch(Failures.OfBatch(error));
            }
        }

        return false;
    }

    private bool CommitBatch()
    {
        var syncAfterwards = !settings.IsFull && served.Exists(static request => request.WantsFullDurability);
        try
        {
            session.Run(Commit);
            if (syncAfterwards)
            {
                settings.SyncWal(session);
            }

            return true;
        }
        catch (LineageException e)
        {
            TryRollback();
            damage = e;
            FailCommitted(e);
            return false;
        }
    }

    private void FailCommitted(LineageException error)
    {
        // Frames of the failed commit may lie in the log. Once the log is brought home and cut, they can't come back: then a full disk is
        // a plain refusal. Otherwise nobody knows.
        Func<Exception> failure = () => Failures.Indeterminate(error);
        if (error is DatabaseFullException)
        {
            try
            {
                Recover();
                failure = () => Failures.OfBatch(error);
            }
            catch (LineageException)
            {
                // Still no room: the next batch tries again.
            }
        }

        foreach (var request in served)
        {
            if (request.Error is null)
            {
                request.FailWithBatch(failure());
            }
        }
    }

    private void TryRollback()
    {
        try
        {
            if (!session.IsAutocommit)
            {
                session.Run(Rollback);
            }
        }
        catch (LineageException e)
        {
            damage ??= e;
        }
    }

    /// <summary>After damage: a new connection, verified, and the whole log in the file, before anything is acknowledged again.</summary>
    private void Recover()
    {
        if (damage is null)
        {
            return;
        }

        if (session.Handle != 0)
        {
            session.Dispose();
            Upkeep.Dispose();
        }

        session = open();
        context = new WriterContext(session, settings.Clock, settings.Changes);
        Upkeep = new WriterUpkeep(session, settings);
        BusyRetry.Run(settings, () =>
        {
            if (!Upkeep.Checkpoint(truncate: true).IsComplete)
            {
                throw new DatabaseBusyException($"After an error ({damage.Message}) the write-ahead log of '{session.Path}' must be brought home first, and readers hold it back. End long reads and try again.", damage) { Operation = "recover" };
            }
        });
        LogMessages.WriterRecovered(settings.Logger, session.Path);
        damage = null;
    }

    private void AfterCommit()
    {
        try
        {
            Upkeep.AfterCommit();
        }
        catch (LineageException e)
        {
            damage = e;
            LogMessages.CheckpointFailed(settings.Logger, session.Path, e);
        }
    }

    private void RunControl(WriteRequest request)
    {
        try
        {
            Recover();
            ((IControlRequest)request).RunAlone(session, Upkeep);
        }
        catch (Exception e)
        {
            request.Fail(e);
        }

        request.Complete();
    }
}
