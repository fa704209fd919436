namespace LineageAot.Sqlite;

/// <summary>How one connection is opened. Sizes in bytes unless the name says otherwise.</summary>
internal sealed record SessionOptions
{
    public required string Path { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Makes the file; page size and auto-vacuum are fixed then and can't be changed without a rewrite.</summary>
    public bool Create { get; init; }

    /// <summary>The writer sets file-level pragmas (journal mode); readers and read-only opens take what they find.</summary>
    public bool IsWriter { get; init; }

    public bool IsFull { get; init; }

    /// <summary>How long it blocks its thread where another connection has the file for itself, from its first look at the file on. 0: not at all.</summary>
    public int BusyMilliseconds { get; init; }

    public int PageSize { get; init; } = 4096;

    public int CacheKibibytes { get; init; } = 16_000;

    public long MmapSize { get; init; }

    public long JournalSizeLimit { get; init; } = 64 * 1024 * 1024;

    /// <summary>Sorting and VACUUM spill into a file (the default) or stay in memory.</summary>
    public bool TempStoreInMemory { get; init; }

    /// <summary>
    /// Asked before a writer turns an existing file's journal into a write-ahead log, which changes the file for good: throws where it
    /// isn't one of ours.
    /// </summary>
    public Action<SqliteSession>? BeforeConversion { get; init; }

    /// <summary>Told of each statement's text when it is prepared; null where nobody asked.</summary>
    public Microsoft.Extensions.Logging.ILogger? SqlLogger { get; init; }
}
