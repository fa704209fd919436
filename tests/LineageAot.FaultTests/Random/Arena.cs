using System.Collections.Concurrent;

namespace LineageAot.FaultTests.RandomRounds;

/// <summary>What all who take part in a round know of it. Safe to use from many threads.</summary>
internal sealed class Arena(RoundPlan plan, RoundEngine engine)
{
    private readonly ConcurrentBag<Request> requests = [];
    private readonly ConcurrentQueue<string> violations = [];
    private readonly TaskCompletionSource ripe = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long lastRequest, done, cancels;
    private volatile bool isDisposing, hasPaused, isOver;

    public RoundPlan Plan => plan;

    public RoundEngine Engine => engine;

    public RoundDatabase Database => engine.Database;

    public IEnumerable<Request> Requests => requests;

    public IReadOnlyCollection<string> Violations => violations;

    /// <summary>Done behind so many completed writes as the plan says.</summary>
    public Task Ripe => ripe.Task;

    /// <summary>Writes whose cancel was asked for before they were known to be done.</summary>
    public long Cancels => Interlocked.Read(ref cancels);

    /// <summary>The disposal has begun: calls may be refused.</summary>
    public bool IsDisposing { get => isDisposing; set => isDisposing = value; }

    /// <summary>There was or is a pause: calls may be refused.</summary>
    public bool HasPaused { get => hasPaused; set => hasPaused = value; }

    /// <summary>Nobody begins anything more.</summary>
    public bool IsOver { get => isOver; set => isOver = value; }

    public Request Ask(int rows, bool fails = false, bool isBulk = false)
    {
        var request = new Request(Interlocked.Increment(ref lastRequest), rows) { Fails = fails, IsBulk = isBulk };
        requests.Add(request);
        return request;
    }

    public void AskToCancel() => Interlocked.Increment(ref cancels);

    public void Ended(Request request, Fate fate)
    {
        request.Fate = fate;
        if (Interlocked.Increment(ref done) == plan.EndsBehind)
        {
            ripe.TrySetResult();
        }
    }

    public void Violation(string text) => violations.Enqueue(text);

    /// <summary>Ends the waiting for ripeness where all are done before.</summary>
    public void AllAreDone() => ripe.TrySetResult();

    /// <summary>What an exception says of a write; a violation where it's none that is documented.</summary>
    public Fate FateOf(Exception error, Request request, bool isCancelled)
    {
        request.ToldRows = request.IsBulk ? (error as LineageException)?.CommittedRows : null;
        switch (error)
        {
            case OperationCanceledException when isCancelled:
                return Fate.Cancelled;
            case DeliberateException when request.Fails:
                return Fate.Failed;
            case WriteQueueClosedException when IsDisposing || HasPaused:
                return Fate.Refused;
            default:
                Violation($"a write came to {error}");
                return Fate.Failed;
        }
    }

    /// <summary>Anything but a write has failed: a violation where it isn't documented for what goes on.</summary>
    public void Failed(string what, Exception error)
    {
        var isDocumented = error switch
        {
            ObjectDisposedException => IsDisposing,
            WriteQueueClosedException or BackupException => IsDisposing || HasPaused,
            SnapshotExpiredException or DatabaseBusyException => HasPaused,
            _ => false,
        };
        if (!isDocumented)
        {
            Violation($"{what} came to {error}");
        }
    }

    /// <summary>What a reader sees must hold in each moment.</summary>
    public void Check(Picture picture, string where)
    {
        if (picture.Balance != RoundDatabase.AccountCount * RoundDatabase.FirstBalance || picture.Ticks != picture.Marks)
        {
            Violation($"{where} shows a part of a unit: {picture}");
        }
    }
}
