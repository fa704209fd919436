using System.Runtime.CompilerServices;
using LineageAot.Lineage;

namespace LineageAot.Cli.Events;

/// <summary>Which events are asked for.</summary>
/// <param name="Stream">Of this stream only; null: of all.</param>
/// <param name="Type">What happened; null: anything.</param>
/// <param name="After">Only behind this position, the first ones; null: the newest.</param>
/// <param name="Limit">At most so many.</param>
internal sealed record EventSelection(StreamName? Stream, string? Type, long? After, int Limit)
{
    /// <summary>The events by position, and whether there are more behind the last one.</summary>
    public async Task<(IReadOnlyList<EventRow> Events, bool HasMore)> ReadAsync(EventStore events, CancellationToken cancellationToken)
    {
        var found = new List<EventRow>();
        await foreach (var row in Source(events, cancellationToken))
        {
            if (!Fits(row))
            {
                continue;
            }

            if (found.Count == Limit)
            {
                return After is null ? (Reversed(found), false) : (found, true);
            }

            found.Add(row);
        }

        return (After is null ? Reversed(found) : found, false);
    }

    /// <summary>The events behind a position that fit, and the position of the last one that was looked at.</summary>
    public async IAsyncEnumerable<(long Position, EventRow? Event)> ReadBehindAsync(EventStore events, long position, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in events.ReadAllAsync(position, cancellationToken: cancellationToken))
        {
            yield return (row.Position, Fits(row) ? row : null);
        }
    }

    private static List<EventRow> Reversed(List<EventRow> rows)
    {
        rows.Reverse();
        return rows;
    }

    // The newest are read from the end.
    private IAsyncEnumerable<EventRow> Source(EventStore events, CancellationToken cancellationToken)
    {
        var direction = After is null ? EventDirection.Backward : EventDirection.Forward;
        return Stream is { } stream ? events.ReadStreamAsync(stream, direction: direction, cancellationToken: cancellationToken) : events.ReadAllAsync(After, direction, cancellationToken: cancellationToken);
    }

    private bool Fits(EventRow row)
        => (Type is null || row.EventType == Type) && (Stream is not { } stream || (row.StreamType == stream.Type && row.StreamId == stream.Id)) && (After is not { } after || row.Position > after);
}
