namespace LineageAot.Migrations;

/// <summary>What the migrator is told by the database that owns it.</summary>
internal sealed class MigratorSettings
{
    public required MigrationMode Mode { get; init; }

    public required TimeProvider Clock { get; init; }

    public bool AllowDestructive { get; init; }

    public bool BackupBeforeDestructive { get; init; } = true;

    /// <summary>Copies the file to a path and verifies the copy.</summary>
    public Action<string> Backup { get; init; } = static _ => throw new InvalidOperationException("There is nobody who makes a backup.");

    /// <summary>Told of each migration once it's committed.</summary>
    public Action<string, Schema.Migration> Applied { get; init; } = static (_, _) => { };
}
