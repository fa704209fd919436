namespace LineageAot.Lineage;

/// <summary>
/// Reads and writes typed events. Implemented by the generator on a class with <see cref="EventCatalogAttribute"/>, for all types of the project with
/// <see cref="EventTypeAttribute"/> that are <typeparamref name="TEvent"/>, through compiled code.
/// </summary>
/// <typeparam name="TEvent">What all the events are: an interface or a base record of yours, or object.</typeparam>
public interface IEventCatalog<TEvent>
    where TEvent : class
{
    /// <summary>The event as it's appended.</summary>
    /// <exception cref="ArgumentException">Its type has no <see cref="EventTypeAttribute"/>.</exception>
    static abstract EventDraft Draft(TEvent happened);

    /// <summary>The typed event, or null if no type has this name.</summary>
    /// <exception cref="System.Text.Json.JsonException">The payload isn't of this type's form.</exception>
    static abstract TEvent? Read(string eventType, string? payload);

    /// <summary>As <see cref="Read"/>, of the payload's UTF-8 bytes: folds read many.</summary>
    /// <exception cref="System.Text.Json.JsonException">The payload isn't of this type's form.</exception>
    static abstract TEvent? ReadUtf8(string eventType, ReadOnlySpan<byte> payload);
}

/// <summary>Gives a type of events its stored name. Given more than once, the first is written, and the others are read too: a renamed type's earlier names.</summary>
/// <param name="name">The name: a word that stays, for it is stored; it can't begin with <c>$</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}

/// <summary>Marks a partial class that implements <see cref="IEventCatalog{TEvent}"/> for the generator to fill.</summary>
/// <param name="jsonContext">The <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that knows all the types.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventCatalogAttribute(Type jsonContext) : Attribute
{
    /// <summary>The context.</summary>
    public Type JsonContext { get; } = jsonContext;
}

/// <summary>What a typed fold does about events that no type has the name of.</summary>
public enum UnknownEvents
{
    /// <summary>It ends with an <see cref="UnknownEventTypeException"/>: a state that lacks something is worse than none.</summary>
    Fail,

    /// <summary>It leaves them out.</summary>
    Skip,
}

/// <summary>An event's type is no type's name in the catalog: a newer program wrote it, or the type was renamed.</summary>
public sealed class UnknownEventTypeException : LineageException
{
    internal UnknownEventTypeException(EventRow row)
        : base($"The event at position {row.Position} of the stream {row.StreamType}/{row.StreamId} is of the type '{row.EventType}' (events.event_type), which no type has as its [EventType]. Add the name to the type that was renamed, or skip what isn't known (UnknownEvents.Skip).")
        => EventType = row.EventType;

    /// <summary>The type's name.</summary>
    public string EventType { get; }
}
