namespace LineageAot.Lineage;

/// <summary>What a version of a pipeline is to be.</summary>
/// <param name="Name">Its name; the versions of a name belong together.</param>
public sealed record PipelineSpec(string Name)
{
    /// <summary>What it's for.</summary>
    public string? Description { get; init; }

    /// <summary>Its steps and parameters, as JSON text.</summary>
    public string? Config { get; init; }

    /// <summary>The status of a version that this makes.</summary>
    public PipelineStatus Status { get; init; } = PipelineStatus.Active;
}

/// <summary>What a schedule is to be. The store computes no times: <see cref="Cron"/> and <see cref="Interval"/> are kept for whoever does.</summary>
/// <param name="Name">Its name, unique in the workspace.</param>
/// <param name="PipelineId">The pipeline that is to run.</param>
public sealed record ScheduleSpec(string Name, PipelineId PipelineId)
{
    /// <summary>When, in the caller's own cron form; or <see cref="Interval"/>.</summary>
    public string? Cron { get; init; }

    /// <summary>How far apart, above zero; or <see cref="Cron"/>.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The time zone (IANA) that <see cref="Cron"/> is meant in; UTC where it's null.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether it's on.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>When the next run is due, UTC; null leaves what a schedule of this name has.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        RunArguments.RequireText(Cron, nameof(Cron));
        RunArguments.RequireText(TimeZone, nameof(TimeZone));
        if (Cron is null == Interval is null)
        {
            throw new ArgumentException("A schedule has either a Cron or an Interval.", nameof(Cron));
        }

        if (Interval is { } interval)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero, nameof(Interval));
        }
    }
}
