namespace LineageAot.Lineage;

/// <summary>Walks over all events and all streams, both in the order of the streams' names, and collects what doesn't fit.</summary>
internal sealed class EventWalk(int limit)
{
    private readonly List<string> findings = [];
    private EventStream? stream;
    private bool hasEvents;
    private EventRow? before;

    public IReadOnlyList<string> Findings => findings;

    public bool IsFull => findings.Count >= limit;

    public bool IsNewStream(EventRow row) => before is null || before.StreamType != row.StreamType || before.StreamId != row.StreamId;

    /// <summary>The streams' rows that were read so far all come before this event's stream.</summary>
    public bool IsBehind(EventRow row) => stream is null || Compare(stream.StreamType, stream.StreamId, row.StreamType, row.StreamId) < 0;

    /// <summary>The next stream; the one before had no events if it still waits for them.</summary>
    public void Reach(EventStream next)
    {
        RequireEmpty();
        stream = next;
        hasEvents = false;
    }

    public void Follow(EventRow row)
    {
        var isFirst = IsNewStream(row);
        if (isFirst && (stream is null || Compare(stream.StreamType, stream.StreamId, row.StreamType, row.StreamId) != 0))
        {
            Add($"stream {row.StreamType} {row.StreamId}: it has events, and no row in event_streams");
        }

        var expected = isFirst ? 1 : before!.StreamVersion + 1;
        if (row.StreamVersion != expected)
        {
            Add($"stream {row.StreamType} {row.StreamId}: event {expected} is missing");
        }
        else if (!isFirst && row.Position <= before!.Position)
        {
            Add($"stream {row.StreamType} {row.StreamId}: event {row.StreamVersion} has a position before that of the event before it");
        }
        else if (isFirst ? !EventChecksum.Holds(default, 0, row) : !EventChecksum.Holds(before!.Checksum, before.Position, row))
        {
            Add($"stream {row.StreamType} {row.StreamId}: event {row.StreamVersion} isn't as it was written, or the position of the one before it isn't");
        }
        else if (row.Position < 1)
        {
            Add($"stream {row.StreamType} {row.StreamId}: event {row.StreamVersion} has the position {row.Position}, and the first one given is 1");
        }

        before = row;
    }

    /// <summary>After the last event of a stream.</summary>
    public void EndStream()
    {
        if (before is not { } last || stream is null || Compare(stream.StreamType, stream.StreamId, last.StreamType, last.StreamId) != 0)
        {
            return;
        }

        if (stream.Version != last.StreamVersion)
        {
            Add($"stream {last.StreamType} {last.StreamId}: it ends at event {last.StreamVersion}, and its last was {stream.Version}");
        }
        else if (stream.HeadChecksum is { } head && head != last.Checksum)
        {
            Add($"stream {last.StreamType} {last.StreamId}: its last event isn't the one that was written last");
        }
        else if (stream.HeadPosition is { } position && position != last.Position)
        {
            Add($"stream {last.StreamType} {last.StreamId}: its last event has the position {last.Position}, and was written at {position}");
        }

        hasEvents = true;
    }

    /// <summary>After the last stream.</summary>
    public void EndStreams() => RequireEmpty();

    /// <summary>Positions aren't given twice: what is there and what was taken away come to the last one.</summary>
    public void Count(EventCounts counts)
    {
        if (counts.LastPosition > (counts.Sequence ?? 0))
        {
            Add($"an event has the position {counts.LastPosition}, and the last one given was {counts.Sequence ?? 0}");
        }
        else if (counts.Removed is { } removed && counts.Events + removed != (counts.Sequence ?? 0))
        {
            Add($"{counts.Sequence ?? 0} events were appended and {removed} taken away again, and {counts.Events} are there");
        }
    }

    // The row of a stream whose events were taken away stays when it's archived; any other has its events.
    private void RequireEmpty()
    {
        if (!hasEvents && stream is { Version: > 0, ArchivedAt: null })
        {
            Add($"stream {stream.StreamType} {stream.StreamId}: its {stream.Version} events are missing");
        }
    }

    private void Add(string finding)
    {
        if (!IsFull)
        {
            findings.Add(finding);
        }
    }

    // As SQLite orders them: texts and keys by their bytes.
    private static int Compare(string type, Guid id, string otherType, Guid otherId)
    {
        var byType = Utf8Compare(type, otherType);
        if (byType != 0)
        {
            return byType;
        }

        Span<byte> left = stackalloc byte[16], right = stackalloc byte[16];
        id.TryWriteBytes(left, bigEndian: true, out _);
        otherId.TryWriteBytes(right, bigEndian: true, out _);
        return left.SequenceCompareTo(right);
    }

    private static int Utf8Compare(string left, string right)
        => left == right ? 0 : System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right));
}
