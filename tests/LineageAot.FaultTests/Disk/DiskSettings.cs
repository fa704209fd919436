using System.Globalization;

namespace LineageAot.FaultTests.Disk;

/// <summary>How much is done: a share on each test run, all of it where the environment says so.</summary>
internal static class DiskSettings
{
    /// <summary>How often each disk is filled and given room again.</summary>
    public static int Cycles { get; } = Number("LINEAGEAOT_DISK_CYCLES", 3);

    public static int Seed { get; } = Number("LINEAGEAOT_SEED", 20261126);

    private static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
