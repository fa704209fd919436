using System.Globalization;
using Spectre.Console;

namespace LineageAot.Cli.Rendering;

/// <summary>What the output can do.</summary>
internal static class Terminals
{
    /// <summary>A line can be drawn over: a terminal, not a pipe, a file, or a dumb one.</summary>
    public static bool IsInteractive
        => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb" && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>The columns of a line: what COLUMNS says, else the terminal's; null for as many as it takes, in a pipe or a file.</summary>
    public static int? Width
    {
        get
        {
            if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0)
            {
                return asked;
            }

            try
            {
                return !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var width ? width : null;
            }
            catch (IOException)
            {
                // A terminal that doesn't know its size.
                return null;
            }
        }
    }
}
