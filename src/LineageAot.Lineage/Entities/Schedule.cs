namespace LineageAot.Lineage;

/// <summary>
/// When a pipeline is to run. The store computes no times and executes nothing: the caller gives the next time, and asks which runs are due.
/// </summary>
[Table("schedules")]
[Unique(nameof(WorkspaceId), nameof(Name))]
[Index(nameof(PipelineId))]
[Index(nameof(NextRunAt), Where = "next_run_at is not null")]
[Check("(cron is null) <> (interval is null)")]
[Check("interval > 0")]
public sealed partial record Schedule
{
    /// <summary>The key.</summary>
    [Key(Generated = true)] public ScheduleId Id { get; init; }

    /// <summary>The workspace.</summary>
    [References(typeof(WorkspaceRow), OnDelete = ReferenceAction.Cascade)] public required WorkspaceId WorkspaceId { get; init; }

    /// <summary>Its name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The pipeline that is to run.</summary>
    [References(typeof(Pipeline), OnDelete = ReferenceAction.Cascade)] public required PipelineId PipelineId { get; init; }

    /// <summary>When, in the caller's own cron form; or <see cref="Interval"/>.</summary>
    public string? Cron { get; init; }

    /// <summary>How far apart; or <see cref="Cron"/>.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The time zone (IANA) that <see cref="Cron"/> is meant in; UTC where it's null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether it's on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The due time of the run that it started last, UTC.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>When the next run is due, UTC; null where the caller hasn't said.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
