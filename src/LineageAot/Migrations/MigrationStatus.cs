namespace LineageAot;

/// <summary>What a file has had of a program's migrations, and what it lacks.</summary>
/// <param name="State">
/// New: the file has no tables, or isn't there. Older: something is to be applied or finished. Newer: something was applied that the program doesn't know.
/// Drifted: an applied migration was edited, or the tables aren't those that the applied ones make.
/// </param>
/// <param name="Components">The included components and then the program's own.</param>
/// <param name="Differences">Each difference and drift in a sentence; empty for Current.</param>
public sealed record MigrationStatus(SchemaState State, IReadOnlyList<ComponentStatus> Components, IReadOnlyList<string> Differences);

/// <summary>A component's migrations in a file.</summary>
/// <param name="Name">The component: the <c>[Database]</c> class's full name.</param>
/// <param name="Applied">What the file's ledger holds, by number.</param>
/// <param name="Pending">What is to be applied, in order.</param>
public sealed record ComponentStatus(string Name, IReadOnlyList<RecordedMigration> Applied, IReadOnlyList<PendingMigration> Pending);

/// <summary>A migration that a file has had.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="AppliedAt">When; for an adopted one, when it was adopted.</param>
/// <param name="Duration">How long its schema part took, in whole milliseconds; zero for an adopted one.</param>
public sealed record RecordedMigration(int Version, string Name, DateTimeOffset AppliedAt, TimeSpan Duration)
{
    /// <summary>The program has it with another text now.</summary>
    public bool IsEdited { get; init; }

    /// <summary>The program doesn't have it: a newer one applied it.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Its backfill hasn't ended; opening goes on with it.</summary>
    public bool IsUnfinished { get; init; }

    /// <summary>Rows that the running step of an unfinished backfill has gone over; else null.</summary>
    public long? BackfilledRows { get; init; }

    /// <summary>Rows that the running step of an unfinished backfill has to go over; else null.</summary>
    public long? BackfillTotalRows { get; init; }
}

/// <summary>A migration that a file lacks.</summary>
/// <param name="Version">Its number.</param>
/// <param name="FileName">Its file name.</param>
/// <param name="IsDestructive">It may lose rows or values: its header says so, or it drops a table or a column that the file has now.</param>
public sealed record PendingMigration(int Version, string FileName, bool IsDestructive);
