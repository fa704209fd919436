namespace LineageAot.Lineage;

/// <summary>How much a log entry matters.</summary>
public enum LogEntryLevel
{
    /// <summary>Every step.</summary>
    Trace,

    /// <summary>For whoever looks for a fault.</summary>
    Debug,

    /// <summary>As it should be.</summary>
    Information,

    /// <summary>Look at it.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Error,

    /// <summary>Nothing works.</summary>
    Critical,
}

/// <summary>A line of the program's log.</summary>
[Table("log_entries")]
[Immutable]
[Index(nameof(At))]
[Index(nameof(TraceId), Where = "trace_id is not null")]
public sealed partial record LogEntry
{
    /// <summary>Its place.</summary>
    [Key(Generated = true)] public long Id { get; init; }

    /// <summary>When, UTC.</summary>
    [CreatedAt] public DateTimeOffset At { get; init; }

    /// <summary>How much it matters.</summary>
    public required LogEntryLevel Level { get; init; }

    /// <summary>Who wrote it.</summary>
    public required string Category { get; init; }

    /// <summary>What it says.</summary>
    public required string Message { get; init; }

    /// <summary>What it says it of, as JSON text.</summary>
    [Check("properties is null or json_valid(properties)")] public string? Properties { get; init; }

    /// <summary>The trace that it belongs to (W3C trace context).</summary>
    public string? TraceId { get; init; }
}
