using LineageAot.Diagnostics;
using LineageAot.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineageAot.Writing;

/// <summary>What the writer is told by the database that owns it.</summary>
internal sealed class WriterSettings
{
    public required int MaxBatchRows { get; init; }

    public required long MaxBatchBytes { get; init; }

    public required TimeSpan MaxBatchDelay { get; init; }

    public required TimeSpan BusyTimeout { get; init; }

    public required int CheckpointPages { get; init; }

    public required bool IsFull { get; init; }

    /// <summary>Some foreign key is deferred: each request is checked for violations before the commit.</summary>
    public required bool HasDeferredKeys { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Logger { get; init; }

    public required ChangeFeed Changes { get; init; }

    /// <summary>The file, for messages.</summary>
    public required string Path { get; init; }

    public required DatabaseTelemetry Telemetry { get; init; }

    public required UnitWatch Units { get; init; }

    /// <summary>True while a reader has a transaction open: a TRUNCATE checkpoint would wait for it in vain.</summary>
    public required Func<bool> HasActiveReads { get; init; }

    /// <summary>Makes the disk take what the write-ahead log holds, for a Full write in a Normal database.</summary>
    public required Action<SqliteSession> SyncWal { get; init; }

    /// <summary>Those who see the commits before they are acknowledged.</summary>
    public CommitObservers Observers { get; } = new();

    /// <summary>Runs on the connection when it has been opened.</summary>
    public Action<SqliteSession> Prepare { get; set; } = static _ => { };
}
