namespace LineageAot.Lineage;

/// <summary>Something that somebody else is to be told.</summary>
/// <param name="Kind">What is to be told: a word of yours, or one of <see cref="OutboxKinds"/>.</param>
/// <param name="Payload">What about it, as JSON text.</param>
public sealed record OutboxMessage(string Kind, string Payload)
{
    /// <summary>While an entry of this kind and key waits or is being worked on, another isn't added.</summary>
    public string? DedupeKey { get; init; }

    /// <summary>From when on it may be sent; at once where it's left out.</summary>
    public DateTimeOffset? AvailableAt { get; init; }

    /// <summary>After how many tries it's given up: 1 to 1,000; 10.</summary>
    public int MaxAttempts { get; init; } = 10;

    internal void Require()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Kind);
        ArgumentNullException.ThrowIfNull(Payload);
        if (MaxAttempts is < 1 or > 1000)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxAttempts), MaxAttempts, "MaxAttempts is from 1 to 1,000.");
        }
    }
}

/// <summary>How long an entry waits after a failure.</summary>
public sealed record OutboxBackoff
{
    /// <summary>The wait after the first failure, doubled after each one more: 0 to 1 day; 5 s.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest wait: 0 to 30 days; 1 hour.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(1);

    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(First, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(First, TimeSpan.FromDays(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(Longest, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Longest, TimeSpan.FromDays(30));
    }

    internal TimeSpan After(int attempts)
    {
        var wait = First * Math.Pow(2, Math.Min(attempts - 1, 30));
        return wait < Longest ? wait : Longest;
    }
}

/// <summary>How far an entry of the outbox is.</summary>
public enum OutboxState
{
    /// <summary>It waits for somebody, or for its time.</summary>
    Waiting,

    /// <summary>Somebody works on it.</summary>
    Leased,

    /// <summary>It was sent.</summary>
    Done,

    /// <summary>It was given up: a dead letter.</summary>
    Dead,
}
