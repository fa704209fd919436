using Spectre.Console;

namespace LineageAot.Cli.Rendering;

/// <summary>What the output can do.</summary>
internal static class Terminals
{
    /// <summary>A line can be drawn over: a terminal, not a pipe, a file, or a dumb one.</summary>
    public static bool IsInteractive
        => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb" && AnsiConsole.Profile.Capabilities.Ansi;
}
