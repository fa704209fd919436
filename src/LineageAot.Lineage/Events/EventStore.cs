namespace LineageAot.Lineage;

/// <summary>
/// Streams of events: appended where the writer knew what was there, never changed, each one's checksum chained to the one before. Safe to use from many threads.
/// </summary>
public sealed partial class EventStore
{
    private readonly LineageDatabase database;
    private readonly TimeProvider time;
    private readonly LineageDatabase outbox;
    private readonly AppendQueue appends;

    internal EventStore(LineageDatabase database, TimeProvider time, LineageDatabase outbox)
    {
        this.database = database;
        this.time = time;
        this.outbox = outbox;
        appends = new AppendQueue(database);
        head = EventHead.Of(database);
    }

    /// <summary>Appends one event. Done when it's committed.</summary>
    /// <inheritdoc cref="AppendAsync(StreamName, ExpectedVersion, IReadOnlyList{EventDraft}, CancellationToken)"/>
    public ValueTask<AppendResult> AppendAsync(StreamName stream, ExpectedVersion expected, EventDraft draft, CancellationToken cancellationToken = default)
        => AppendAsync(stream, expected, [draft], cancellationToken);

    /// <summary>
    /// Appends events, all or none. Done when they are committed. An event whose key the stream has already isn't appended again, so an append that nobody heard the end of
    /// is tried again as it was: with the same keys and the same expected version.
    /// </summary>
    /// <param name="stream">The stream; the first event makes it.</param>
    /// <param name="expected">Where it ends, as far as the caller knows.</param>
    /// <param name="events">The events, in their order.</param>
    /// <param name="cancellationToken">Takes it out of the queue; once it runs, its outcome is told.</param>
    /// <exception cref="WrongExpectedVersionException">The stream ends elsewhere.</exception>
    /// <exception cref="LineageConflictException">The stream is archived, or has an event with the same key that says something else.</exception>
    /// <exception cref="ConstraintException">A payload or meta isn't JSON text.</exception>
    public ValueTask<AppendResult> AppendAsync(StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        EventWriting.Require(stream, events);
        return appends.AppendAsync(stream, expected, events, cancellationToken);
    }

    /// <summary>A stream's row, or null if it has no events.</summary>
    public ValueTask<EventStream?> FindStreamAsync(StreamName stream, CancellationToken cancellationToken = default)
        => database.FindStreamAsync(stream.Type, stream.Id, cancellationToken);

    /// <summary>An event of a stream by its key, or null.</summary>
    public ValueTask<EventRow?> FindEventAsync(StreamName stream, EventId id, CancellationToken cancellationToken = default)
        => database.FindEventAsync(stream.Type, stream.Id, id, cancellationToken);

    /// <summary>The position of the newest event; 0 if there is none.</summary>
    public ValueTask<long> FindLastPositionAsync(CancellationToken cancellationToken = default) => database.FindLastPositionAsync(cancellationToken);
}
