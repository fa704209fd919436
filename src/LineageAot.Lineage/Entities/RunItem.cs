namespace LineageAot.Lineage;

/// <summary>How far an item is.</summary>
public enum RunItemStatus
{
    /// <summary>Waits.</summary>
    Pending,

    /// <summary>Is worked on.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Not done; the error says why.</summary>
    Failed,

    /// <summary>Left out; the error says why.</summary>
    Skipped,
}

/// <summary>Whether trying again may help.</summary>
public enum ErrorCategory
{
    /// <summary>It may.</summary>
    Transient,

    /// <summary>It won't.</summary>
    Permanent,

    /// <summary>Nobody knows.</summary>
    Unknown,
}

/// <summary>What a run did with one thing.</summary>
[Table("run_items", WithoutRowId = true)]
[Index(nameof(TargetType), nameof(TargetId))]
[Index(nameof(RunId), nameof(Stage), nameof(Status), nameof(TargetId), Where = "status in ('pending', 'running', 'failed')")]
[Check("(lease_owner is null) = (lease_until is null)")]
public sealed partial record RunItem
{
    /// <summary>The run.</summary>
    [Key(Order = 0)]
    [References(typeof(Run), OnDelete = ReferenceAction.Cascade)]
    public required RunId RunId { get; init; }

    /// <summary>What was done: <c>ingest</c>, or a word of yours.</summary>
    [Key(Order = 1)] public required string Stage { get; init; }

    /// <summary>The kind of thing: <c>source</c>, <c>path</c>, <c>chunk</c>.</summary>
    [Key(Order = 2)] public required string TargetType { get; init; }

    /// <summary>The thing.</summary>
    [Key(Order = 3)] public required Guid TargetId { get; init; }

    /// <summary>How far it is.</summary>
    public required RunItemStatus Status { get; init; }

    /// <summary>How often it was tried. It's also the lease's fencing token: who comes with an earlier number is refused.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether trying again may help.</summary>
    public ErrorCategory? ErrorCategory { get; init; }

    /// <summary>Why it failed or was left out.</summary>
    public string? Error { get; init; }

    /// <summary>Where more can be read; for a path that is no source, its name.</summary>
    public string? DetailUri { get; init; }

    /// <summary>Figures, as JSON text.</summary>
    [Check("metrics is null or json_valid(metrics)")] public string? Metrics { get; init; }

    /// <summary>Who works on it.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when, UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it was written first, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
