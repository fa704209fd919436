namespace LineageAot.Cli.Scaffolding;

/// <summary>What a database class has already, so that no table's property may be called so. A test compares it with the class.</summary>
internal static class DatabaseMembers
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "AddCommitObserver", "BackupAsync", "BackupToFolderAsync", "BeginSnapshotAsync", "Changes", "ChangesAsync", "CheckHealthAsync", "CheckIntegrityAsync", "CheckpointAsync", "CloneFromAsync", "CloseAsync", "DisposeAsync",
        "Equals", "ExecuteAsync", "ExecuteListAsync", "ExecuteSingleAsync", "ExecuteSingleOrDefaultAsync", "Finalize", "GetHashCode", "GetType", "Health", "IncrementalVacuumAsync", "IsInsideUnit", "IsReadOnly",
        "MemberwiseClone", "Model", "ObserveAsync", "OpenAsync", "OpenConnection", "OpenTemporaryAsync", "OptimizeAsync", "Options", "Path", "PauseAsync", "Query", "QueryList", "QueryListAsync",
        "QueryPage", "QueryPageAsync", "QuerySingle", "QuerySingleAsync", "QuerySingleOrDefault", "QuerySingleOrDefaultAsync", "QueryStream", "ReferenceEquals", "ResumeAsync", "Schema",
        "StartMaintenance", "Table", "ToString", "VacuumAsync", "Write", "WriteAsync",
    ];
}
