namespace LineageAot.Writing;

/// <summary>
/// The room in the queue, by rows and by bytes. Counted on the producers' side, without a lock while there is room; producers that find
/// none wait in order, asynchronously.
/// </summary>
internal sealed class QueueBounds(long maxRows, long maxBytes)
{
    private readonly Lock gate = new();
    private readonly Queue<Waiter> waiters = new();
    private long rows, bytes;
    private int waiting;
    private WriteQueueClosedException? closed;

    public long Rows => Interlocked.Read(ref rows);

    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Takes room at once where there is some and nobody waits for it.</summary>
    public bool TryTake(int addedRows, long addedBytes) => Volatile.Read(ref waiting) == 0 && TryAdd(addedRows, addedBytes);

    /// <summary>Waits in line for room.</summary>
    /// <exception cref="WriteQueueClosedException">The queue was closed meanwhile.</exception>
    public Task TakeAsync(int addedRows, long addedBytes, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(addedRows, addedBytes);
        lock (gate)
        {
            if (closed is not null)
            {
                return Task.FromException(Failures.Refused(closed));
            }

            waiters.Enqueue(waiter);
            Interlocked.Increment(ref waiting);
        }

        // Room that came free between the first look and standing in line.
        Admit();
        return cancellationToken.CanBeCanceled ? waiter.WithCancellation(cancellationToken) : waiter.Task;
    }

    /// <summary>Gives room back and lets in whoever fits.</summary>
    public void GiveBack(int removedRows, long removedBytes)
    {
        Interlocked.Add(ref rows, -removedRows);
        Interlocked.Add(ref bytes, -removedBytes);
        if (Volatile.Read(ref waiting) != 0)
        {
            Admit();
        }
    }

    /// <summary>Refuses everybody who waits and will wait.</summary>
    public void Close(WriteQueueClosedException reason)
    {
        lock (gate)
        {
            closed = reason;
            while (waiters.TryDequeue(out var waiter))
            {
                Interlocked.Decrement(ref waiting);
                waiter.TrySetException(Failures.Refused(reason));
            }
        }
    }

    /// <summary>Takes requests again after a pause.</summary>
    public void Reopen()
    {
        lock (gate)
        {
            closed = null;
        }
    }

    private bool TryAdd(int addedRows, long addedBytes)
    {
        var sumOfRows = Interlocked.Add(ref rows, addedRows);
        var sumOfBytes = Interlocked.Add(ref bytes, addedBytes);

        // One request alone is always taken, however large it is.
        if ((sumOfRows <= maxRows && sumOfBytes <= maxBytes) || sumOfRows == addedRows)
        {
            return true;
        }

        Interlocked.Add(ref rows, -addedRows);
        Interlocked.Add(ref bytes, -addedBytes);
        return false;
    }

    private void Admit()
    {
        lock (gate)
        {
            while (waiters.TryPeek(out var waiter))
            {
                if (!waiter.Task.IsCompleted)
                {
                    if (!TryAdd(waiter.Rows, waiter.Bytes))
                    {
                        return;
                    }

                    if (!waiter.TrySetResult())
                    {
                        Interlocked.Add(ref rows, -waiter.Rows);
                        Interlocked.Add(ref bytes, -waiter.Bytes);
                    }
                }

                waiters.Dequeue();
                Interlocked.Decrement(ref waiting);
            }
        }
    }

    private sealed class Waiter(int rows, long bytes) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Rows { get; } = rows;

        public long Bytes { get; } = bytes;

        public async Task WithCancellation(CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((Waiter)waiter!).TrySetCanceled(token), this).ConfigureAwait(false);
            await Task.ConfigureAwait(false);
        }
    }
}
