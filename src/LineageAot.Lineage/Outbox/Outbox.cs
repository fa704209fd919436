namespace LineageAot.Lineage;

/// <summary>
/// What others are to be told: added in the transaction of what it tells of, lent to workers, tried again with growing waits, given up after so many tries.
/// An entry is told at least once: whoever is told must stand to hear it twice. Safe to use from many threads.
/// </summary>
public sealed partial class Outbox
{
    private readonly LineageDatabase database;
    private readonly TimeProvider time;

    internal Outbox(LineageDatabase database, TimeProvider time)
    {
        this.database = database;
        this.time = time;
    }

    /// <summary>Adds an entry in a unit of its own. Where it tells of something that is written, use <see cref="OutboxWriting.Enqueue"/> in the same unit.</summary>
    /// <returns>The entry's position; null if one of its kind and dedupe key is under way already.</returns>
    /// <exception cref="ConstraintException">The payload isn't JSON text.</exception>
    public ValueTask<long?> EnqueueAsync(OutboxMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.Require();
        return database.WriteAsync(unit => unit.Enqueue(message), cancellationToken: cancellationToken);
    }

    /// <summary>Lends entries that are ready, the longest ready first. What a worker doesn't report before the lease ends is lent again; an entry that had its last try is given up.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="owner">The worker.</param>
    /// <param name="max">At most so many: 1 to 10,000.</param>
    /// <param name="duration">How long they are the worker's: more than nothing, to 1 day.</param>
    /// <param name="backoff">How long an entry waits after a failure.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    public async ValueTask<OutboxLease> LeaseAsync(string kind, string owner, int max, TimeSpan duration, OutboxBackoff? backoff = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(duration, TimeSpan.FromDays(1));
        backoff ??= new OutboxBackoff();
        backoff.Require();
        var items = await database.WriteAsync(unit => Take(unit, kind, owner, max, duration), cancellationToken: cancellationToken).ConfigureAwait(false);
        return new OutboxLease(database, time, owner, duration, backoff, items);
    }

    /// <summary>An entry, or null.</summary>
    public ValueTask<OutboxRow?> FindAsync(long position, CancellationToken cancellationToken = default) => database.FindEntryAsync(position, cancellationToken);

    /// <summary>Entries, the newest first.</summary>
    /// <param name="page">Which page.</param>
    /// <param name="kind">Of this kind only.</param>
    /// <param name="state">In this state only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<ListPage<OutboxRow>> ListAsync(PageRequest page, string? kind = null, OutboxState? state = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        var found = await database.ListOutboxAsync(kind, state, page.Size, page.After, cancellationToken).ConfigureAwait(false);
        return new ListPage<OutboxRow>(found.Items, found.Next, null);
    }

    /// <summary>How many entries of each kind there are. Walks over all of them.</summary>
    public ValueTask<IReadOnlyList<OutboxFigures>> CountAsync(CancellationToken cancellationToken = default) => database.CountOutboxAsync(cancellationToken);

    /// <summary>Lets a dead letter be tried again, from its first try on.</summary>
    /// <returns>False if it isn't one.</returns>
    /// <exception cref="ConstraintException">Another entry of its kind and dedupe key is under way.</exception>
    public async ValueTask<bool> RetryAsync(long position, CancellationToken cancellationToken = default)
        => await database.WriteAsync(unit => unit.Revive(position, unit.Now), cancellationToken: cancellationToken).ConfigureAwait(false) > 0;

    /// <summary>Takes away entries that were sent before a time, so many a unit; it can be stopped and called again.</summary>
    /// <param name="before">The time.</param>
    /// <param name="dead">Dead letters that were given up before it go too.</param>
    /// <param name="cancellationToken">Ends it between two units.</param>
    /// <returns>How many went.</returns>
    public ValueTask<long> RemoveEndedAsync(DateTimeOffset before, bool dead = false, CancellationToken cancellationToken = default)
        => SlicedRemoval.RunAsync(database, (unit, max) => unit.DeleteEnded(before, dead, max), cancellationToken);

    internal ValueTask<long> RemoveDeadAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => SlicedRemoval.RunAsync(database, (unit, max) => unit.DeleteDead(before, max), cancellationToken);

    private IReadOnlyList<OutboxRow> Take(WriteScope unit, string kind, string owner, int max, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        var until = now + duration;
        var taken = new List<OutboxRow>();
        while (taken.Count < max)
        {
            var ready = unit.ListReady(kind, now, max - taken.Count);
            foreach (var row in ready)
            {
                if (row.Attempts >= row.MaxAttempts)
                {
                    // Its last try ended without a word.
                    unit.GiveUp(row.Position, "the lease of the last try ended without a report", now);
                    continue;
                }

                unit.Lease(row.Position, owner, until, now);
                taken.Add(unit.FindEntry(row.Position)!);
            }

            if (ready.Count == 0)
            {
                break;
            }
        }

        return taken;
    }
}
