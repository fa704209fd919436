namespace LineageAot.Lineage;

/// <summary>How far a reader of the events is.</summary>
[Table("checkpoints", WithoutRowId = true)]
[Check("position >= 0")]
[Check("(lease_owner is null) = (lease_until is null)")]
public sealed partial record ProcessorCheckpoint
{
    /// <summary>The reader.</summary>
    [Key(Order = 0)] public required string Processor { get; init; }

    /// <summary>Its share of the events, where several divide them.</summary>
    [Key(Order = 1)] public required int Shard { get; init; }

    /// <summary>The position of the last event that it's through with; 0 before the first.</summary>
    public long Position { get; init; }

    /// <summary>Who reads.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when, UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
