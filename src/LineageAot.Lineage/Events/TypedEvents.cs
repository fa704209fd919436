namespace LineageAot.Lineage;

/// <summary>Folds of typed events.</summary>
public static class EventFold
{
    /// <summary>A fold that gets each event as its own type.</summary>
    /// <param name="seed">The state before the first event.</param>
    /// <param name="apply">The state after an event.</param>
    /// <param name="unknown">What is done about events that no type has the name of.</param>
    /// <typeparam name="TCatalog">The generated catalog.</typeparam>
    /// <typeparam name="TEvent">What all the events are.</typeparam>
    /// <typeparam name="TState">The state.</typeparam>
    public static EventFold<TState> Of<TCatalog, TEvent, TState>(TState seed, Func<TState, TEvent, TState> apply, UnknownEvents unknown = UnknownEvents.Fail)
        where TCatalog : IEventCatalog<TEvent>
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(apply);
        Func<TState, EventRow, TState> whole = (state, row) => TCatalog.Read(row.EventType, row.Payload) is { } happened ? apply(state, happened)
            : unknown == UnknownEvents.Skip ? state
            : throw new UnknownEventTypeException(row);
        return new EventFold<TState>(seed, whole) { Typed = new TypedApply<TState>(whole, Step) };

        bool Step(ref TState state, string eventType, ReadOnlyMemory<byte>? payload)
        {
            if ((payload is { } utf8 ? TCatalog.ReadUtf8(eventType, utf8.Span) : TCatalog.Read(eventType, null)) is { } happened)
            {
                state = apply(state, happened);
                return true;
            }

            return unknown == UnknownEvents.Skip;
        }
    }
}

public sealed partial class EventStore
{
    /// <summary>Appends typed events, all or none.</summary>
    /// <param name="stream">The stream; the first event makes it.</param>
    /// <param name="expected">Where it ends, as far as the caller knows.</param>
    /// <param name="events">The events, in their order.</param>
    /// <param name="cancellationToken">Takes it out of the queue; once it runs, its outcome is told.</param>
    /// <typeparam name="TCatalog">The generated catalog.</typeparam>
    /// <typeparam name="TEvent">What all the events are.</typeparam>
    /// <exception cref="WrongExpectedVersionException">The stream ends elsewhere.</exception>
    public ValueTask<AppendResult> AppendAsync<TCatalog, TEvent>(StreamName stream, ExpectedVersion expected, IEnumerable<TEvent> events, CancellationToken cancellationToken = default)
        where TCatalog : IEventCatalog<TEvent>
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(events);
        return AppendAsync(stream, expected, [.. events.Select(TCatalog.Draft)], cancellationToken);
    }
}
