namespace LineageAot.Lineage;

/// <summary>
/// A fold over the events of all streams that is kept current after each commit: begun from its snapshot, caught up, then live. <see cref="State"/> can be read from any thread.
/// Disposing keeps a snapshot, so that the next one needn't begin at the first event.
/// </summary>
/// <typeparam name="TState">The state; one that isn't changed in place.</typeparam>
public sealed class LiveState<TState> : IAsyncDisposable
{
    private readonly LiveFolding<TState> folding;
    private readonly CancellationTokenSource ending = new();
    private readonly Lock gate = new();
    private readonly Task following;
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Box current;
    private volatile Exception? fault;
    private volatile bool isEnded;

    private LiveState(LiveFolding<TState> folding)
    {
        this.folding = folding;
        current = new Box(folding.State, folding.Position);
        following = FollowAsync();
    }

    /// <summary>The state now.</summary>
    /// <exception cref="LineageException">Following the events failed: the fold threw, or the database did.</exception>
    public TState State => Now.State;

    /// <summary>The position of the last event that is in the state.</summary>
    public long Position => Now.Position;

    private Box Now => fault is { } e ? throw new LineageException($"The live state '{folding.Name}' stands still at position {current.Position}, for following the events failed: {e.Message}", e) : current;

    /// <summary>Waits until the events up to a position are in the state: after an append, its <see cref="AppendResult.LastPosition"/>.</summary>
    /// <returns>The state.</returns>
    /// <exception cref="LineageException">Following the events failed.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed before it got that far.</exception>
    public async ValueTask<TState> WaitForAsync(long position, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (Now is { } now && now.Position >= position)
                {
                    return now.State;
                }

                ObjectDisposedException.ThrowIf(isEnded, this);
                next = moved.Task;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends following, and keeps a snapshot if the fold uses them. The state can still be read.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isEnded)
        {
            return;
        }

        await ending.CancelAsync().ConfigureAwait(false);
        await following.ConfigureAwait(false);
        isEnded = true;
        if (fault is null)
        {
            await folding.KeepAsync(CancellationToken.None).ConfigureAwait(false);
        }

        ending.Dispose();
    }

    internal static async ValueTask<LiveState<TState>> OpenAsync(LiveFolding<TState> folding, CancellationToken cancellationToken)
    {
        await folding.StartAsync(cancellationToken).ConfigureAwait(false);
        return new LiveState<TState>(folding);
    }

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var _ in folding.FollowAsync(ending.Token).ConfigureAwait(false))
            {
                Publish(null);
            }

            Publish(new ObjectDisposedException(folding.Name, "the database was closed"));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            isEnded = true;
            Publish(null);
        }
        catch (Exception e)
        {
            Publish(e);
        }
    }

    private void Publish(Exception? e)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            fault = e;
            current = new Box(folding.State, folding.Position);
            told = moved;
            moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.SetResult();
    }

    private sealed record Box(TState State, long Position);
}
