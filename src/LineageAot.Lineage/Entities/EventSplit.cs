namespace LineageAot.Lineage;

/// <summary>That the store's events are in a file of their own, in one row; without it they are in the store's own.</summary>
[Table("event_split")]
[Check("applied_position >= 0")]
public sealed partial record EventSplit
{
    /// <summary>1.</summary>
    [Key] public required int Id { get; init; }

    /// <summary>Which log it is (<see cref="EventLog.LogId"/> of the other file).</summary>
    public required Guid LogId { get; init; }

    /// <summary>Where the other file is, from this one's folder; null: where it is by default.</summary>
    public string? EventsPath { get; init; }

    /// <summary>The position of the last event that this file knows the consequences of. Events come first: those behind it are caught up with.</summary>
    public required long AppliedPosition { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
