using System.Collections.Concurrent;
using System.Diagnostics;
using LineageAot.Diagnostics;

namespace LineageAot.Writing;

/// <summary>
/// Where writes wait for the one writer: a bounded queue with two lanes, single writes and segments of bulk writes, so that a burst of
/// the one doesn't starve the other. Safe to use from many threads; <see cref="Writer"/> alone takes out.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private readonly ConcurrentQueue<WriteRequest> singles = new();
    private readonly ConcurrentQueue<WriteRequest> segments = new();
    private readonly AutoResetEvent bell = new(false);
    private readonly QueueBounds bounds;
    private readonly TimeProvider clock;
    private volatile WriteQueueClosedException? closed;
    private volatile bool abandoned;
    private int sleeping;

    public WriteQueue(long maxRows, long maxBytes, TimeProvider clock)
    {
        bounds = new QueueBounds(maxRows, maxBytes);
        this.clock = clock;
    }

    public long WaitingRows => bounds.Rows;

    public long WaitingBytes => bounds.Bytes;

    public bool HasSingles => !singles.IsEmpty;

    public bool IsEmpty => singles.IsEmpty && segments.IsEmpty;

    /// <summary>How long the first request of a lane has been waiting, the longer of both; zero where nothing waits that was put in since somebody asks.</summary>
    public TimeSpan OldestAge
    {
        get
        {
            var single = AgeOf(singles);
            var segment = AgeOf(segments);
            return single > segment ? single : segment;
        }
    }

    /// <summary>Puts a request into the queue and gives its awaitable; waits asynchronously while there is no room.</summary>
    public ValueTask<TResult> EnqueueAsync<TResult>(WriteRequest<TResult> request, CancellationToken cancellationToken)
    {
        if (Refusal(cancellationToken) is { } refusal)
        {
            return ValueTask.FromException<TResult>(refusal);
        }

        if (!bounds.TryTake(request.Rows, request.Bytes))
        {
            return EnqueueWhenThereIsRoomAsync(request, cancellationToken);
        }

        var task = request.Task;
        Add(request, cancellationToken);
        return task;
    }

    /// <summary>As <see cref="EnqueueAsync{TResult}"/> for a request whose result nobody wants.</summary>
    public ValueTask EnqueueWithoutResultAsync<TResult>(WriteRequest<TResult> request, CancellationToken cancellationToken)
    {
        if (Refusal(cancellationToken) is { } refusal)
        {
            return ValueTask.FromException(refusal);
        }

        if (!bounds.TryTake(request.Rows, request.Bytes))
        {
            return new ValueTask(EnqueueWhenThereIsRoomAsync(request, cancellationToken).AsTask());
        }

        var task = request.TaskWithoutResult;
        Add(request, cancellationToken);
        return task;
    }

    /// <summary>Puts a request into its lane, and is done then: what its sender puts in behind it can't overtake it, and nothing need come behind one that is refused.</summary>
    public async ValueTask AdmitAsync(WriteRequest request)
    {
        if (Refusal(CancellationToken.None) is { } refusal)
        {
            throw refusal;
        }

        if (!bounds.TryTake(request.Rows, request.Bytes))
        {
            await bounds.TakeAsync(request.Rows, request.Bytes, CancellationToken.None).ConfigureAwait(false);
        }

        Add(request, CancellationToken.None);
    }

    /// <summary>The next request: a single write where there is one and it's its turn. The room it took is free again.</summary>
    public bool TryTake(bool preferBulk, out WriteRequest request)
    {
        var (first, second) = preferBulk ? (segments, singles) : (singles, segments);
        if (first.TryDequeue(out request!) || second.TryDequeue(out request!))
        {
            bounds.GiveBack(request.Rows, request.Bytes);
            return true;
        }

        return false;
    }

    /// <summary>The next single write.</summary>
    public bool TryTakeSingle(out WriteRequest request) => TryTakeFrom(singles, out request);

    /// <summary>The next segment of a bulk write.</summary>
    public bool TryTakeSegment(out WriteRequest request) => TryTakeFrom(segments, out request);

    /// <summary>Sleeps until something is put in, or the time is over. Called by the writer only.</summary>
    public void WaitForWork(TimeSpan atMost)
    {
        Interlocked.Exchange(ref sleeping, 1);
        if (IsEmpty)
        {
            bell.WaitOne(atMost);
        }

        Interlocked.Exchange(ref sleeping, 0);
    }

    public void Wake() => bell.Set();

    /// <summary>Takes nothing more; what waits is still served.</summary>
    public void Close(WriteQueueClosedException reason)
    {
        closed = reason;
        bounds.Close(reason);
        bell.Set();
    }

    /// <summary>Takes requests again after a pause.</summary>
    public void Reopen()
    {
        closed = null;
        bounds.Reopen();
    }

    /// <summary>The writer is gone: fails what is left, also what a producer puts in from now on.</summary>
    public void Abandon()
    {
        abandoned = true;
        FailAll();
    }

    public void Dispose() => bell.Dispose();

    private bool TryTakeFrom(ConcurrentQueue<WriteRequest> lane, out WriteRequest request)
    {
        if (!lane.TryDequeue(out request!))
        {
            return false;
        }

        bounds.GiveBack(request.Rows, request.Bytes);
        return true;
    }

    private async ValueTask<TResult> EnqueueWhenThereIsRoomAsync<TResult>(WriteRequest<TResult> request, CancellationToken cancellationToken)
    {
        await bounds.TakeAsync(request.Rows, request.Bytes, cancellationToken).ConfigureAwait(false);
        var task = request.Task;
        Add(request, cancellationToken);
        return await task.ConfigureAwait(false);
    }

    private void Add(WriteRequest request, CancellationToken cancellationToken)
    {
        Note(request);
        request.CancelWith(cancellationToken);
        (request.IsBulk ? segments : singles).Enqueue(request);
        if (abandoned)
        {
            // The writer's last look was before this request came.
            FailAll();
            return;
        }

        // A full fence between putting in and looking whether the writer sleeps: it does the same in the other order.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref sleeping) == 1 && Interlocked.Exchange(ref sleeping, 0) == 1)
        {
            bell.Set();
        }
    }

    /// <summary>What is noted only for those who listen.</summary>
    private void Note(WriteRequest request)
    {
        if (LineageActivitySource.HasListeners)
        {
            request.Caller = Activity.Current;
        }

        if (LineageMeter.QueueAge.Enabled)
        {
            request.QueuedAt = clock.GetTimestamp();
        }
    }

    private TimeSpan AgeOf(ConcurrentQueue<WriteRequest> lane)
        => lane.TryPeek(out var first) && first.QueuedAt is var since and not 0 ? clock.GetElapsedTime(since) : TimeSpan.Zero;

    private Exception? Refusal(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException("The write was cancelled before it was queued; it was not executed.", cancellationToken);
        }

        if (UnitMarker.IsInside(this))
        {
            return new InvalidOperationException(
                "A queued write was started inside a unit of work of the same database. The unit runs on the writer, so it would wait for itself for ever: use the unit's own methods (unit.Insert, unit.Update, …), or start the write after the unit.");
        }

        return closed is { } reason ? Failures.Refused(reason) : null;
    }

    private void FailAll()
    {
        while (TryTake(preferBulk: false, out var request))
        {
            if (request.TryStart())
            {
                request.Fail(Failures.Refused(closed ?? new WriteQueueClosedException("The database is closed.")));
                request.Complete();
            }
        }
    }
}
