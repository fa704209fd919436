namespace LineageAot.Lineage;

public sealed partial class EventStore
{
    /// <summary>Takes a reader's place in the events, and reads from there on: see <see cref="EventSubscription"/>.</summary>
    /// <exception cref="LineageConflictException">Another reader has the place.</exception>
    public async ValueTask<EventSubscription> SubscribeAsync(SubscriptionOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Require();
        var lease = await CheckpointLease.TakeAsync(database, outbox, time, options, cancellationToken).ConfigureAwait(false);
        return new EventSubscription(database, time, options, lease);
    }

    /// <summary>The places of all readers, by name and share.</summary>
    public ValueTask<IReadOnlyList<ProcessorCheckpoint>> ListCheckpointsAsync(CancellationToken cancellationToken = default) => database.ListCheckpointsAsync(cancellationToken);

    /// <summary>Forgets the places of a reader, so that it begins anew; those that somebody holds now stay.</summary>
    /// <returns>How many were forgotten.</returns>
    public ValueTask<int> ForgetCheckpointsAsync(string processor, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(processor);
        return database.WriteAsync(unit => unit.DeleteCheckpoints(processor, time.GetUtcNow()), cancellationToken: cancellationToken);
    }
}
