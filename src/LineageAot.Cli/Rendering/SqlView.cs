using Spectre.Console;

namespace LineageAot.Cli.Rendering;

/// <summary>Shows SQL as a difference: green what is made, red what goes, yellow what is changed, grey comments. Plain text where the output isn't a terminal.</summary>
internal static class SqlView
{
    public static void Write(string sql)
    {
        if (!Terminals.IsInteractive)
        {
            Console.Out.Write(sql);
            return;
        }

        foreach (var line in sql.TrimEnd('\n').Split('\n'))
        {
            AnsiConsole.Write(new Text(line, new Style(ColorOf(line))));
            AnsiConsole.WriteLine();
        }
    }

    private static Color ColorOf(string line) => line switch
    {
        _ when line.StartsWith("-- destructive", StringComparison.Ordinal) || line.StartsWith("-- Look at this", StringComparison.Ordinal) => Color.Red,
        _ when line.StartsWith("-- rebuild", StringComparison.Ordinal) || line.StartsWith("-- redefine", StringComparison.Ordinal) || line.StartsWith("-- copy", StringComparison.Ordinal) => Color.Yellow,
        _ when line.StartsWith("-- up", StringComparison.Ordinal) || line.StartsWith("-- down", StringComparison.Ordinal) => Color.Blue,
        _ when line.StartsWith("--", StringComparison.Ordinal) => Color.Grey,
        _ when line.Contains("DROP ", StringComparison.OrdinalIgnoreCase) => Color.Red,
        _ when line.Contains("RENAME ", StringComparison.OrdinalIgnoreCase) => Color.Yellow,
        _ when line.StartsWith("CREATE ", StringComparison.OrdinalIgnoreCase) || line.Contains(" ADD COLUMN ", StringComparison.OrdinalIgnoreCase) => Color.Green,
        _ => Color.Default,
    };
}
