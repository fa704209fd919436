namespace LineageAot.Lineage;

/// <summary>A backup, a vacuum, a check or another piece of upkeep.</summary>
[Table("maintenance_log")]
[Index(nameof(Kind), nameof(StartedAt))]
[Check("(ok is null) = (finished_at is null)")]
public sealed partial record MaintenanceEntry
{
    /// <summary>Its place.</summary>
    [Key(Generated = true)] public long Id { get; init; }

    /// <summary>What was done.</summary>
    public required string Kind { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Whether it did what it should.</summary>
    public bool? Ok { get; init; }

    /// <summary>What came of it.</summary>
    public string? Detail { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
