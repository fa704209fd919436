namespace LineageAot.Lineage;

/// <summary>Something that somebody else is to be told, written in the same transaction as what it tells of.</summary>
[Table("outbox")]
[Unique(nameof(Kind), nameof(DedupeKey), Where = "dedupe_key is not null and done_at is null and dead_at is null")]
[Index(nameof(Kind), nameof(AvailableAt), Where = "done_at is null and dead_at is null")]
[Check("attempts >= 0 and max_attempts >= 1")]
[Check("(lease_owner is null) = (lease_until is null)")]
public sealed partial record OutboxRow
{
    /// <summary>Its place; never given twice.</summary>
    [Key(Generated = true, NeverReuse = true)] public long Position { get; init; }

    /// <summary>What is to be told.</summary>
    public required string Kind { get; init; }

    /// <summary>While an entry of this kind and key waits, another isn't added.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>What about it, as JSON text.</summary>
    [Check("json_valid(payload)")] public required string Payload { get; init; }

    /// <summary>From when on it may be sent, UTC.</summary>
    public required DateTimeOffset AvailableAt { get; init; }

    /// <summary>How often it was leased; also the lease's fencing token.</summary>
    public int Attempts { get; init; }

    /// <summary>After how many it's given up.</summary>
    public int MaxAttempts { get; init; } = 10;

    /// <summary>Who works on it.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when, UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Why it failed last.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was sent, UTC.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>When it was given up, UTC.</summary>
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>When it was made, UTC.</summary>
    [CreatedAt] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last written, UTC.</summary>
    [UpdatedAt] public DateTimeOffset UpdatedAt { get; init; }
}
