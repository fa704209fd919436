using System.CommandLine;
using LineageAot.Cli.Rendering;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage show ID</c></summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var thing = new Argument<string>("id") { Description = "The key of a source, version, document, chunk set, chunk, run, embedding set, query, collection or artifact; or a source's path." };
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("show", "Show what is known of one thing, whatever it is: give its key.") { thing, workspace, database, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetRequiredValue(workspace), parsed.GetRequiredValue(thing), parsed.GetValue(json), cancellationToken));
        return command;
    }

    /// <summary>What is said of a name that nothing has.</summary>
    public static string NothingFound(string name, string workspace) => $"The workspace '{workspace}' has nothing with the key or path '{CellText.Line(name)}'. It may have been deleted, or belong to another workspace (--workspace).";

    private static async Task<int> RunAsync(string database, string name, string thing, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var workspace = await store.GetWorkspaceAsync(name);
        var finder = new ThingFinder(workspace, cancellationToken);
        // Between the two looks it may be deleted: then it isn't there.
        if (await finder.FindAsync(thing) is not { } key || await new ThingFacts(workspace, finder, cancellationToken).OfAsync(key) is not { } facts)
        {
            Console.Error.WriteLine(NothingFound(thing, name));
            return ExitCodes.Failed;
        }

        if (json)
        {
            Console.Out.WriteLine(facts.ToJson());
        }
        else
        {
            facts.WriteTo(Console.Out);
        }

        return ExitCodes.Done;
    }
}
