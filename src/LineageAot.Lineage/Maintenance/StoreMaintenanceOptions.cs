namespace LineageAot.Lineage;

/// <summary>What a store's maintenance does besides that of its file, and how often. Values are checked when it starts.</summary>
public sealed record StoreMaintenanceOptions
{
    /// <summary>How often runs are ended whose owner is dead (<see cref="LineageStore.AbandonDeadRunsAsync"/>): 1 minute to 366 days; 15 minutes. Null: never.</summary>
    public TimeSpan? ReapInterval { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How often what isn't kept any more is taken away: 1 minute to 366 days; a day.</summary>
    public TimeSpan RemovalInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What each workspace keeps (<see cref="Workspace.ApplyRetentionAsync"/>). Null (the default): everything.</summary>
    public RetentionPolicy? Retention { get; init; }

    /// <summary>After a retention, contents go too that no version points at any more (<see cref="LineageStore.CollectContentsAsync"/>). Left out: they stay.</summary>
    public bool CollectContents { get; init; }

    /// <summary>How long entries of the outbox are kept after they were sent: 0 or more; 30 days. Null: for good.</summary>
    public TimeSpan? KeepSentFor { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long dead letters are kept after they were given up: 0 or more. Null (the default): for good, so that nobody misses one.</summary>
    public TimeSpan? KeepDeadLettersFor { get; init; }

    /// <summary>How long lines of the log (<c>log_entries</c>) are kept: 0 or more; 90 days. Null: for good.</summary>
    public TimeSpan? KeepLogEntriesFor { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long the rows are kept that maintenance leaves (<c>maintenance_log</c>): a day or more; 366 days. Null: for good.</summary>
    public TimeSpan? KeepJournalFor { get; init; } = TimeSpan.FromDays(366);

    /// <summary>Where backups of the events' file go, and how many stay, where it's apart from the store's: one is made behind each backup of the store's. Null (the default): as <see cref="MaintenanceOptions.BackupFolder"/> says.</summary>
    public BackupFolder? EventsBackupFolder { get; init; }

    /// <summary>Refuses what makes no sense.</summary>
    internal void Check()
    {
        Retention?.Check();
        AtLeast(KeepSentFor, TimeSpan.Zero, nameof(KeepSentFor));
        AtLeast(KeepDeadLettersFor, TimeSpan.Zero, nameof(KeepDeadLettersFor));
        AtLeast(KeepLogEntriesFor, TimeSpan.Zero, nameof(KeepLogEntriesFor));
        AtLeast(KeepJournalFor, TimeSpan.FromDays(1), nameof(KeepJournalFor));
    }

    private static void AtLeast(TimeSpan? age, TimeSpan least, string name)
    {
        if (age < least)
        {
            throw new ArgumentOutOfRangeException(name, age, $"StoreMaintenanceOptions.{name} must be {least} or more, or null.");
        }
    }
}

/// <summary>What a store's maintenance does besides <see cref="MaintenanceKinds"/>: the kinds of its rows in <c>maintenance_log</c>.</summary>
public static class StoreMaintenanceKinds
{
    /// <summary>Runs whose owner is dead were ended.</summary>
    public const string ReapRuns = "reap runs";

    /// <summary>What the policy doesn't keep was taken away.</summary>
    public const string Retention = "retention";

    /// <summary>Entries of the outbox that are over were taken away.</summary>
    public const string Outbox = "outbox";

    /// <summary>Old lines of the log, and old rows of maintenance, were taken away.</summary>
    public const string Log = "log";

    /// <summary>A backup of the events' file, behind one of the store's.</summary>
    public const string EventsBackup = "events backup";

    /// <summary>A backup took the store's place.</summary>
    public const string Restore = "restore";
}
