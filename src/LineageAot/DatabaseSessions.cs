using LineageAot.Diagnostics;
using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineageAot;

/// <summary>What the layers below are told of a database's options.</summary>
internal static class DatabaseSessions
{
    public static SessionOptions Reader(DatabaseOptions options) => new()
    {
        Path = options.Path,
        IsReadOnly = true,
        BusyMilliseconds = (int)options.BusyTimeout.TotalMilliseconds,
        CacheKibibytes = options.ReaderCacheKibibytes,
        MmapSize = options.MmapSize,
        SqlLogger = SqlLogger(options),
    };

    public static SessionOptions Writer(DatabaseOptions options, bool isNew, Action<SqliteSession> beforeConversion) => new()
    {
        Path = options.Path,
        IsWriter = true,
        Create = isNew,
        IsFull = options.Durability == Durability.Full,
        PageSize = options.PageSize,
        CacheKibibytes = options.WriterCacheKibibytes,
        JournalSizeLimit = options.JournalSizeLimit,
        SqlLogger = SqlLogger(options),
        BeforeConversion = beforeConversion,
    };

    /// <param name="options">The database's options, the path resolved.</param>
    /// <param name="mode">What may be done.</param>
    /// <param name="reports">Where what was applied or undone is collected; null: nowhere.</param>
    /// <param name="to">The last number that is applied; null: all.</param>
    /// <param name="isUndo">What is told was undone.</param>
    public static MigratorSettings Migrator(DatabaseOptions options, MigrationMode mode, List<MigrationReport>? reports = null, int? to = null, bool isUndo = false)
    {
        var logger = options.LoggerFactory.CreateLogger("LineageAot.Migrations");
        return new MigratorSettings
        {
            Mode = mode,
            Clock = options.TimeProvider,
            AllowDestructive = options.AllowDestructive,
            BackupBeforeDestructive = options.BackupBeforeDestructive,
            To = to,
            Backup = target => Backup.Run(options.Path, target, CancellationToken.None, SqlLogger(options)),
            Applied = report =>
            {
                if (isUndo)
                {
                    LogMessages.MigrationUndone(logger, options.Path, report.FileName, report.Component);
                }
                else
                {
                    LogMessages.MigrationApplied(logger, options.Path, report.FileName, report.Component);
                }

                reports?.Add(report);
            },
            Telemetry = new DatabaseTelemetry(options),
            Progress = options.MigrationProgress,
        };
    }

    public static ILogger? SqlLogger(DatabaseOptions options) => options.LogSql ? options.LoggerFactory.CreateLogger("LineageAot.Sql") : null;
}
