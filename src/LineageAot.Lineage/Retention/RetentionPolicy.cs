namespace LineageAot.Lineage;

/// <summary>What a workspace keeps. What is null is kept for good.</summary>
public sealed record RetentionPolicy
{
    /// <summary>How many versions of a source are kept, the newest; at least 1. Earlier ones go with their documents and chunks; the source's history stays.</summary>
    public int? KeepVersions { get; init; }

    /// <summary>How long chunk sets are kept after they were superseded, and what a run that is over has left unfinished.</summary>
    public TimeSpan? SupersededChunkSets { get; init; }

    /// <summary>How long deleted sources are kept after their tombstone.</summary>
    public TimeSpan? DeletedSources { get; init; }

    /// <summary>How long runs are kept after their end, with their items, edges and events. A run stays while a source was seen last by it.</summary>
    public TimeSpan? FinishedRuns { get; init; }

    /// <summary>How long logged queries are kept.</summary>
    public TimeSpan? Queries { get; init; }

    /// <summary>Refuses what makes no sense.</summary>
    internal void Check()
    {
        if (KeepVersions is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(KeepVersions), KeepVersions, "At least one version of a source is kept.");
        }

        NotNegative(SupersededChunkSets, nameof(SupersededChunkSets));
        NotNegative(DeletedSources, nameof(DeletedSources));
        NotNegative(FinishedRuns, nameof(FinishedRuns));
        NotNegative(Queries, nameof(Queries));
    }

    private static void NotNegative(TimeSpan? age, string name)
    {
        if (age < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(name, age, "An age isn't negative.");
        }
    }
}

/// <summary>Reckons back in time.</summary>
internal static class Ages
{
    /// <summary>So long before a time; the beginning of time where the age is longer than that.</summary>
    public static DateTimeOffset Before(this DateTimeOffset time, TimeSpan age) => age < time - DateTimeOffset.MinValue ? time - age : DateTimeOffset.MinValue;
}

/// <summary>What a retention took away, or would take away.</summary>
/// <param name="Versions">Versions of sources.</param>
/// <param name="ChunkSets">Chunk sets that were superseded or never whole.</param>
/// <param name="Sources">Deleted sources.</param>
/// <param name="Runs">Runs.</param>
/// <param name="Queries">Logged queries.</param>
public sealed record RetentionReport(long Versions, long ChunkSets, long Sources, long Runs, long Queries);
