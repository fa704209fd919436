using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>An undo or a redo in a stream.</summary>
[Row]
internal readonly partial record struct MarkerRow(long Position, string StreamType, Guid StreamId, string EventType, string Event);

/// <summary>An event's key, which is unique in its stream.</summary>
internal readonly record struct EventKey(string StreamType, Guid StreamId, Guid Event)
{
    public static EventKey Of(EventRow row) => new(row.StreamType, row.StreamId, row.EventId.Value);
}

/// <summary>Which events of a stream are undone: the last word about each counts.</summary>
internal static partial class EventMarkers
{
    [Query("select position, stream_type, stream_id, event_type, json_extract(payload, '$.event') as event from events indexed by ix_events_stream_type_stream_id_stream_version where stream_type = @type and stream_id = @id and event_type in ('$undo', '$redo') order by stream_version")]
    public static partial IReadOnlyList<MarkerRow> ListMarkers(this WriteScope unit, string type, Guid id);

    [Query("select position, stream_type, stream_id, event_type, json_extract(payload, '$.event') as event from events indexed by ix_events_stream_type_stream_id_stream_version where stream_type = @type and stream_id = @id and event_type in ('$undo', '$redo') order by stream_version")]
    public static partial ValueTask<IReadOnlyList<MarkerRow>> ListMarkersAsync(this ReadSource source, string type, Guid id, CancellationToken cancellationToken = default);

    [Query("select position, stream_type, stream_id, event_type, json_extract(payload, '$.event') as event from events indexed by ix_events_stream_type_stream_id_stream_version where event_type in ('$undo', '$redo') order by position", AllowScan = true)]
    public static partial ValueTask<IReadOnlyList<MarkerRow>> ListAllMarkersAsync(this ReadSource source, CancellationToken cancellationToken = default);

    /// <summary>The keys of the events that are undone, in the order in which that was said.</summary>
    /// <param name="markers">In their order.</param>
    /// <param name="to">Leaves out markers behind this position.</param>
    public static OrderedDictionary<EventKey, long> Undone(IReadOnlyList<MarkerRow> markers, long to = long.MaxValue)
    {
        var undone = new OrderedDictionary<EventKey, long>();
        foreach (var marker in markers)
        {
            if (marker.Position > to)
            {
                continue;
            }

            var key = new EventKey(marker.StreamType, marker.StreamId, Guid.Parse(marker.Event, CultureInfo.InvariantCulture));
            undone.Remove(key);
            if (marker.EventType == EventTypes.Undo)
            {
                undone.Add(key, marker.Position);
            }
        }

        return undone;
    }
}
