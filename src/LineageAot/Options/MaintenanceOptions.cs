namespace LineageAot;

/// <summary>
/// What a database's maintenance does and how often. Intervals count from one start to the next, by a clock that nobody can set back; runs that were missed (the machine slept) aren't caught up. Values are checked when
/// maintenance starts: a wrong one is a <see cref="ConfigurationException"/> that names it.
/// </summary>
public sealed record MaintenanceOptions
{
    /// <summary>Where backups go. Null (the default): none are made.</summary>
    public BackupFolder? BackupFolder { get; init; }

    /// <summary>How often a backup is made: 1 minute to 366 days; 1 hour.</summary>
    public TimeSpan BackupInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often pages that hold nothing are given back: 1 minute to 366 days; a day. Null: never.</summary>
    public TimeSpan? VacuumInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often the planner's statistics are looked at: 1 minute to 366 days; a day. Null: never.</summary>
    public TimeSpan? OptimizeInterval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often the file is checked (quickly, table by table): 1 minute to 366 days; 7 days. Null: never.</summary>
    public TimeSpan? IntegrityCheckInterval { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Pages that a vacuum gives back between two batches of writes: 1 to 1,000,000; 512.</summary>
    public int VacuumPagesPerSlice { get; init; } = 512;

    /// <summary>How much longer or shorter an interval is by chance, so that many programs don't work at one moment: 0 to 0.5 of it; 0.1.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>How long nothing is done after the start: 0 to 366 days; 1 minute.</summary>
    public TimeSpan FirstRunDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The program's own jobs.</summary>
    public IReadOnlyList<MaintenanceJob> Jobs { get; init; } = [];

    /// <summary>
    /// Told of each run that begins, by its kind and its beginning in UTC, before it does anything: a run whose process is killed can be known by it. What it throws is logged, and the run goes on.
    /// </summary>
    public Func<string, DateTimeOffset, CancellationToken, ValueTask>? OnStarted { get; init; }

    /// <summary>
    /// Told of each run that ended, one after another, for instance to store it; while the database is paused, once it's resumed or the maintenance stops. What it throws is logged. A run that was stopped is told too, so that the token isn't cancelled by stopping, unless that takes 30 s.
    /// </summary>
    public Func<MaintenanceRecord, CancellationToken, ValueTask>? OnFinished { get; init; }

    /// <summary>
    /// Says when a job of this name last ran, so that a program that is started often doesn't begin anew each time; null: it never did. Backups also know it from their folder. What it throws is logged, and the job runs after
    /// <see cref="FirstRunDelay"/>.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<DateTimeOffset?>>? FindLastRun { get; init; }
}
