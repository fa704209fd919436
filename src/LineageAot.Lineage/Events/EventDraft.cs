namespace LineageAot.Lineage;

/// <summary>An event that is to be appended.</summary>
/// <param name="EventType">What happened: a word of yours, which can't begin with <c>$</c>.</param>
public sealed record EventDraft(string EventType)
{
    /// <summary>Its own key. Give one where the append may be tried again: the same key again in a stream isn't appended. Drawn where it's left out.</summary>
    public EventId? Id { get; init; }

    /// <summary>How much it matters.</summary>
    public EventLevel Level { get; init; } = EventLevel.Information;

    /// <summary>When it happened; the time of the append where it's left out. Kept to whole microseconds.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What about it, as JSON text.</summary>
    public string? Payload { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    public string? Meta { get; init; }

    /// <summary>The run that it happened in.</summary>
    public RunId? RunId { get; init; }

    /// <summary>The trace that it belongs to (W3C trace context).</summary>
    public string? TraceId { get; init; }

    /// <summary>Who did it.</summary>
    public string? Actor { get; init; }

    internal void Require()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(EventType);
        if (EventType[0] == '$')
        {
            throw new ArgumentException($"The event type '{EventType}' begins with '$', as the store's own do. Choose another, or use UndoAsync and RedoAsync.");
        }

        if (Id is { Value: var id } && id == Guid.Empty)
        {
            throw new ArgumentException($"The id of an event of type '{EventType}' is empty. Leave it out, and one is drawn.");
        }
    }

    internal bool IsSameAs(EventDraft other) => other.EventType == EventType && other.Payload == Payload && other.Meta == Meta && other.Actor == Actor;

    // A trace, a time or a level may differ from try to try; what happened may not.
    internal bool IsSameAs(EventRow row) => row.EventType == EventType && row.Payload == Payload && row.Meta == Meta && row.Actor == Actor;
}

/// <summary>What an append came to.</summary>
/// <param name="Version">The number of the stream's last event now.</param>
/// <param name="Appended">How many events were appended; those whose key the stream had already weren't.</param>
/// <param name="LastPosition">The place of the last appended event among all; null if none was.</param>
public readonly record struct AppendResult(long Version, int Appended, long? LastPosition);
