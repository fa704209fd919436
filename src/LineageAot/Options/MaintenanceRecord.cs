namespace LineageAot;

/// <summary>One run of a piece of maintenance.</summary>
/// <param name="Kind">One of <see cref="MaintenanceKinds"/>, or the name of a job of the program's own.</param>
/// <param name="StartedAt">When it began, in UTC.</param>
/// <param name="FinishedAt">When it ended, in UTC; never before its beginning, even where the clock was set back.</param>
/// <param name="Ok">It did what it should.</param>
/// <param name="Detail">What came of it, or why it failed; null where there is nothing to say.</param>
public sealed record MaintenanceRecord(string Kind, DateTimeOffset StartedAt, DateTimeOffset FinishedAt, bool Ok, string? Detail);

/// <summary>What maintenance does by itself.</summary>
public static class MaintenanceKinds
{
    /// <summary>A backup into the folder.</summary>
    public const string Backup = "backup";

    /// <summary>An incremental vacuum.</summary>
    public const string Vacuum = "vacuum";

    /// <summary>Statistics for the planner.</summary>
    public const string Optimize = "optimize";

    /// <summary>A quick check of structure and foreign keys, table by table.</summary>
    public const string IntegrityCheck = "integrity check";
}
