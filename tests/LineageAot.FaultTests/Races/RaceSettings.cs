using System.Globalization;

namespace LineageAot.FaultTests.Races;

/// <summary>How much is done: a share on each test run, all of it where the environment says so.</summary>
internal static class RaceSettings
{
    /// <summary>Races of each kind.</summary>
    public static int Races { get; } = Number("LINEAGEAOT_RACES", 10);

    public static int Seed { get; } = Number("LINEAGEAOT_SEED", 20261126);

    private static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
