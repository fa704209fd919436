namespace LineageAot;

/// <summary>How migrations are applied by hand.</summary>
public sealed record MigrateOptions
{
    /// <summary>
    /// Stops behind this number: one that the component has, or 0 for nothing of it. Included components are brought up fully first. As long as migrations remain it
    /// isn't checked that the tables are the records'. Null: all of them.
    /// </summary>
    public int? To { get; init; }

    /// <summary>Applies everything to a copy of the file and throws the copy away. The file may be in use by another process, and nothing of it is changed.</summary>
    public bool DryRun { get; init; }

    /// <summary>Told of each step, on the thread that migrates. What it throws undoes the migration that runs, or ends a backfill behind its batch.</summary>
    public IProgress<MigrationProgress>? Progress { get; init; }
}

/// <summary>Which migrations are undone.</summary>
public sealed record RollbackOptions
{
    /// <summary>How many, from the greatest number down; 1 or more. Not looked at where <see cref="To"/> is set.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Undoes what has a greater number than this one: one that was applied, or 0 for all.</summary>
    public int? To { get; init; }

    /// <summary>Told of each step, on the thread that migrates. What it throws undoes the rollback that runs.</summary>
    public IProgress<MigrationProgress>? Progress { get; init; }
}
