namespace LineageAot.Lineage;

/// <summary>Events that a subscription read.</summary>
public sealed class EventBatch
{
    private readonly EventSubscription subscription;

    internal EventBatch(EventSubscription subscription, IReadOnlyList<EventRow> events, long position)
    {
        this.subscription = subscription;
        Events = events;
        Position = position;
    }

    /// <summary>The events by position; at least one.</summary>
    public IReadOnlyList<EventRow> Events { get; }

    /// <summary>The place after this batch: of the last event that was looked at, wanted or not.</summary>
    public long Position { get; }

    /// <summary>
    /// The reader is through with these events and with all before them: they aren't read again. Without it, or after a crash before it, they are read again (at least once).
    /// </summary>
    /// <exception cref="LeaseLostException">The lease ended, and somebody else reads by now.</exception>
    public ValueTask CompleteAsync(CancellationToken cancellationToken = default) => subscription.CompleteAsync(this, cancellationToken);

    /// <summary>Holds the lease for another time; for work on a batch that takes longer than the lease.</summary>
    /// <exception cref="LeaseLostException">The lease ended, and somebody else reads by now.</exception>
    public ValueTask RenewAsync(CancellationToken cancellationToken = default) => subscription.RenewAsync(cancellationToken);
}
