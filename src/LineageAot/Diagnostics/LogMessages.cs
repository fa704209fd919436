using Microsoft.Extensions.Logging;

namespace LineageAot.Diagnostics;

/// <summary>
/// All that the library logs. Paths, table names, counts and times are in the messages; values of rows never are. An event's number is
/// never given to another message.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Information, "Opened '{Path}' ({Access}, SQLite {SqliteVersion}) in {Milliseconds} ms")]
    public static partial void Opened(ILogger logger, string path, DatabaseAccess access, string sqliteVersion, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "Closed '{Path}'")]
    public static partial void Closed(ILogger logger, string path);

    [LoggerMessage(4, LogLevel.Warning, "{Advice} File: '{Path}'")]
    public static partial void VulnerableSqlite(ILogger logger, string path, string advice);

    [LoggerMessage(5, LogLevel.Error, "'{Path}' was renamed, replaced or deleted while it is open; writes are refused until it is opened again")]
    public static partial void FileMoved(ILogger logger, string path);

    [LoggerMessage(10, LogLevel.Debug, "Checkpoint of '{Path}': {CheckpointedFrames} of {LogFrames} frames in {Milliseconds} ms")]
    public static partial void Checkpointed(ILogger logger, string path, int logFrames, int checkpointedFrames, double milliseconds);

    [LoggerMessage(11, LogLevel.Warning, "The checkpoint of '{Path}' didn't advance: {CheckpointedFrames} of {LogFrames} frames; a reader holds it back")]
    public static partial void CheckpointDidNotAdvance(ILogger logger, string path, int logFrames, int checkpointedFrames);

    [LoggerMessage(12, LogLevel.Error, "The checkpoint of '{Path}' failed")]
    public static partial void CheckpointFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(20, LogLevel.Error, "A batch of {Requests} writes on '{Path}' failed as a whole")]
    public static partial void BatchFailed(ILogger logger, string path, int requests, Exception exception);

    [LoggerMessage(21, LogLevel.Error, "The commit of {Requests} writes on '{Path}' has no known outcome: they may or may not be there")]
    public static partial void CommitIndeterminate(ILogger logger, string path, int requests, Exception exception);

    [LoggerMessage(22, LogLevel.Warning, "The writer of '{Path}' was opened again and its log synced; writes go on")]
    public static partial void WriterRecovered(ILogger logger, string path);

    [LoggerMessage(23, LogLevel.Error, "The writer of '{Path}' couldn't be opened again; writes fail until it can")]
    public static partial void WriterRecoveryFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(24, LogLevel.Warning, "The writer of '{Path}' has waited {Milliseconds} ms for another program's lock")]
    public static partial void WriterWaits(ILogger logger, string path, double milliseconds);

    [LoggerMessage(25, LogLevel.Debug, "Committed {Requests} writes on '{Path}'; the commit took {Milliseconds} ms")]
    public static partial void BatchCommitted(ILogger logger, string path, int requests, double milliseconds);

    [LoggerMessage(27, LogLevel.Error, "Disposal of '{Path}' reached its time limit; {Rows} queued rows were refused")]
    public static partial void DrainTimedOut(ILogger logger, string path, long rows);

    [LoggerMessage(28, LogLevel.Warning, "A unit of work on '{Path}' ran for {Seconds} s; every other write waited for it")]
    public static partial void SlowUnit(ILogger logger, string path, double seconds);

    [LoggerMessage(29, LogLevel.Error, "Something that sees the commits of '{Path}' threw; the writes go on")]
    public static partial void CommitObserverFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(30, LogLevel.Warning, "A read on '{Path}' was ended after {Seconds} s (MaxReadAge); opened by {Operation}")]
    public static partial void ReadExpired(ILogger logger, string path, double seconds, string operation);

    [LoggerMessage(31, LogLevel.Warning, "{ActiveReaders} readers of '{Path}' are in use, the limit is {MaxReaders}")]
    public static partial void ManyReaders(ILogger logger, string path, int activeReaders, int maxReaders);

    [LoggerMessage(40, LogLevel.Information, "Backed up '{Path}' to '{Target}' in {Seconds} s")]
    public static partial void BackedUp(ILogger logger, string path, string target, double seconds);

    [LoggerMessage(41, LogLevel.Error, "The backup of '{Path}' to '{Target}' failed")]
    public static partial void BackupFailed(ILogger logger, string path, string target, Exception exception);

    [LoggerMessage(42, LogLevel.Information, "Applied migration '{Migration}' of {Component} to '{Path}'")]
    public static partial void MigrationApplied(ILogger logger, string path, string migration, string component);

    [LoggerMessage(43, LogLevel.Information, "Undid migration '{Migration}' of {Component} on '{Path}'")]
    public static partial void MigrationUndone(ILogger logger, string path, string migration, string component);

    [LoggerMessage(44, LogLevel.Warning, "The old backup '{File}' couldn't be deleted")]
    public static partial void OldBackupNotDeleted(ILogger logger, string file, Exception exception);

    [LoggerMessage(45, LogLevel.Information, "Restored '{Path}' from '{Backup}' in {Seconds} s; what was there before is '{Replaced}'")]
    public static partial void Restored(ILogger logger, string path, string backup, string? replaced, double seconds);

    [LoggerMessage(46, LogLevel.Information, "Maintenance of '{Path}', {Kind}, took {Seconds} s: {Detail}")]
    public static partial void MaintenanceDone(ILogger logger, string path, string kind, double seconds, string? detail);

    [LoggerMessage(47, LogLevel.Error, "Maintenance of '{Path}', {Kind}, failed: {Detail}")]
    public static partial void MaintenanceFailed(ILogger logger, string path, string kind, string? detail, Exception? exception);

    [LoggerMessage(48, LogLevel.Error, "The journal of the maintenance of '{Path}' didn't take the record of {Kind}")]
    public static partial void MaintenanceNotRecorded(ILogger logger, string path, string kind, Exception exception);

    [LoggerMessage(49, LogLevel.Error, "Somebody who listens to metrics or activities of '{Name}' threw; the database goes on")]
    public static partial void ListenerFailed(ILogger logger, string name, Exception exception);

    [LoggerMessage(50, LogLevel.Debug, "{Name}: {Sql}")]
    public static partial void Prepared(ILogger logger, string name, string sql);
}
