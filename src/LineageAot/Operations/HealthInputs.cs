using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>What only the caller knows of a database, for <see cref="HealthCheck"/>.</summary>
internal sealed record HealthInputs
{
    /// <summary>Compares the file that a session reads with the program's tables.</summary>
    public required Func<SqliteSession, SchemaComparisonResult> CompareSchema { get; init; }

    /// <summary>The database was opened with MigrationMode.None: a mismatch is told, and no reason to be unwell.</summary>
    public bool IgnoresSchema { get; init; }

    public long QueuedRows { get; init; }

    public long QueuedBytes { get; init; }

    /// <summary>How many rows may wait; at nine tenths of it the queue counts as full.</summary>
    public long QueueRowsLimit { get; init; } = long.MaxValue;

    public long QueueBytesLimit { get; init; } = long.MaxValue;

    public int ActiveReaders { get; init; }

    public TimeSpan? OldestReadAge { get; init; }

    public TimeSpan MaxReadAge { get; init; } = Timeout.InfiniteTimeSpan;

    public DateTimeOffset? LastCheckpointAt { get; init; }

    public CheckpointResult? LastCheckpoint { get; init; }

    /// <summary>How long the unit of work that runs now has been running; null while none runs.</summary>
    public TimeSpan? UnitAge { get; init; }

    /// <summary>From this age on a unit counts as slow.</summary>
    public TimeSpan SlowUnit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Size of the write-ahead log from which on the database is degraded.</summary>
    public long WalBytesLimit { get; init; } = HealthCheck.DefaultWalBytesLimit;

    /// <summary>Readers that may be in use at once.</summary>
    public int MaxReaders { get; init; } = int.MaxValue;

    /// <summary>When it was backed up, vacuumed and checked.</summary>
    public UpkeepTimes Upkeep { get; init; } = new();

    /// <summary>What those who see the commits are concerned about, a sentence each.</summary>
    public IReadOnlyList<string> Concerns { get; init; } = [];

    /// <summary>The time of day.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The room on its disk; null where nobody knows.</summary>
    public DiskRoom? Disk { get; init; }

    /// <summary>What is to be free there; 0: it doesn't matter, for nothing is written.</summary>
    public long NeededDiskBytes { get; init; }

    /// <summary>The writer's thread is there; null where there is none.</summary>
    public bool? IsWriterRunning { get; init; }

    /// <summary>The writer's session found its file moved.</summary>
    public bool HasMoved { get; init; }

    /// <summary>Why writes don't work at present; null when they do.</summary>
    public string? WriterFailure { get; init; }
}
