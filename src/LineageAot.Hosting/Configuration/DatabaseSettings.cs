using static LineageAot.Hosting.SettingText;

namespace LineageAot.Hosting;

/// <summary>The keys of a database's configuration and what each sets: written out, so that nothing is bound by reflection.</summary>
internal static class DatabaseSettings
{
    public static readonly Dictionary<string, Action<LineageHostOptions, string>> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LineageHostOptions.Path)] = static (options, text) => options.Path = text,
        [nameof(LineageHostOptions.Profile)] = static (options, text) => options.Profile = ToEnum<Profile>(text),
        [nameof(LineageHostOptions.Access)] = static (options, text) => options.Access = ToEnum<DatabaseAccess>(text),
        [nameof(LineageHostOptions.Durability)] = static (options, text) => options.Durability = ToEnum<Durability>(text),
        [nameof(LineageHostOptions.Migrations)] = static (options, text) => options.Migrations = ToEnum<MigrationMode>(text),
        [nameof(LineageHostOptions.AllowDestructive)] = static (options, text) => options.AllowDestructive = ToBoolean(text),
        [nameof(LineageHostOptions.BackupBeforeDestructive)] = static (options, text) => options.BackupBeforeDestructive = ToBoolean(text),
        [nameof(LineageHostOptions.AllowSymbolicLink)] = static (options, text) => options.AllowSymbolicLink = ToBoolean(text),
        [nameof(LineageHostOptions.BusyTimeout)] = static (options, text) => options.BusyTimeout = ToTimeSpan(text),
        [nameof(LineageHostOptions.MaxBatchRows)] = static (options, text) => options.MaxBatchRows = ToInt32(text),
        [nameof(LineageHostOptions.MaxBatchBytes)] = static (options, text) => options.MaxBatchBytes = ToInt64(text),
        [nameof(LineageHostOptions.MaxBatchDelay)] = static (options, text) => options.MaxBatchDelay = ToTimeSpan(text),
        [nameof(LineageHostOptions.QueueRows)] = static (options, text) => options.QueueRows = ToInt32(text),
        [nameof(LineageHostOptions.QueueBytes)] = static (options, text) => options.QueueBytes = ToInt64(text),
        [nameof(LineageHostOptions.CheckpointPages)] = static (options, text) => options.CheckpointPages = ToInt32(text),
        [nameof(LineageHostOptions.DrainTimeout)] = static (options, text) => options.DrainTimeout = ToTimeSpanOrInfinite(text),
        [nameof(LineageHostOptions.Readers)] = static (options, text) => options.Readers = ToInt32(text),
        [nameof(LineageHostOptions.MaxReaders)] = static (options, text) => options.MaxReaders = ToInt32(text),
        [nameof(LineageHostOptions.MaxReadAge)] = static (options, text) => options.MaxReadAge = ToTimeSpanOrInfinite(text),
        [nameof(LineageHostOptions.WriterCacheKibibytes)] = static (options, text) => options.WriterCacheKibibytes = ToInt32(text),
        [nameof(LineageHostOptions.ReaderCacheKibibytes)] = static (options, text) => options.ReaderCacheKibibytes = ToInt32(text),
        [nameof(LineageHostOptions.MmapSize)] = static (options, text) => options.MmapSize = ToInt64(text),
        [nameof(LineageHostOptions.JournalSizeLimit)] = static (options, text) => options.JournalSizeLimit = ToInt64(text),
        [nameof(LineageHostOptions.PageSize)] = static (options, text) => options.PageSize = ToInt32(text),
        [nameof(LineageHostOptions.LogSql)] = static (options, text) => options.LogSql = ToBoolean(text),
    };

    /// <summary>The keys of its section <see cref="LineageHostOptions.Maintenance"/>.</summary>
    public static readonly Dictionary<string, Action<LineageHostMaintenance, string>> MaintenanceKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LineageHostMaintenance.Enabled)] = static (options, text) => options.Enabled = ToBoolean(text),
        [nameof(LineageHostMaintenance.BackupFolder)] = static (options, text) => options.BackupFolder = text,
        [nameof(LineageHostMaintenance.BackupKeepCount)] = static (options, text) => options.BackupKeepCount = ToInt32(text),
        [nameof(LineageHostMaintenance.BackupKeepFor)] = static (options, text) => options.BackupKeepFor = ToTimeSpan(text),
        [nameof(LineageHostMaintenance.BackupInterval)] = static (options, text) => options.BackupInterval = ToTimeSpan(text),
        [nameof(LineageHostMaintenance.VacuumInterval)] = static (options, text) => options.VacuumInterval = ToTimeSpanOrNever(text),
        [nameof(LineageHostMaintenance.OptimizeInterval)] = static (options, text) => options.OptimizeInterval = ToTimeSpanOrNever(text),
        [nameof(LineageHostMaintenance.IntegrityCheckInterval)] = static (options, text) => options.IntegrityCheckInterval = ToTimeSpanOrNever(text),
        [nameof(LineageHostMaintenance.VacuumPagesPerSlice)] = static (options, text) => options.VacuumPagesPerSlice = ToInt32(text),
        [nameof(LineageHostMaintenance.Jitter)] = static (options, text) => options.Jitter = ToDouble(text),
        [nameof(LineageHostMaintenance.FirstRunDelay)] = static (options, text) => options.FirstRunDelay = ToTimeSpan(text),
    };
}
