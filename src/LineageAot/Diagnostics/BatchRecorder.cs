using System.Diagnostics;

namespace LineageAot.Diagnostics;

/// <summary>What is noted of one transaction of the writer for those who listen; used again for the next. On the writer's thread only.</summary>
internal sealed class BatchRecorder(DatabaseTelemetry database)
{
    /// <summary>A span with thousands of links is of no use to anybody.</summary>
    private const int MostLinks = 128;

    private readonly List<ActivityLink> links = [];
    private OperationName? operation;
    private Activity? lastCaller;
    private bool isMixed, isTraced, isBulk;
    private int requests, failedRequests, callers;
    private long rows, bytes, startedAt;
    private Exception? firstError, failure;
    private DateTimeOffset startTime;

    /// <summary>Somebody listens: what runs is to be told.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Before the transaction.</summary>
    /// <param name="bulk">It takes segments of bulk writes, which are measured as a whole elsewhere.</param>
    public void Begin(bool bulk)
    {
        isTraced = LineageActivitySource.HasListeners;
        IsOn = isTraced || LineageMeter.MeasuresBatches;
        if (!IsOn)
        {
            return;
        }

        Clear();
        isBulk = bulk;
        startedAt = database.Timestamp();
        if (isTraced)
        {
            startTime = database.UtcNow();
        }
    }

    /// <summary>A request has run in the transaction, or failed.</summary>
    public void Ran(OperationName name, Activity? caller, long writtenRows, long writtenBytes, Exception? error)
    {
        requests++;
        isMixed |= operation is not null && !ReferenceEquals(operation, name);
        operation = name;
        if (error is null)
        {
            rows += writtenRows;
            bytes += writtenBytes;
        }
        else
        {
            failedRequests++;
            firstError ??= error;
            if (!isBulk)
            {
                database.Ended(name, name.Name, database.Since(startedAt), error);
            }
        }

        if (isTraced)
        {
            Link(caller);
        }
    }

    /// <summary>Nothing of the transaction was committed, or nobody knows.</summary>
    public void Fail(Exception error) => failure = error;

    /// <summary>The transaction is over, and its callers aren't told yet.</summary>
    public void End()
    {
        var succeeded = requests - failedRequests;
        var duration = database.Since(startedAt);
        var kind = isMixed ? OperationName.Mixed : operation!;
        var name = isMixed ? kind.Name : requests > 1 ? kind.BatchName : kind.Name;
        if (succeeded > 0)
        {
            if (failure is null)
            {
                database.Wrote(rows, bytes);
            }

            if (!isBulk)
            {
                database.Ended(kind, name, duration, failure);
            }
        }

        if (isTraced)
        {
            try
            {
                Trace(kind, name, duration, failure ?? (succeeded == 0 ? firstError : null));
            }
            catch (Exception e)
            {
                database.ListenerFailed(e);
            }
        }

        Clear();
    }

    private void Link(Activity? caller)
    {
        if (callers > 0 && ReferenceEquals(caller, lastCaller))
        {
            return;
        }

        callers++;
        lastCaller = caller;
        if (caller is { IdFormat: ActivityIdFormat.W3C } && links.Count < MostLinks)
        {
            links.Add(new ActivityLink(caller.Context));
        }
    }

    private void Trace(OperationName kind, string name, TimeSpan duration, Exception? error)
    {
        // What serves one caller alone belongs to it; what serves several is a trace of its own, with links to theirs.
        var parent = callers == 1 && links.Count == 1 ? links[0].Context : default;
        using var activity = LineageActivitySource.Past(database, kind, name, parent, links.ToArray(), startTime);
        if (activity is null)
        {
            return;
        }

        if (requests > 1)
        {
            activity.SetTag(TagNames.BatchSize, requests);
        }

        if (failedRequests > 0)
        {
            activity.SetTag(TagNames.FailedRequests, failedRequests);
        }

        if (error is not null)
        {
            LineageActivitySource.SetFailed(activity, error);
        }

        activity.SetEndTime((startTime + duration).UtcDateTime);
    }

    // Nothing of a caller is kept for the time between two transactions.
    private void Clear()
    {
        links.Clear();
        (operation, lastCaller, firstError, failure) = (null, null, null, null);
        isMixed = false;
        requests = failedRequests = callers = 0;
        rows = bytes = 0;
    }
}
