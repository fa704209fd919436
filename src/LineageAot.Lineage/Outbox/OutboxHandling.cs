namespace LineageAot.Lineage;

public sealed partial class Outbox
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Hands each entry of a kind to a handler, as soon as it's ready; without an end. What the handler throws counts as a failure of that entry.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="owner">The worker.</param>
    /// <param name="handle">Tells whom it concerns. It may get the same entry again.</param>
    /// <param name="lease">How long a worker may take for one entry; 1 minute. Past that another may get it.</param>
    /// <param name="backoff">How long an entry waits after a failure.</param>
    /// <param name="cancellationToken">Ends it; the entry at work is given back.</param>
    public async ValueTask HandleAsync(string kind, string owner, Func<OutboxRow, CancellationToken, ValueTask> handle, TimeSpan? lease = null, OutboxBackoff? backoff = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handle);
        var signal = new CommitSignal(database, time, "outbox");
        await using (signal.ConfigureAwait(false))
        {
            while (true)
            {
                signal.Listen();
                while (await HandleNextAsync(kind, owner, handle, lease ?? TimeSpan.FromMinutes(1), backoff, cancellationToken).ConfigureAwait(false))
                {
                }

                var next = await database.FindNextTimeAsync(kind, cancellationToken).ConfigureAwait(false);
                var wait = next is { } at ? at - time.GetUtcNow() : LongestWait;
                if (wait > TimeSpan.Zero && await signal.WaitAsync(wait < LongestWait ? wait : LongestWait, cancellationToken).ConfigureAwait(false) is null)
                {
                    return;
                }
            }
        }
    }

    private async ValueTask<bool> HandleNextAsync(string kind, string owner, Func<OutboxRow, CancellationToken, ValueTask> handle, TimeSpan duration, OutboxBackoff? backoff, CancellationToken cancellationToken)
    {
        var lease = await LeaseAsync(kind, owner, 1, duration, backoff, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            if (lease.Items.Count == 0)
            {
                return false;
            }

            try
            {
                try
                {
                    await handle(lease.Items[0], cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
                {
                    // The message may hold what the handler was told; the type says enough to look for it.
                    await lease.FailAsync(lease.Items, e.GetType().Name, cancellationToken: cancellationToken).ConfigureAwait(false);
                    return true;
                }

                await lease.CompleteAsync(lease.Items, cancellationToken).ConfigureAwait(false);
            }
            catch (LeaseLostException)
            {
                // It took too long, and another has it: that one reports.
            }

            return true;
        }
    }
}
