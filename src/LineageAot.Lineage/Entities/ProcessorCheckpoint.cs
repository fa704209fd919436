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

    /// <summary>How often it was leased; also the lease's fencing token.</summary>
    [Check("token >= 0")] [Default("0")] public long Token { get; init; }

    /// <summary>How often what comes after <see cref="Position"/> has failed.</summary>
    [Check("attempts >= 0")] [Default("0")] public int Attempts { get; init; }

    /// <summary>Why it failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
