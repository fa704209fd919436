namespace LineageAot.Lineage;

/// <summary>What a typed fold looks at; the payload as the UTF-8 that it is stored as.</summary>
[Row]
internal readonly partial record struct TypedEvent(long StreamVersion, string EventType, ReadOnlyMemory<byte>? Payload);

/// <summary>A fold's step over types and payloads.</summary>
/// <param name="Whole">The same step over whole events: a fold that was given another one since isn't this one's any more.</param>
/// <param name="Step">The step. Whatever the type isn't known of it leaves to <paramref name="Whole"/>, and says so with false.</param>
internal sealed record TypedApply<TState>(Func<TState, EventRow, TState> Whole, TypedStep<TState> Step);

/// <summary>Brings a state behind an event; false: nobody knows its type.</summary>
internal delegate bool TypedStep<TState>(ref TState state, string eventType, ReadOnlyMemory<byte>? payload);
