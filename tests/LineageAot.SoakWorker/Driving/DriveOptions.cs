using System.Globalization;
using LineageAot.SoakWorker.Load;

namespace LineageAot.SoakWorker.Driving;

/// <summary>How long is soaked, and how.</summary>
internal sealed record DriveOptions(TimeSpan Time, SoakFolder Folder)
{
    public const string Split = "--split";

    public int Seed { get; init; } = 20261126;

    /// <summary>A worker's life, but for the long one: from so many seconds</summary>
    public double ShortestLife { get; init; } = 20;

    /// <summary>to so many.</summary>
    public double LongestLife { get; init; } = 60;

    /// <summary>The <c>lineage</c> tool (a program, or its .dll), to check the store with it as well.</summary>
    public string? Tool { get; init; }

    /// <summary>The events are in a file of their own.</summary>
    public bool IsSplit { get; init; }

    /// <summary>The worker acknowledges writes that it never makes.</summary>
    public bool Lies { get; init; }

    /// <returns>Null where that isn't the command's form.</returns>
    public static DriveOptions? TryParse(string minutes, string root, ReadOnlySpan<string> rest)
    {
        var options = new DriveOptions(TimeSpan.FromMinutes(Number(minutes)), new SoakFolder(Path.GetFullPath(root)));
        while (rest.Length > 0)
        {
            switch (rest)
            {
                case ["--seed", var seed, ..]:
                    options = options with { Seed = int.Parse(seed, CultureInfo.InvariantCulture) };
                    rest = rest[2..];
                    break;
                case ["--lifetime", var shortest, var longest, ..]:
                    options = options with { ShortestLife = Number(shortest), LongestLife = Number(longest) };
                    rest = rest[3..];
                    break;
                case ["--tool", var tool, ..]:
                    options = options with { Tool = Path.GetFullPath(tool) };
                    rest = rest[2..];
                    break;
                case [Split, ..]:
                    options = options with { IsSplit = true };
                    rest = rest[1..];
                    break;
                case ["--break", Liar.Option, ..]:
                    options = options with { Lies = true };
                    rest = rest[2..];
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
