using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LineageAot.Cli.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public const string DatabaseVariable = "LINEAGE_DB";
    public const string DefaultWorkspace = "default";

    public static Option<string?> Database() => new("--db")
    {
        Description = $"The store's file. Without it: ${DatabaseVariable}, else a file in the user's data folder.",
        HelpName = "file",
    };

    public static Option<string> Workspace() => new("--workspace", "-w")
    {
        Description = "The workspace's name.",
        HelpName = "name",
        DefaultValueFactory = _ => DefaultWorkspace,
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON for machines: one object a line." };

    /// <summary>The store's file as asked for.</summary>
    public static string DatabasePath(string? option)
        => option is { Length: > 0 } ? option : Environment.GetEnvironmentVariable(DatabaseVariable) is { Length: > 0 } variable ? variable : LineagePaths.Default("lineage");

    /// <summary>Refuses a number out of range; what is no number is refused by the parser itself.</summary>
    public static void RequireRange(OptionResult result, int least, int most)
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[^1].Value, CultureInfo.InvariantCulture, out var value) && (value < least || value > most))
        {
            result.AddError($"{result.Option.Name} is a number from {least} to {most}.");
        }
    }
}
