namespace LineageAot.Cli.Ingestion;

/// <summary>
/// Bounds the bytes on their way from disk to the store. Whoever asks waits until there is room; something larger than all of it may pass alone. Safe to
/// use from many threads.
/// </summary>
internal sealed class ByteBudget(long limit)
{
    private readonly Lock gate = new();
    private readonly Queue<(long Bytes, TaskCompletionSource Turn)> waiting = new();
    private long used;

    /// <summary>Takes bytes, in the order of asking.</summary>
    public ValueTask TakeAsync(long bytes)
    {
        lock (gate)
        {
            if (waiting.Count == 0 && Fits(bytes))
            {
                used += bytes;
                return ValueTask.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue((bytes, turn));
            return new ValueTask(turn.Task);
        }
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long bytes)
    {
        lock (gate)
        {
            used -= bytes;
            while (waiting.TryPeek(out var next) && Fits(next.Bytes))
            {
                used += next.Bytes;
                waiting.Dequeue().Turn.SetResult();
            }
        }
    }

    private bool Fits(long bytes) => used == 0 || used + bytes <= limit;
}
