namespace LineageAot.Lineage;

/// <summary>What is done about an event that its handler fails on again and again.</summary>
public enum PoisonAction
{
    /// <summary>The reading ends with a <see cref="PoisonedEventException"/>; the place stays before the event.</summary>
    Stop,

    /// <summary>The event goes into the outbox as a dead letter of the kind <see cref="OutboxKinds.PoisonedEvent"/>, and the reading goes on behind it.</summary>
    SetAside,
}

/// <summary>How a handler's failures are met.</summary>
public sealed record PoisonOptions
{
    /// <summary>How often a handler is tried with an event: 1 to 1,000; 5. Counted over restarts.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>What then.</summary>
    public PoisonAction Action { get; init; }

    /// <summary>The wait after the first failure; doubled after each one more. 0 to 1 hour; 1 s.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait: 0 to 1 day; 1 minute.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(1);

    internal void Require()
    {
        if (MaxAttempts is < 1 or > 1000)
        {
            throw new ArgumentOutOfRangeException(nameof(MaxAttempts), MaxAttempts, "MaxAttempts is from 1 to 1,000.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(Backoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Backoff, TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBackoff, TimeSpan.FromDays(1));
    }

    internal TimeSpan WaitAfter(int attempts)
    {
        var wait = Backoff * Math.Pow(2, Math.Min(attempts - 1, 30));
        return wait < MaxBackoff ? wait : MaxBackoff;
    }
}

/// <summary>A handler failed on an event as often as it may. The reader's place is before the event: mend the handler and read again, or set the event aside.</summary>
public sealed class PoisonedEventException : LineageException
{
    internal PoisonedEventException(string processor, EventRow row, int attempts, Exception inner)
        : base($"The handler of '{processor}' failed {attempts} times on the event at position {row.Position} ({row.EventType} of {row.StreamType}/{row.StreamId}). Mend it and read again, or let PoisonAction.SetAside put such events into the outbox.", inner)
        => Position = row.Position;

    /// <summary>The event's position.</summary>
    public long Position { get; }
}
