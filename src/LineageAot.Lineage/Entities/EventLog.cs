namespace LineageAot.Lineage;

/// <summary>What is known of all events together, in one row.</summary>
[Table("event_log")]
[Check("removed >= 0")]
public sealed partial record EventLog
{
    /// <summary>1.</summary>
    [Key] public required int Id { get; init; }

    /// <summary>Which log this is: a copy of the file has the same, a new file another.</summary>
    public required Guid LogId { get; init; }

    /// <summary>How many events were taken away with their streams, by retention or because they were archived. Positions aren't given twice, so the events that are left and these come to the last position.</summary>
    public long Removed { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
