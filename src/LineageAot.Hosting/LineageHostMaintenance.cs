namespace LineageAot.Hosting;

/// <summary>What a host does for a database while it runs: <see cref="MaintenanceOptions"/> that can be set one by one. It runs by default, without backups until <see cref="BackupFolder"/> is set; never on a database that is opened read-only.</summary>
public sealed class LineageHostMaintenance
{
    private static readonly MaintenanceOptions Defaults = new();

    /// <summary>Whether maintenance runs at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The folder that backups go to; it must exist. Null: none are made.</summary>
    public string? BackupFolder { get; set; }

    /// <summary>See <see cref="LineageAot.BackupFolder.KeepCount"/>.</summary>
    public int BackupKeepCount { get; set; } = new BackupFolder { Path = "" }.KeepCount;

    /// <summary>See <see cref="LineageAot.BackupFolder.KeepFor"/>.</summary>
    public TimeSpan? BackupKeepFor { get; set; }

    /// <summary>See <see cref="MaintenanceOptions.BackupInterval"/>.</summary>
    public TimeSpan BackupInterval { get; set; } = Defaults.BackupInterval;

    /// <summary>See <see cref="MaintenanceOptions.VacuumInterval"/>. Null (in configuration <c>never</c>): never.</summary>
    public TimeSpan? VacuumInterval { get; set; } = Defaults.VacuumInterval;

    /// <summary>See <see cref="MaintenanceOptions.OptimizeInterval"/>. Null (in configuration <c>never</c>): never.</summary>
    public TimeSpan? OptimizeInterval { get; set; } = Defaults.OptimizeInterval;

    /// <summary>See <see cref="MaintenanceOptions.IntegrityCheckInterval"/>. Null (in configuration <c>never</c>): never.</summary>
    public TimeSpan? IntegrityCheckInterval { get; set; } = Defaults.IntegrityCheckInterval;

    /// <summary>See <see cref="MaintenanceOptions.VacuumPagesPerSlice"/>.</summary>
    public int VacuumPagesPerSlice { get; set; } = Defaults.VacuumPagesPerSlice;

    /// <summary>See <see cref="MaintenanceOptions.Jitter"/>.</summary>
    public double Jitter { get; set; } = Defaults.Jitter;

    /// <summary>See <see cref="MaintenanceOptions.FirstRunDelay"/>.</summary>
    public TimeSpan FirstRunDelay { get; set; } = Defaults.FirstRunDelay;

    /// <summary>The program's own jobs.</summary>
    public IList<MaintenanceJob> Jobs { get; } = [];

    /// <summary>Has the last word when the database is open: for jobs that work on it, and for storing what maintenance did. Null: nothing is changed.</summary>
    public Func<LineageDatabase, MaintenanceOptions, MaintenanceOptions>? Adjust { get; set; }

    internal MaintenanceOptions ToOptions() => new()
    {
        BackupFolder = BackupFolder is null ? null : new BackupFolder { Path = BackupFolder, KeepCount = BackupKeepCount, KeepFor = BackupKeepFor },
        BackupInterval = BackupInterval,
        VacuumInterval = VacuumInterval,
        OptimizeInterval = OptimizeInterval,
        IntegrityCheckInterval = IntegrityCheckInterval,
        VacuumPagesPerSlice = VacuumPagesPerSlice,
        Jitter = Jitter,
        FirstRunDelay = FirstRunDelay,
        Jobs = [.. Jobs],
    };
}
