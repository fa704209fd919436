using System.Runtime.CompilerServices;

namespace LineageAot.Lineage;

/// <summary>
/// Reads events from a kept place on: first what is there, then what comes, after each commit. Each event at least once and none left out; the next batch is read when the one before was
/// taken, so that a slow reader holds nothing up but itself. For one reader at a time.
/// </summary>
public sealed partial class EventSubscription : IAsyncDisposable
{
    // The place is written down after so many events that weren't wanted: each write is a commit.
    private const long UnwantedBeforeWrite = 10_000;

    private readonly LineageDatabase database;
    private readonly TimeProvider time;
    private readonly SubscriptionOptions options;
    private readonly CheckpointLease lease;
    private int isReading;
    private long renewedAt;
    private long handedOut;
    private long lookedAt;

    internal EventSubscription(LineageDatabase database, TimeProvider time, SubscriptionOptions options, CheckpointLease lease)
    {
        this.database = database;
        this.time = time;
        this.options = options;
        this.lease = lease;
        renewedAt = time.GetTimestamp();
    }

    /// <summary>The position of the last event that the reader is through with.</summary>
    public long Position => lease.Position;

    /// <summary>How often what comes next has failed, in this or an earlier subscription.</summary>
    public int Attempts => lease.Attempts;

    /// <summary>
    /// The events in batches, without an end: it waits for more. A batch that wasn't completed when the next is asked for isn't read again by this enumeration, but by the next subscription.
    /// </summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LeaseLostException">Somebody else reads by now.</exception>
    /// <exception cref="InvalidOperationException">It's being read already.</exception>
    public IAsyncEnumerable<EventBatch> ReadAsync(CancellationToken cancellationToken = default) => ReadAsync(isLive: true, options.BatchSize, cancellationToken);

    /// <summary>The events that are there, in batches; ends with the last one.</summary>
    /// <inheritdoc cref="ReadAsync(CancellationToken)"/>
    public IAsyncEnumerable<EventBatch> ReadToEndAsync(CancellationToken cancellationToken = default) => ReadAsync(isLive: false, options.BatchSize, cancellationToken);

    internal async IAsyncEnumerable<EventBatch> ReadAsync(bool isLive, int size, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref isReading, 1) == 1)
        {
            throw new InvalidOperationException($"The subscription '{options.Processor}' is being read already. A subscription has one reader; open another one for another share.");
        }

        try
        {
            var signal = new CommitSignal(database, time, "events");
            await using (signal.ConfigureAwait(false))
            {
                var position = lease.Position;
                while (true)
                {
                    // Listens before it reads: what is committed in between is seen by the one or the other.
                    signal.Listen();
                    var page = await database.ListAllForwardAsync(position, size, cancellationToken).ConfigureAwait(false);
                    if (page.Count > 0)
                    {
                        position = lookedAt = page[^1].Position;
                        var wanted = page.Where(options.Wants).ToList();
                        if (wanted.Count > 0)
                        {
                            handedOut = position;
                            yield return new EventBatch(this, wanted, position);
                        }
                        else if (position - lease.Position >= UnwantedBeforeWrite)
                        {
                            await PassAsync(cancellationToken).ConfigureAwait(false);
                        }
                    }

                    if (page.Count < size && !await ContinueAsync(isLive, signal, cancellationToken).ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
            }
        }
        finally
        {
            Volatile.Write(ref isReading, 0);
        }
    }

    internal async ValueTask CompleteAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        await lease.MoveAsync(batch.Position, cancellationToken).ConfigureAwait(false);
        renewedAt = time.GetTimestamp();
    }

    internal async ValueTask RenewAsync(CancellationToken cancellationToken)
    {
        await lease.RenewAsync(cancellationToken).ConfigureAwait(false);
        renewedAt = time.GetTimestamp();
    }

    internal ValueTask FailAsync(string error, CancellationToken cancellationToken) => lease.FailAsync(error, cancellationToken);

    /// <summary>Lets others have the place.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await PassAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (LeaseLostException)
        {
            // Whoever has the place by now passes these events too.
        }

        await lease.GiveBackAsync().ConfigureAwait(false);
    }

    // Events that nobody wanted are passed, once those before them that somebody did are done.
    private async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        if (lease.Position >= handedOut && lookedAt > lease.Position)
        {
            await lease.MoveAsync(lookedAt, cancellationToken).ConfigureAwait(false);
            renewedAt = time.GetTimestamp();
        }
    }

    /// <summary>At the end of what is there: false if there will be nothing more.</summary>
    private async ValueTask<bool> ContinueAsync(bool isLive, CommitSignal signal, CancellationToken cancellationToken)
    {
        if (!isLive)
        {
            return false;
        }

        while (true)
        {
            var untilRenewal = (options.Lease / 2) - time.GetElapsedTime(renewedAt);
            if (untilRenewal <= TimeSpan.Zero)
            {
                await PassAsync(cancellationToken).ConfigureAwait(false);
                await RenewAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (await signal.WaitAsync(untilRenewal, cancellationToken).ConfigureAwait(false) is not false and var more)
            {
                return more is true;
            }
        }
    }
}
