using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineageAot;

/// <summary>What a database may do with its file.</summary>
public enum DatabaseAccess
{
    /// <summary>Reads and writes; one process at a time, kept by a lock on <c>&lt;file&gt;.lock</c>.</summary>
    ReadWrite,

    /// <summary>Reads only, in any journal mode, also while another process writes. Nothing of the file is changed.</summary>
    ReadOnly,
}

/// <summary>What opening does about the schema.</summary>
public enum MigrationMode
{
    /// <summary>Brings the file up to date: applies the migrations that it lacks. Without any migration an empty file gets the tables, another one must match.</summary>
    Apply,

    /// <summary>Only compares; an empty file is a mismatch.</summary>
    Verify,

    /// <summary>Doesn't look.</summary>
    None,
}

/// <summary>Sets of defaults for kinds of machines; what is set by itself counts more.</summary>
public enum Profile
{
    /// <summary>A desktop or server.</summary>
    Standard,

    /// <summary>An edge box: 8 MB of writer cache, two readers of 2 MB each, no memory mapping, a queue of 4 MiB.</summary>
    Small,
}

/// <summary>How a database is opened. Values are checked on open: a wrong one is a <see cref="ConfigurationException"/> that names it.</summary>
public sealed record DatabaseOptions
{
    private readonly long? chosenQueueBytes;
    private readonly int? chosenReaders, chosenWriterCacheKibibytes, chosenReaderCacheKibibytes;

    /// <summary>The file's path; it is made where it doesn't exist. There is no default (LineagePaths.Default names the user's data folder), and <c>:memory:</c> is refused: use OpenTemporaryAsync.</summary>
    public required string Path { get; init; }

    /// <summary>The defaults of the sizes below.</summary>
    public Profile Profile { get; init; }

    /// <summary>What may be done with the file.</summary>
    public DatabaseAccess Access { get; init; }

    /// <summary>When a write counts as committed; a single write may ask for more.</summary>
    public Durability Durability { get; init; }

    /// <summary>What opening does about the schema.</summary>
    public MigrationMode Migrations { get; init; }

    /// <summary>Lets migrations that may lose rows or values run; refused otherwise.</summary>
    public bool AllowDestructive { get; init; }

    /// <summary>
    /// Copies the file to <c>&lt;file&gt;.before-&lt;version&gt;.&lt;time&gt;.bak</c> beside it, and checks the copy, before a migration that may lose rows or values. On by default.
    /// It takes the room and the time of the whole file.
    /// </summary>
    public bool BackupBeforeDestructive { get; init; } = true;

    /// <summary>Told of each step of a migration while the file is opened, on the thread that migrates. What it throws undoes the migration that runs, or ends a backfill behind its batch. Null: nobody.</summary>
    public IProgress<MigrationProgress>? MigrationProgress { get; init; }

    /// <summary>Opens a file that is reached through a symbolic link; refused otherwise, so that nobody redirects the data.</summary>
    public bool AllowSymbolicLink { get; init; }

    /// <summary>How long a write waits while another process writes the file. 0 to 1 hour; 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Rows a transaction of the write queue takes at most: 1 to 1,000,000; 4,096.</summary>
    public int MaxBatchRows { get; init; } = 4096;

    /// <summary>Bytes a transaction of the write queue takes at most: 4 KiB to 1 GiB; 16 MiB.</summary>
    public long MaxBatchBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How long a transaction is kept open for more writes. 0 (the default: never wait for more) to 1 s.</summary>
    public TimeSpan MaxBatchDelay { get; init; }

    /// <summary>Rows that may wait in the write queue; past that a writer waits. 1 to 10,000,000; 65,536.</summary>
    public int QueueRows { get; init; } = 65_536;

    /// <summary>Bytes that may wait in the write queue; past that a writer waits. 4 KiB to 4 GiB; 64 MiB.</summary>
    public long QueueBytes
    {
        get => chosenQueueBytes ?? (Profile == Profile.Small ? 4 * 1024 * 1024 : 64 * 1024 * 1024);
        init => chosenQueueBytes = value;
    }

    /// <summary>Pages in the write-ahead log after which the writer checkpoints: 100 to 10,000,000; 8,000.</summary>
    public int CheckpointPages { get; init; } = 8_000;

    /// <summary>How long disposing goes on writing what is queued; what is left then fails. No limit by default.</summary>
    public TimeSpan DrainTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Readers that are kept open, 1 to 64; the number of processors, between 2 and 8.</summary>
    public int Readers
    {
        get => chosenReaders ?? (Profile == Profile.Small ? 2 : Math.Clamp(Environment.ProcessorCount, 2, 8));
        init => chosenReaders = value;
    }

    /// <summary>Readers that may be open at once, from <see cref="Readers"/> to 1,024; 64.</summary>
    public int MaxReaders { get; init; } = 64;

    /// <summary>Age at which a read transaction is ended, so that the write-ahead log stays bounded. Infinite is allowed; 5 minutes.</summary>
    public TimeSpan MaxReadAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The writer's page cache in KiB: 64 to 16,777,216; 64,000.</summary>
    public int WriterCacheKibibytes
    {
        get => chosenWriterCacheKibibytes ?? (Profile == Profile.Small ? 8_000 : 64_000);
        init => chosenWriterCacheKibibytes = value;
    }

    /// <summary>Each reader's page cache in KiB: 64 to 16,777,216; 16,000.</summary>
    public int ReaderCacheKibibytes
    {
        get => chosenReaderCacheKibibytes ?? (Profile == Profile.Small ? 2_000 : 16_000);
        init => chosenReaderCacheKibibytes = value;
    }

    /// <summary>Bytes of the file that readers may map into memory; 0: none. A file cut by another program is then a crash (SIGBUS).</summary>
    public long MmapSize { get; init; }

    /// <summary>Bytes that the write-ahead log keeps after a reset: 0 or more; 64 MiB.</summary>
    public long JournalSizeLimit { get; init; } = 64 * 1024 * 1024;

    /// <summary>Page size of a new file in bytes, a power of two from 512 to 65,536; 4,096. Can't be changed later without a rewrite.</summary>
    public int PageSize { get; init; } = 4096;

    /// <summary>Where log messages go. User data is never in them.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Logs each statement's text (without values) at Debug level when it is prepared.</summary>
    public bool LogSql { get; init; }

    /// <summary>The clock, for stamps and ages.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
