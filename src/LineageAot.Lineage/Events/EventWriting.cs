namespace LineageAot.Lineage;

/// <summary>Appends events inside a unit of work, so that an event and the state that it tells of are committed together.</summary>
public static class EventWriting
{
    /// <summary>
    /// Appends events to a stream, in the unit that writes the state which they tell of. An event whose key the stream has already isn't appended again.
    /// Where the store's events are in a file of their own, only in units of that one (<see cref="LineageStore.EventsDatabase"/>).
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">Where it ends, as far as the caller knows.</param>
    /// <param name="events">The events, in their order.</param>
    /// <exception cref="WrongExpectedVersionException">It ends elsewhere.</exception>
    /// <exception cref="LineageConflictException">The stream is archived, or has an event with the same key that says something else.</exception>
    /// <exception cref="InvalidOperationException">The store's events are in a file of their own, and this is a unit of the store's file.</exception>
    public static AppendResult AppendEvents(this WriteScope unit, StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(events);
        return unit.FindSplit() is null
            ? AppendChecked(unit, stream, expected, events)
            : throw new InvalidOperationException(
                "The store's events are in a file of their own, and no unit spans two files. Nothing was appended. Append with store.Events.AppendAsync first, then write the state; a subscription catches up with what a crash leaves between.");
    }

    /// <summary>As <see cref="AppendEvents"/>, for a unit of the database that has the events.</summary>
    internal static AppendResult AppendChecked(WriteScope unit, StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events)
    {
        Require(stream, events);
        return Append(unit, stream, expected, events);
    }

    /// <summary>Refuses what can't be an event, before anything is written.</summary>
    internal static void Require(StreamName stream, IReadOnlyList<EventDraft> events)
    {
        stream.Require();
        foreach (var draft in events)
        {
            ArgumentNullException.ThrowIfNull(draft, nameof(events));
            draft.Require();
        }
    }

    /// <summary>As <see cref="AppendEvents"/>, for drafts that were looked at or are the store's own. What it refuses it refuses before it writes anything.</summary>
    internal static AppendResult Append(WriteScope unit, StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events)
    {
        var head = unit.FindStreamHead(stream.Type, stream.Id);
        var version = head?.Version ?? 0;
        if (expected.Version is { } wanted && wanted != version)
        {
            // What was acknowledged but not heard of is tried again with the version of before.
            return AreAllThere(unit, stream, wanted, events) ? new AppendResult(version, 0, null) : throw new WrongExpectedVersionException(stream, expected, version);
        }

        var missing = Missing(unit, stream, events);
        if (missing.Count > 0 && head?.ArchivedAt is not null)
        {
            throw new LineageConflictException($"The stream {stream} is archived (event_streams.archived_at) and takes no more events. Nothing was appended: begin another stream.");
        }

        var end = version == 0 ? default
            : head is { HeadChecksum: { } kept, HeadPosition: { } at } ? new ChainEnd(kept, at)
            : unit.ChainEndAt(stream.Type, stream.Id, version);
        foreach (var draft in missing)
        {
            var row = RowOf(unit, stream, version + 1, draft);
            var checksum = EventChecksum.Of(end.Checksum, end.Position, row);
            end = new ChainEnd(checksum, unit.Insert(row with { Checksum = checksum }).Position);
            version++;
        }

        if (missing.Count > 0)
        {
            if (end.Position == version && version == missing.Count)
            {
                // The first events of the file.
                unit.EnsureEventLog();
            }

            SetHead(unit, stream, head is null, version, end);
        }

        return new AppendResult(version, missing.Count, missing.Count > 0 ? end.Position : null);
    }

    /// <summary>Those that the stream doesn't have yet, each key once.</summary>
    private static IReadOnlyList<EventDraft> Missing(WriteScope unit, StreamName stream, IReadOnlyList<EventDraft> events)
    {
        if (events.Count == 1)
        {
            return IsThere(unit, stream, events[0]) is null ? events : [];
        }

        var missing = new List<EventDraft>(events.Count);
        var keys = new Dictionary<EventId, EventDraft>();
        foreach (var draft in events)
        {
            if (draft.Id is { } id && !keys.TryAdd(id, draft))
            {
                if (!draft.IsSameAs(keys[id]))
                {
                    throw Another(stream, id);
                }
            }
            else if (IsThere(unit, stream, draft) is null)
            {
                missing.Add(draft);
            }
        }

        return missing;
    }

    private static void SetHead(WriteScope unit, StreamName stream, bool isNew, long version, in ChainEnd end)
    {
        if (isNew)
        {
            unit.Insert(new EventStream { StreamType = stream.Type, StreamId = stream.Id, Version = version, HeadChecksum = end.Checksum, HeadPosition = end.Position });
        }
        else
        {
            unit.SetStreamHead(stream.Type, stream.Id, version, end.Checksum, end.Position, unit.Now);
        }
    }

    private static EventRow RowOf(WriteScope unit, StreamName stream, long version, EventDraft draft)
    {
        var at = draft.At ?? unit.Now;
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)).ToUniversalTime();
        return new EventRow
        {
            EventId = draft.Id ?? EventKeys.New(at),
            StreamType = stream.Type,
            StreamId = stream.Id,
            StreamVersion = version,
            EventType = draft.EventType,
            Level = draft.Level,
            At = at,
            RunId = draft.RunId,
            Payload = draft.Payload,
            Meta = draft.Meta,
            TraceId = draft.TraceId,
            Actor = draft.Actor,
            Checksum = default,
        };
    }

    private static bool AreAllThere(WriteScope unit, StreamName stream, long wanted, IReadOnlyList<EventDraft> events)
    {
        foreach (var draft in events)
        {
            if (IsThere(unit, stream, draft) is not { } there || there <= wanted)
            {
                return false;
            }
        }

        return events.Count > 0;
    }

    /// <summary>The number that the event has in the stream already, or null.</summary>
    private static long? IsThere(WriteScope unit, StreamName stream, EventDraft draft)
    {
        if (draft.Id is not { } id || unit.FindEvent(stream.Type, stream.Id, id) is not { } there)
        {
            return null;
        }

        return draft.IsSameAs(there) ? there.StreamVersion : throw Another(stream, id);
    }

    private static LineageConflictException Another(StreamName stream, EventId id)
        => new($"The stream {stream} has an event with the key {id.Value} already, and it says something else (events.event_type, payload, meta or actor). Nothing was appended. What happened isn't changed: append another event, with a key of its own.");
}
