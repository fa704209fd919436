using System.Diagnostics;
using LineageAot.Diagnostics;
using LineageAot.Schema;
using LineageAot.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineageAot.Writing;

/// <summary>
/// One transaction after another on the write connection, each shared by the requests that wait (group commit). The rules, in the order
/// of the code: no request runs twice; one that fails fails alone; when SQLite gives up the whole transaction, everybody in it is told so;
/// nothing is acknowledged before the commit; after an I/O error the connection is opened anew and the log brought home first.
/// </summary>
internal sealed class WriteBatch
{
    private static readonly SqlStatement Begin = new("begin immediate", "begin"), Commit = new("commit", "commit"),
        Savepoint = new("savepoint request", "savepoint"), Release = new("release request", "release"), RollbackToSavepoint = new("rollback to request", "rollback");

    private readonly WriterSettings settings;
    private readonly WriterConnection connection;
    private readonly BatchRecorder recorder;
    private readonly List<WriteRequest> served = [];

    public WriteBatch(WriterConnection connection, WriterSettings settings)
    {
        this.connection = connection;
        this.settings = settings;
        recorder = new BatchRecorder(settings.Telemetry);
    }

    private SqliteSession Session => connection.Session;

    /// <summary>Runs a request, and with it what waits behind it in its lane, as one transaction.</summary>
    public void Execute(WriteRequest first, WriteQueue queue)
    {
        var control = first is IControlRequest ? first : first.TryStart() ? RunTransaction(first, queue) : null;
        if (control is not null && control.TryStart())
        {
            RunControl(control);
        }
    }

    /// <returns>A control request that came up meanwhile; its turn is after the commit.</returns>
    private WriteRequest? RunTransaction(WriteRequest first, WriteQueue queue)
    {
        recorder.Begin(first.IsBulk);
        try
        {
            connection.Recover();
            connection.Upkeep.CheckFileIsThere();
            BusyRetry.Run(settings, Session, static session => session.Run(Begin));
        }
        catch (LineageException e)
        {
            if (connection.Damage is not null)
            {
                LogMessages.WriterRecoveryFailed(settings.Logger, Session.Path, e);
            }

            first.Fail(e);
            Record(first);
            EndRecord();
            first.Complete();
            return null;
        }

        var isWhole = RunRequests(first, queue, out var control);
        if (isWhole)
        {
            settings.Observers.Committing(connection.Context, queue, settings);
            isWhole = CommitBatch();
        }

        if (isWhole)
        {
            settings.Observers.Committed(queue, settings);
            settings.Changes.Publish(Session);
        }
        else
        {
            settings.Changes.Discard();
        }

        EndRecord();
        foreach (var request in served)
        {
            request.Complete();
        }

        served.Clear();
        if (isWhole)
        {
            connection.AfterCommit();
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
            var isThere = TryRun(request);
            Record(request);
            if (!isThere)
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
                Session.Run(Savepoint);
            }

            request.Run(connection.Context);
            if (settings.HasDeferredKeys && Session.HasDeferredViolations())
            {
                throw DeferredKeys.Violation(request);
            }

            if (hasSavepoint)
            {
                Session.Run(Release);
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
        if (Session.IsAutocommit || Failures.EndsTransaction(error))
        {
            return TryUndo(error, hasSavepoint: false);
        }

        connection.TryRollback();
        return false;
    }

    private bool TryUndo(Exception error, bool hasSavepoint)
    {
        if (!Session.IsAutocommit && !Failures.EndsTransaction(error))
        {
            if (!hasSavepoint)
            {
                return true;
            }

            try
            {
                Session.Run(RollbackToSavepoint);
                Session.Run(Release);
                return true;
            }
            catch (LineageException e)
            {
                error = e;
            }
        }

        connection.TryRollback();
        if (Failures.NeedsRecovery(error))
        {
            connection.Break((LineageException)error);
        }

        recorder.Fail(error);
        LogMessages.BatchFailed(settings.Logger, Session.Path, served.Count, error);
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
        var isLogged = settings.Logger.IsEnabled(LogLevel.Debug);
        var isTimed = isLogged || LineageMeter.CommitDuration.Enabled;
        var startedAt = isTimed ? settings.Clock.GetTimestamp() : 0;
        try
        {
            Session.Run(Commit);
            if (syncAfterwards)
            {
                settings.SyncWal(Session);
            }

            if (isTimed)
            {
                var duration = settings.Clock.GetElapsedTime(startedAt);
                settings.Telemetry.Committed(duration);
                LogMessages.BatchCommitted(settings.Logger, Session.Path, served.Count, duration.TotalMilliseconds);
            }

            return true;
        }
        catch (LineageException e)
        {
            connection.Break(e);
            connection.TryRollback();
            recorder.Fail(e);
            FailCommitted(e);
            return false;
        }
    }

    private void FailCommitted(LineageException error)
    {
        // Frames of the failed commit may lie in the log. Once the log is brought home and cut, they can't come back: then a full disk is
        // a plain refusal. Otherwise nobody knows.
        Func<Exception> failure = () => Failures.Indeterminate(error);
        var isKnown = false;
        if (error is DatabaseFullException)
        {
            try
            {
                connection.Recover();
                failure = () => Failures.OfBatch(error);
                isKnown = true;
            }
            catch (LineageException)
            {
                // Still no room: the next batch tries again.
            }
        }

        if (isKnown)
        {
            LogMessages.BatchFailed(settings.Logger, Session.Path, served.Count, error);
        }
        else
        {
            LogMessages.CommitIndeterminate(settings.Logger, Session.Path, served.Count, error);
        }

        foreach (var request in served)
        {
            if (request.Error is null)
            {
                request.FailWithBatch(failure());
            }
        }
    }

    private void Record(WriteRequest request)
    {
        if (recorder.IsOn)
        {
            recorder.Ran(request.Operation, request.Caller, request.Rows, request.Bytes, request.Error);
        }
    }

    private void EndRecord()
    {
        if (recorder.IsOn)
        {
            recorder.End();
        }
    }

    private void RunControl(WriteRequest request)
    {
        // What it does belongs to its caller, although it's done here.
        Activity.Current = request.Caller;
        try
        {
            connection.Recover();
            connection.RunAlone((IControlRequest)request);
        }
        catch (Exception e)
        {
            request.Fail(e);
        }

        Activity.Current = null;
        request.Complete();
    }
}
