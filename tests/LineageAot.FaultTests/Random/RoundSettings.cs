using System.Globalization;

namespace LineageAot.FaultTests.RandomRounds;

/// <summary>How much is done: a share on each test run, all of it where the environment says so.</summary>
internal static class RoundSettings
{
    /// <summary>Databases, one after another.</summary>
    public static int Rounds { get; } = Number("LINEAGEAOT_ROUNDS", 8);

    /// <summary>Cancels altogether, asked for while the write was on its way.</summary>
    public static int Cancels { get; } = Number("LINEAGEAOT_CANCELS", 2_000);

    /// <summary>Places of a bad write in a transaction of 1,000.</summary>
    public static int Positions { get; } = Number("LINEAGEAOT_POSITIONS", 25);

    /// <summary>Of all choices; how the chosen things meet is the scheduler's.</summary>
    public static int Seed { get; } = Number("LINEAGEAOT_SEED", 20261126);

    private static int Number(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
