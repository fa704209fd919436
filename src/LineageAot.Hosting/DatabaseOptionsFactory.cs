using Microsoft.Extensions.Logging;

namespace LineageAot.Hosting;

/// <summary>Makes the library's options out of the host's.</summary>
internal static class DatabaseOptionsFactory
{
    public static DatabaseOptions Make(LineageHostOptions options, ILoggerFactory loggers, TimeProvider clock, TimeSpan shutdownTimeout)
    {
        var ofProfile = new DatabaseOptions { Path = options.Path ?? "", Profile = options.Profile };
        return ofProfile with
        {
            Access = options.Access,
            Durability = options.Durability,
            Migrations = options.Migrations,
            AllowDestructive = options.AllowDestructive,
            BackupBeforeDestructive = options.BackupBeforeDestructive,
            MigrationProgress = options.MigrationProgress,
            AllowSymbolicLink = options.AllowSymbolicLink,
            BusyTimeout = options.BusyTimeout,
            MaxBatchRows = options.MaxBatchRows,
            MaxBatchBytes = options.MaxBatchBytes,
            MaxBatchDelay = options.MaxBatchDelay,
            QueueRows = options.QueueRows,
            QueueBytes = options.QueueBytes ?? ofProfile.QueueBytes,
            CheckpointPages = options.CheckpointPages,
            DrainTimeout = options.DrainTimeout ?? (shutdownTimeout > TimeSpan.Zero ? shutdownTimeout : Timeout.InfiniteTimeSpan),
            Readers = options.Readers ?? ofProfile.Readers,
            MaxReaders = options.MaxReaders,
            MaxReadAge = options.MaxReadAge,
            WriterCacheKibibytes = options.WriterCacheKibibytes ?? ofProfile.WriterCacheKibibytes,
            ReaderCacheKibibytes = options.ReaderCacheKibibytes ?? ofProfile.ReaderCacheKibibytes,
            MmapSize = options.MmapSize,
            JournalSizeLimit = options.JournalSizeLimit,
            PageSize = options.PageSize,
            LogSql = options.LogSql,
            LoggerFactory = loggers,
            TimeProvider = clock,
        };
    }
}
