using System.Globalization;

namespace LineageAot.FaultTests.Vfs;

/// <summary>How much is done: a share on each test run, all of it where the environment says so.</summary>
internal static class FaultSettings
{
    /// <summary>Power cuts altogether, shared out to the workloads.</summary>
    public static int Cuts { get; } = Number("LINEAGEAOT_CUTS", 1_500);

    /// <summary>Of all choices: the same seed cuts the same record in the same way.</summary>
    public static int Seed { get; } = Number("LINEAGEAOT_SEED", 20261126);

    /// <summary>Points of each fault sweep, evenly over all (failing syncs have few: they are all taken); without a limit where <c>LINEAGEAOT_SWEEP</c> is <c>all</c>.</summary>
    public static int SweepPoints { get; } = Environment.GetEnvironmentVariable("LINEAGEAOT_SWEEP") == "all" ? int.MaxValue : Number("LINEAGEAOT_SWEEP", 45);

    /// <summary>Power cuts behind each point of a sweep.</summary>
    public static int CutsPerPoint { get; } = Number("LINEAGEAOT_POINT_CUTS", 6);

    /// <summary>Power cuts of stores (each opens one or two files, and works with them), shared out to the workloads.</summary>
    public static int StoreCuts { get; } = Number("LINEAGEAOT_STORE_CUTS", 240);

    /// <summary>Places and points of each migration, evenly over all; without a limit where <c>LINEAGEAOT_MIGRATION_POINTS</c> is <c>all</c>.</summary>
    public static int MigrationPoints { get; } = Environment.GetEnvironmentVariable("LINEAGEAOT_MIGRATION_POINTS") == "all" ? int.MaxValue : Number("LINEAGEAOT_MIGRATION_POINTS", 6);

    /// <summary>Points of each operation, evenly over all; without a limit where <c>LINEAGEAOT_OPERATION_POINTS</c> is <c>all</c>.</summary>
    public static int OperationPoints { get; } = Environment.GetEnvironmentVariable("LINEAGEAOT_OPERATION_POINTS") == "all" ? int.MaxValue : Number("LINEAGEAOT_OPERATION_POINTS", 18);

    /// <summary>Power cuts behind each call that failed while a file was migrated, or something else was done with it.</summary>
    public static int CutsBehindFault { get; } = Number("LINEAGEAOT_FAULT_CUTS", 2);

    /// <summary>Backups made under load.</summary>
    public static int Backups { get; } = Number("LINEAGEAOT_BACKUPS", 5);

    private static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
