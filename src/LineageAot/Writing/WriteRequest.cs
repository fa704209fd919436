using System.Diagnostics;
using System.Threading.Tasks.Sources;
using LineageAot.Diagnostics;

namespace LineageAot.Writing;

/// <summary>
/// One thing that the writer is asked to do. It passes through these hands in this order: the caller fills it in, the queue bounds it,
/// the writer runs it inside a transaction, and after the commit its caller is told, on another thread.
/// </summary>
internal abstract class WriteRequest
{
    private const int Waiting = 0, Started = 1, Canceled = 2;

    private int state;
    private CancellationTokenRegistration registration;

    /// <summary>Rows that it counts for in the bounds of queue and batch.</summary>
    public int Rows { get; set; } = 1;

    /// <summary>Bytes that it counts for in the bounds of queue and batch.</summary>
    public long Bytes { get; set; }

    /// <summary>Wants the disk to have the commit before it's told.</summary>
    public bool WantsFullDurability { get; set; }

    /// <summary>Several statements, or user code: undone through a savepoint. A single statement is undone by SQLite itself.</summary>
    public virtual bool NeedsSavepoint => false;

    /// <summary>A segment of a bulk write: single writes go before it.</summary>
    public virtual bool IsBulk => false;

    /// <summary>What metrics and traces call it.</summary>
    public abstract OperationName Operation { get; }

    /// <summary>The activity in which it was asked for; noted only while somebody listens.</summary>
    public Activity? Caller { get; set; }

    /// <summary>When it was put into the queue, by the clock's timestamp; 0 where nobody asks.</summary>
    public long QueuedAt { get; set; }

    /// <summary>Why it failed; its caller is told after the batch.</summary>
    public Exception? Error { get; private set; }

    /// <summary>True if a token watches over it: it isn't pooled then, since the token's callback may come late.</summary>
    public bool IsCancelable { get; private set; }

    /// <summary>Lets a token take the request out while it waits.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            IsCancelable = true;
            registration = cancellationToken.UnsafeRegister(static (request, token) => ((WriteRequest)request!).TryCancel(token), this);
        }
    }

    /// <summary>Takes the request for the writer; false if it was cancelled while it waited.</summary>
    public bool TryStart()
    {
        if (!IsCancelable)
        {
            return true;
        }

        registration.Unregister();
        return Interlocked.CompareExchange(ref state, Started, Waiting) == Waiting;
    }

    /// <summary>Runs inside the writer's transaction and keeps the result.</summary>
    public abstract void Run(WriterContext context);

    /// <summary>Keeps the failure; the first one counts.</summary>
    public void Fail(Exception error) => Error ??= error;

    /// <summary>Keeps the failure of the whole batch: what seemed done is not.</summary>
    public virtual void FailWithBatch(Exception error) => Error = error;

    /// <summary>Tells the caller.</summary>
    public abstract void Complete();

    /// <summary>Makes a pooled request ready for its next use.</summary>
    protected void Recycle()
    {
        Error = null;
        Rows = 1;
        Bytes = 0;
        WantsFullDurability = false;
        Caller = null;
        QueuedAt = 0;
        state = Waiting;
    }

    private void TryCancel(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref state, Canceled, Waiting) == Waiting)
        {
            Fail(new OperationCanceledException("The write was cancelled while it waited in the queue; it was not executed.", cancellationToken));
            Complete();
        }
    }
}

/// <summary>A request with a result, and the awaitable of its caller in one object.</summary>
/// <typeparam name="TResult">The result.</typeparam>
internal abstract class WriteRequest<TResult> : WriteRequest, IValueTaskSource<TResult>, IValueTaskSource
{
    // Continuations go to the thread pool: user code never runs on the writer.
    private ManualResetValueTaskSourceCore<TResult> source = new() { RunContinuationsAsynchronously = true };

    protected TResult Result { get; set; } = default!;

    public ValueTask<TResult> Task => new(this, source.Version);

    public ValueTask TaskWithoutResult => new(this, source.Version);

    public override void Complete()
    {
        if (Error is not null)
        {
            source.SetException(Error);
        }
        else
        {
            source.SetResult(Result);
        }
    }

    /// <summary>After the caller took its result.</summary>
    protected virtual void Release()
    {
    }

    protected void RecycleSource()
    {
        Result = default!;
        source.Reset();
        Recycle();
    }

    TResult IValueTaskSource<TResult>.GetResult(short token) => TakeResult(token);

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => source.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => source.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => source.OnCompleted(continuation, state, token, flags);

    private TResult TakeResult(short token)
    {
        try
        {
            return source.GetResult(token);
        }
        finally
        {
            Release();
        }
    }
}
