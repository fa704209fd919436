using LineageAot.Diagnostics;

namespace LineageAot.Migrations;

/// <summary>What the migrator is told by the database that owns it.</summary>
internal sealed class MigratorSettings
{
    public required MigrationMode Mode { get; init; }

    public required TimeProvider Clock { get; init; }

    public bool AllowDestructive { get; init; }

    public bool BackupBeforeDestructive { get; init; } = true;

    /// <summary>The last number of the schema's own component that is applied; null: all.</summary>
    public int? To { get; init; }

    /// <summary>Copies the file to a path and verifies the copy.</summary>
    public Action<string> Backup { get; init; } = static _ => throw new InvalidOperationException("There is nobody who makes a backup.");

    /// <summary>Told of each migration once it's committed.</summary>
    public Action<MigrationReport> Applied { get; init; } = static _ => { };

    /// <summary>Told how long each migration takes; null: nobody.</summary>
    public DatabaseTelemetry? Telemetry { get; init; }

    /// <summary>Told of each step; null: nobody.</summary>
    public IProgress<MigrationProgress>? Progress { get; init; }
}
