namespace LineageAot.Lineage;

public sealed partial class EventStore
{
    /// <summary>
    /// Undoes an event: appends a marker that names it, and folding skips the event from then on. History isn't rewritten, and what others were told isn't taken back.
    /// An event that is undone already stays so, and nothing is appended.
    /// </summary>
    /// <param name="stream">The stream.</param>
    /// <param name="id">The event's key.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    /// <exception cref="LineageNotFoundException">The stream has no such event.</exception>
    /// <exception cref="LineageConflictException">The event is an undo or a redo itself, or the stream is archived.</exception>
    public ValueTask<AppendResult> UndoAsync(StreamName stream, EventId id, string? actor = null, CancellationToken cancellationToken = default)
        => MarkAsync(stream, EventTypes.Undo, unit => Target(unit, stream, id), actor, cancellationToken);

    /// <summary>Takes an undo back: the event counts again. One that isn't undone stays as it is.</summary>
    /// <inheritdoc cref="UndoAsync"/>
    public ValueTask<AppendResult> RedoAsync(StreamName stream, EventId id, string? actor = null, CancellationToken cancellationToken = default)
        => MarkAsync(stream, EventTypes.Redo, unit => Target(unit, stream, id), actor, cancellationToken);

    /// <summary>Undoes the last event of the stream that isn't undone; nothing is appended if there is none.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Takes it out of the queue.</param>
    public ValueTask<AppendResult> UndoLastAsync(StreamName stream, string? actor = null, CancellationToken cancellationToken = default)
        => MarkAsync(stream, EventTypes.Undo, unit => LastEffective(unit, stream), actor, cancellationToken);

    /// <summary>Redoes the event that was undone last; nothing is appended if there is none.</summary>
    /// <inheritdoc cref="UndoLastAsync"/>
    public ValueTask<AppendResult> RedoLastAsync(StreamName stream, string? actor = null, CancellationToken cancellationToken = default)
        => MarkAsync(
            stream,
            EventTypes.Redo,
            unit => EventMarkers.Undone(unit.ListMarkers(stream.Type, stream.Id)) is { Count: > 0 } undone ? unit.FindEvent(stream.Type, stream.Id, new EventId(undone.GetAt(undone.Count - 1).Key.Event)) : null,
            actor,
            cancellationToken);

    private ValueTask<AppendResult> MarkAsync(StreamName stream, string marker, Func<WriteScope, EventRow?> find, string? actor, CancellationToken cancellationToken)
    {
        stream.Require();
        return database.WriteAsync(
            unit =>
            {
                var target = find(unit);
                var isUndone = target is not null && EventMarkers.Undone(unit.ListMarkers(stream.Type, stream.Id)).ContainsKey(EventKey.Of(target));
                if (target is null || isUndone == (marker == EventTypes.Undo))
                {
                    return new AppendResult(unit.FindStreamHead(stream.Type, stream.Id)?.Version ?? 0, 0, null);
                }

                // What was folded with it, or without it, doesn't hold any more.
                unit.DeleteSnapshotsFrom(stream.Type, stream.Id, target.StreamVersion);
                return EventWriting.Append(unit, stream, ExpectedVersion.Any, [new EventDraft(marker) { Payload = $$"""{"event":"{{target.EventId.Value}}"}""", Actor = actor }]);
            },
            cancellationToken: cancellationToken);
    }

    private static EventRow Target(WriteScope unit, StreamName stream, EventId id)
    {
        var target = unit.FindEvent(stream.Type, stream.Id, id)
            ?? throw new LineageNotFoundException($"The stream {stream} has no event with the key {id.Value}. Nothing was written.");
        return EventTypes.IsMarker(target.EventType)
            ? throw new LineageConflictException($"The event {id.Value} is an undo or a redo itself. Nothing was written: name the event that it is about.")
            : target;
    }

    private static EventRow? LastEffective(WriteScope unit, StreamName stream)
    {
        var undone = EventMarkers.Undone(unit.ListMarkers(stream.Type, stream.Id));
        var before = long.MaxValue;
        while (true)
        {
            var page = unit.ListStreamBackward(stream.Type, stream.Id, before, 100);
            if (page.FirstOrDefault(row => !EventTypes.IsMarker(row.EventType) && !undone.ContainsKey(EventKey.Of(row))) is { } found)
            {
                return found;
            }

            if (page.Count < 100)
            {
                return null;
            }

            before = page[^1].StreamVersion - 1;
        }
    }
}
