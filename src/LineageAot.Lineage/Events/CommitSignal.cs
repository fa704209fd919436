namespace LineageAot.Lineage;

/// <summary>Waits for the next commit that wrote a table. For one waiter.</summary>
internal sealed class CommitSignal(LineageDatabase database, TimeProvider time, string table) : IAsyncDisposable
{
    private readonly CancellationTokenSource ending = new();
    private IAsyncEnumerator<TableChanges>? changes;
    private Task<bool>? next;

    /// <summary>From now on commits are seen; one that was seen and not waited for yet stays so.</summary>
    public void Listen()
    {
        changes ??= database.Changes.GetAsyncEnumerator(ending.Token);
        next ??= changes.MoveNextAsync().AsTask();
    }

    /// <summary>Waits. True: it was written, or may have been. False: the time is over. Null: the database is closed.</summary>
    public async ValueTask<bool?> WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var isOver = Task.Delay(timeout, time, waiting.Token);
        try
        {
            while (true)
            {
                Listen();
                if (await Task.WhenAny(next!, isOver).ConfigureAwait(false) == isOver)
                {
                    await isOver.ConfigureAwait(false);
                    return false;
                }

                if (!await next!.ConfigureAwait(false))
                {
                    return null;
                }

                next = null;

                if (changes!.Current.Rows.ContainsKey(table))
                {
                    return true;
                }
            }
        }
        finally
        {
            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        if (next is not null)
        {
            // A wait that is cut off here has nobody to tell.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (changes is not null)
        {
            await changes.DisposeAsync().ConfigureAwait(false);
        }

        ending.Dispose();
    }
}
