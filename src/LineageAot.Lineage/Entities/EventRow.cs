namespace LineageAot.Lineage;

/// <summary>How much an event matters.</summary>
public enum EventLevel
{
    /// <summary>For the curious.</summary>
    Debug,

    /// <summary>As it should be.</summary>
    Information,

    /// <summary>Look at it.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,
}

/// <summary>A sequence of events about one thing.</summary>
[Table("event_streams", WithoutRowId = true)]
[Check("version >= 0")]
public sealed partial record EventStream
{
    /// <summary>The kind of thing.</summary>
    [Key(Order = 0)] public required string StreamType { get; init; }

    /// <summary>The thing.</summary>
    [Key(Order = 1)] public required Guid StreamId { get; init; }

    /// <summary>The number of its last event; 0 before the first.</summary>
    public required long Version { get; init; }

    /// <summary>The checksum of its last event, kept apart from it: without it a stream that lost its last events would look whole. Null before the first, and in streams that an earlier version wrote last.</summary>
    public Sha256? HeadChecksum { get; init; }

    /// <summary>The position of its last event, kept apart from it: each event's checksum covers the position of the event before, and the last has none behind it. Null before the first.</summary>
    public long? HeadPosition { get; init; }

    /// <summary>Since when it takes no more events, UTC.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Something that happened. Never changed; each one's checksum is chained to the one before in its stream.</summary>
[Table("events")]
[Immutable]
[Unique(nameof(StreamType), nameof(StreamId), nameof(StreamVersion))]
[Unique(nameof(EventId), nameof(StreamType), nameof(StreamId))]
[Index(nameof(EventType), nameof(At))]
[Index(nameof(TraceId), Where = "trace_id is not null")]
[Index(nameof(StreamType), nameof(StreamId), nameof(StreamVersion), Where = "event_type in ('$undo', '$redo')")]
[Check("stream_version >= 1")]
public sealed partial record EventRow
{
    /// <summary>Its place among all events; never given twice.</summary>
    [Key(Generated = true, NeverReuse = true)] public long Position { get; init; }

    /// <summary>Its own key: the same one again in a stream isn't appended.</summary>
    public required EventId EventId { get; init; }

    /// <summary>The kind of thing.</summary>
    public required string StreamType { get; init; }

    /// <summary>The thing.</summary>
    public required Guid StreamId { get; init; }

    /// <summary>Its number in the stream, from 1.</summary>
    public required long StreamVersion { get; init; }

    /// <summary>What happened.</summary>
    public required string EventType { get; init; }

    /// <summary>How much it matters.</summary>
    public EventLevel Level { get; init; } = EventLevel.Information;

    /// <summary>When, UTC.</summary>
    [CreatedAt] public DateTimeOffset At { get; init; }

    /// <summary>The run that it happened in.</summary>
    public RunId? RunId { get; init; }

    /// <summary>What about it, as JSON text.</summary>
    [Check("payload is null or json_valid(payload)")] public string? Payload { get; init; }

    /// <summary>Anything else, as JSON text.</summary>
    [Check("meta is null or json_valid(meta)")] public string? Meta { get; init; }

    /// <summary>The trace that it belongs to (W3C trace context).</summary>
    public string? TraceId { get; init; }

    /// <summary>Who did it.</summary>
    public string? Actor { get; init; }

    /// <summary>The hash over the checksum of the event before and this event: see <see cref="EventChecksum"/>.</summary>
    public required Sha256 Checksum { get; init; }
}
