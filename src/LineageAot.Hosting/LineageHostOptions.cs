namespace LineageAot.Hosting;

/// <summary>
/// How a host opens a database: <see cref="DatabaseOptions"/> that can be set one by one, in code and by configuration, where each key is a property's name. Values are checked when the host starts.
/// The logger factory and the clock are the host's own.
/// </summary>
public sealed class LineageHostOptions
{
    private static readonly DatabaseOptions Defaults = new() { Path = "" };

    /// <summary>See <see cref="DatabaseOptions.Path"/>. It must be set.</summary>
    public string? Path { get; set; }

    /// <summary>See <see cref="DatabaseOptions.Profile"/>.</summary>
    public Profile Profile { get; set; }

    /// <summary>See <see cref="DatabaseOptions.Access"/>.</summary>
    public DatabaseAccess Access { get; set; }

    /// <summary>See <see cref="DatabaseOptions.Durability"/>.</summary>
    public Durability Durability { get; set; }

    /// <summary>See <see cref="DatabaseOptions.Migrations"/>.</summary>
    public MigrationMode Migrations { get; set; }

    /// <summary>See <see cref="DatabaseOptions.AllowDestructive"/>.</summary>
    public bool AllowDestructive { get; set; }

    /// <summary>See <see cref="DatabaseOptions.BackupBeforeDestructive"/>.</summary>
    public bool BackupBeforeDestructive { get; set; } = Defaults.BackupBeforeDestructive;

    /// <summary>See <see cref="DatabaseOptions.AllowSymbolicLink"/>.</summary>
    public bool AllowSymbolicLink { get; set; }

    /// <summary>See <see cref="DatabaseOptions.BusyTimeout"/>.</summary>
    public TimeSpan BusyTimeout { get; set; } = Defaults.BusyTimeout;

    /// <summary>See <see cref="DatabaseOptions.MaxBatchRows"/>.</summary>
    public int MaxBatchRows { get; set; } = Defaults.MaxBatchRows;

    /// <summary>See <see cref="DatabaseOptions.MaxBatchBytes"/>.</summary>
    public long MaxBatchBytes { get; set; } = Defaults.MaxBatchBytes;

    /// <summary>See <see cref="DatabaseOptions.MaxBatchDelay"/>.</summary>
    public TimeSpan MaxBatchDelay { get; set; } = Defaults.MaxBatchDelay;

    /// <summary>See <see cref="DatabaseOptions.QueueRows"/>.</summary>
    public int QueueRows { get; set; } = Defaults.QueueRows;

    /// <summary>See <see cref="DatabaseOptions.QueueBytes"/>. Null: as the profile says.</summary>
    public long? QueueBytes { get; set; }

    /// <summary>See <see cref="DatabaseOptions.CheckpointPages"/>.</summary>
    public int CheckpointPages { get; set; } = Defaults.CheckpointPages;

    /// <summary>See <see cref="DatabaseOptions.DrainTimeout"/>. It's never longer than what is left of the host's shutdown timeout. Null: just that.</summary>
    public TimeSpan? DrainTimeout { get; set; }

    /// <summary>See <see cref="DatabaseOptions.Readers"/>. Null: as the profile says.</summary>
    public int? Readers { get; set; }

    /// <summary>See <see cref="DatabaseOptions.MaxReaders"/>.</summary>
    public int MaxReaders { get; set; } = Defaults.MaxReaders;

    /// <summary>See <see cref="DatabaseOptions.MaxReadAge"/>.</summary>
    public TimeSpan MaxReadAge { get; set; } = Defaults.MaxReadAge;

    /// <summary>See <see cref="DatabaseOptions.WriterCacheKibibytes"/>. Null: as the profile says.</summary>
    public int? WriterCacheKibibytes { get; set; }

    /// <summary>See <see cref="DatabaseOptions.ReaderCacheKibibytes"/>. Null: as the profile says.</summary>
    public int? ReaderCacheKibibytes { get; set; }

    /// <summary>See <see cref="DatabaseOptions.MmapSize"/>.</summary>
    public long MmapSize { get; set; } = Defaults.MmapSize;

    /// <summary>See <see cref="DatabaseOptions.JournalSizeLimit"/>.</summary>
    public long JournalSizeLimit { get; set; } = Defaults.JournalSizeLimit;

    /// <summary>See <see cref="DatabaseOptions.PageSize"/>.</summary>
    public int PageSize { get; set; } = Defaults.PageSize;

    /// <summary>See <see cref="DatabaseOptions.LogSql"/>.</summary>
    public bool LogSql { get; set; }

    /// <summary>See <see cref="DatabaseOptions.MigrationProgress"/>.</summary>
    public IProgress<MigrationProgress>? MigrationProgress { get; set; }

    /// <summary>What is done for the file while the host runs.</summary>
    public LineageHostMaintenance Maintenance { get; } = new();

    /// <summary>What was wrong with the configuration; told together when the host starts.</summary>
    internal List<string> ConfigurationErrors { get; } = [];
}
