using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LineageAot.Lineage;

/// <summary>What all generated catalogs share. Only they call it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EventPayload
{
    /// <summary>A typed event as it's appended.</summary>
    /// <param name="eventType">The name that its type is stored by.</param>
    /// <param name="happened">The event.</param>
    /// <param name="form">How its type is written.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="ArgumentException">It's of a type that derives from <typeparamref name="T"/> and has no name of its own, so that what it adds would be lost.</exception>
    public static EventDraft Draft<T>(string eventType, T happened, JsonTypeInfo<T> form)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(happened);
        ArgumentNullException.ThrowIfNull(form);

        // A polymorphic type ([JsonDerivedType]) writes which one it is into the payload, and reads it back.
        if (happened.GetType() != typeof(T) && form.PolymorphismOptions is null)
        {
            throw Unnamed(happened);
        }

        return new EventDraft(eventType) { Payload = JsonSerializer.Serialize(happened, form) };
    }

    /// <summary>The typed event of a stored one.</summary>
    /// <param name="eventType">Its stored type.</param>
    /// <param name="payload">Its payload.</param>
    /// <param name="form">How its type is read.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="JsonException">There is no payload, or it isn't of the type's form.</exception>
    public static T Read<T>(string eventType, string? payload, JsonTypeInfo<T> form)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(form);
        if (payload is null)
        {
            throw new JsonException($"An event of the type '{eventType}' has no payload (events.payload is NULL), and '{typeof(T).Name}' is read from one. Undo this event, and append a corrected one.");
        }

        T? happened;
        try
        {
            happened = JsonSerializer.Deserialize(payload, form);
        }
        catch (JsonException exception)
        {
            throw OfAnotherForm<T>(eventType, exception);
        }

        return happened ?? throw IsNull<T>(eventType);
    }

    /// <summary>As the other one, of a payload as it's stored.</summary>
    /// <param name="eventType">Its stored type.</param>
    /// <param name="payload">Its payload, as UTF-8.</param>
    /// <param name="form">How its type is read.</param>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="JsonException">The payload isn't of the type's form.</exception>
    public static T Read<T>(string eventType, ReadOnlySpan<byte> payload, JsonTypeInfo<T> form)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(form);
        T? happened;
        try
        {
            happened = JsonSerializer.Deserialize(payload, form);
        }
        catch (JsonException exception)
        {
            throw OfAnotherForm<T>(eventType, exception);
        }

        return happened ?? throw IsNull<T>(eventType);
    }

    /// <summary>What is thrown for an event whose type has no stored name.</summary>
    /// <param name="happened">The event.</param>
    public static ArgumentException Unnamed(object? happened) => happened is null
        ? new ArgumentNullException(nameof(happened))
        : new ArgumentException($"The type '{happened.GetType()}' has no name in the catalog: give it [EventType(\"…\")], and list it in the catalog's JSON context.", nameof(happened));

    private static JsonException IsNull<T>(string eventType)
        => new($"The payload of an event of the type '{eventType}' (events.payload) is the JSON word null, and '{typeof(T).Name}' is read from an object. Undo this event, and append a corrected one.");

    private static JsonException OfAnotherForm<T>(string eventType, JsonException exception) => new(
        $"The payload of an event of the type '{eventType}' (events.payload) isn't of the form of '{typeof(T).Name}': {exception.Message} Let the type read what was stored before it changed, or undo this event.",
        exception.Path, exception.LineNumber, exception.BytePositionInLine, exception);
}
