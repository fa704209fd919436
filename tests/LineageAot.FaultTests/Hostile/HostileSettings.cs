using System.Globalization;

namespace LineageAot.FaultTests.Hostile;

/// <summary>How much is done: a share on each test run, all of it where the environment says so.</summary>
internal static class HostileSettings
{
    /// <summary>Values that are written and read back.</summary>
    public static int Values { get; } = Number("LINEAGEAOT_VALUES", 20_000);

    /// <summary>Names, paths and texts.</summary>
    public static int Names { get; } = Number("LINEAGEAOT_HOSTILE", 300);

    /// <summary>Damaged copies of database files.</summary>
    public static int Damages { get; } = Number("LINEAGEAOT_DAMAGES", 40);

    /// <summary>Alterations of stored events.</summary>
    public static int Alterations { get; } = Number("LINEAGEAOT_ALTERATIONS", 300);

    /// <summary>Of all choices.</summary>
    public static int Seed { get; } = Number("LINEAGEAOT_SEED", 20261126);

    private static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
