namespace LineageAot;

/// <summary>How well a database is.</summary>
public enum HealthStatus
{
    /// <summary>All is as it should be.</summary>
    Healthy,

    /// <summary>It works, but something needs a look before it doesn't: <see cref="HealthReport.Notes"/> says what.</summary>
    Degraded,

    /// <summary>Writes, or all of it, no longer work.</summary>
    Unhealthy,
}

/// <summary>A database's state at one moment.</summary>
public sealed record HealthReport
{
    /// <summary>True only for <see cref="HealthStatus.Healthy"/>.</summary>
    public bool IsHealthy => Status == HealthStatus.Healthy;

    /// <summary>The worst of all that was found.</summary>
    public required HealthStatus Status { get; init; }

    /// <summary>How the file's tables relate to the program's records now.</summary>
    public required SchemaState SchemaState { get; init; }

    /// <summary>Why it isn't healthy, and what is worth knowing although it is; each a sentence.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The version of the native SQLite library, for instance <c>3.50.4</c>.</summary>
    public required string SqliteVersion { get; init; }

    /// <summary>The database's size in bytes, without its write-ahead log.</summary>
    public required long FileBytes { get; init; }

    /// <summary>The write-ahead log's size in bytes; 0 where there is none. It doesn't shrink with each checkpoint, but is used again.</summary>
    public required long WalBytes { get; init; }

    /// <summary>Pages in the database.</summary>
    public required long PageCount { get; init; }

    /// <summary>Pages that hold nothing; an incremental vacuum gives them back.</summary>
    public required long FreePageCount { get; init; }

    /// <summary>Bytes of a page.</summary>
    public required int PageSize { get; init; }

    /// <summary>Rows that wait in the write queue.</summary>
    public required long QueuedRows { get; init; }

    /// <summary>Bytes that wait in the write queue.</summary>
    public required long QueuedBytes { get; init; }

    /// <summary>How long the unit of work that runs now has been running; null while none runs.</summary>
    public required TimeSpan? RunningUnitAge { get; init; }

    /// <summary>Readers that are in use.</summary>
    public required int ActiveReaders { get; init; }

    /// <summary>The age of the oldest open read; null when nobody reads.</summary>
    public required TimeSpan? OldestReadAge { get; init; }

    /// <summary>When the writer last moved its log into the database, in UTC; null when it never did since the file was opened.</summary>
    public required DateTimeOffset? LastCheckpointAt { get; init; }

    /// <summary>When it was last backed up, in UTC: by this object, or before that into the folder of its maintenance. Null: nobody knows.</summary>
    public DateTimeOffset? LastBackupAt { get; init; }

    /// <summary>When it was last vacuumed, in UTC; null: not since it was opened.</summary>
    public DateTimeOffset? LastVacuumAt { get; init; }

    /// <summary>When its integrity was last checked, in UTC; null: not since it was opened.</summary>
    public DateTimeOffset? LastIntegrityCheckAt { get; init; }

    /// <summary>Whether that check found nothing; null where there was none.</summary>
    public bool? WasSoundAtLastCheck { get; init; }

    /// <summary>
    /// Bytes that are free on its disk; null where the system doesn't tell. Degraded below 5 % of the disk (10 GiB are always enough for that), or below twice the size that the write-ahead log keeps
    /// (<see cref="DatabaseOptions.JournalSizeLimit"/>).
    /// </summary>
    public long? FreeDiskBytes { get; init; }

    /// <summary>Readers that may be in use at once. Degraded from nine tenths of them on.</summary>
    public int MaxReaders { get; init; }

    /// <summary>The thread that writes is there; null for a database that was opened read-only, and has none.</summary>
    public bool? IsWriterRunning { get; init; }

    /// <summary>Frames that the last checkpoint had to leave in the log, because a reader still needs what they replace.</summary>
    public required long CheckpointBacklogFrames { get; init; }
}
