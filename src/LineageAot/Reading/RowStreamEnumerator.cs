using System.Threading.Tasks.Sources;
using LineageAot.Diagnostics;
using LineageAot.Schema;

namespace LineageAot.Reading;

/// <summary>
/// One enumeration of a stream. Three buffers go round: the consumer reads one, one is ready, one is being filled; where none is free the
/// thread goes away until the consumer has finished one, so that a slow consumer holds a reader but no thread, and memory is bounded.
/// </summary>
internal sealed class RowStreamEnumerator<T, TDecoder, TParameters> : ReadWork, IAsyncEnumerator<T>, IValueTaskSource<bool>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    private const int MaxRows = 1024;
    private const int Buffers = 3;

    private readonly Lock gate = new();
    private readonly ReaderThreads threads;
    private readonly StatementRows<T, TDecoder, TParameters> rows;
    private readonly MeasuredOperation measured;
    private readonly CancellationTokenSource? linked;
    private readonly Queue<(T[] Rows, int Count)> ready = new(Buffers);
    private readonly Stack<T[]> free = new(Buffers);
    private ManualResetValueTaskSourceCore<bool> next = new() { RunContinuationsAsynchronously = true };
    private T[] batch = [];
    private int count;
    private int position = -1;
    private int buffers;
    private bool isRunning;
    private bool isWaiting;
    private bool isEnded;
    private bool isDisposed;
    private bool isMeasured;
    private Exception? failure;
    private TaskCompletionSource? stopped;

    public RowStreamEnumerator(ReadSource source, SqlStatement statement, TableSchema? table, TParameters parameters, CancellationTokenSource? linked, CancellationToken cancellationToken)
        : base(cancellationToken)
    {
        this.linked = linked;
        threads = source.Pool.Threads;
        measured = source.Measure(statement);
        rows = new StatementRows<T, TDecoder, TParameters>(source, statement, table, parameters, MaxRows);
    }

    public T Current => batch[position];

    public ValueTask<bool> MoveNextAsync()
    {
        var following = position + 1;
        if (following < count && !CancellationToken.IsCancellationRequested)
        {
            position = following;
            return new ValueTask<bool>(true);
        }

        return MoveToNextBatch();
    }

    public ValueTask DisposeAsync()
    {
        Task? running = null;
        lock (gate)
        {
            if (isDisposed)
            {
                return stopped is { } pending ? new ValueTask(pending.Task) : default;
            }

            isDisposed = true;
            Stop();
            if (isRunning)
            {
                stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                running = stopped.Task;
            }
        }

        if (running is null)
        {
            Close(null);
            linked?.Dispose();
            return default;
        }

        rows.Interrupt();
        return new ValueTask(running);
    }

    public override void Run()
    {
        while (true)
        {
            var buffer = TakeBuffer();
            var filled = 0;
            var hasMore = false;
            Exception? error = null;
            try
            {
                hasMore = !IsStopRequested && rows.Fill(ref buffer, this, CancellationToken, out filled);
            }
            catch (Exception e)
            {
                error = e;
            }

            if (!hasMore)
            {
                // Before the consumer hears of the end, the reader is free again.
                Close(error);
            }

            if (!HandOver(buffer, filled, hasMore, error))
            {
                return;
            }

            if (threads.HasWaiting)
            {
                threads.Enqueue(this);
                return;
            }
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token) => next.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => next.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => next.OnCompleted(continuation, state, token, flags);

    private ValueTask<bool> MoveToNextBatch()
    {
        var start = false;
        var wait = false;
        lock (gate)
        {
            if (isDisposed)
            {
                return new ValueTask<bool>(false);
            }

            if (CancellationToken.IsCancellationRequested)
            {
                return ValueTask.FromCanceled<bool>(CancellationToken);
            }

            GiveBack();
            var hasRows = TakeReady();
            if (!isEnded && !isRunning)
            {
                isRunning = start = true;
            }

            if (!hasRows)
            {
                if (isEnded)
                {
                    return failure is null ? new ValueTask<bool>(false) : ValueTask.FromException<bool>(failure);
                }

                next.Reset();
                isWaiting = wait = true;
            }
        }

        if (start)
        {
            threads.Enqueue(this);
        }

        return wait ? new ValueTask<bool>(this, next.Version) : new ValueTask<bool>(true);
    }

    private T[] TakeBuffer()
    {
        lock (gate)
        {
            if (free.TryPop(out var buffer))
            {
                return buffer;
            }

            buffers++;
            return [];
        }
    }

    /// <summary>Passes a batch on; false where this thread is to leave.</summary>
    private bool HandOver(T[] buffer, int filled, bool hasMore, Exception? error)
    {
        bool isAwaited, result, goOn;
        TaskCompletionSource? end = null;
        lock (gate)
        {
            if (filled > 0)
            {
                ready.Enqueue((buffer, filled));
            }
            else
            {
                free.Push(buffer);
            }

            isEnded = !hasMore;
            failure = error;
            isAwaited = isWaiting;
            isWaiting = false;
            result = isAwaited && TakeReady();
            goOn = hasMore && !isDisposed && (free.Count > 0 || buffers < Buffers);
            isRunning = goOn;
            if (!goOn && isDisposed)
            {
                end = stopped;
            }
        }

        if (end is not null)
        {
            Close(error);
            linked?.Dispose();
            end.SetResult();
        }

        if (isAwaited)
        {
            if (result || error is null)
            {
                next.SetResult(result);
            }
            else
            {
                next.SetException(error);
            }
        }

        return goOn;
    }

    // By one thread at a time: the one that reads, or who disposes while none does.
    private void Close(Exception? error)
    {
        rows.Close();
        if (!isMeasured)
        {
            isMeasured = true;
            measured.End(error);
        }
    }

    // Called with the gate held.
    private bool TakeReady()
    {
        if (!ready.TryDequeue(out var taken))
        {
            return false;
        }

        (batch, count) = taken;
        position = 0;
        return true;
    }

    // Called with the gate held.
    private void GiveBack()
    {
        if (count > 0)
        {
            free.Push(batch);
        }

        batch = [];
        count = 0;
        position = -1;
    }
}
