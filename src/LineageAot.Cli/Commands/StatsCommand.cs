using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Rendering;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage stats</c></summary>
internal static class StatsCommand
{
    public static Command Create()
    {
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("stats", "Show how much each workspace holds.") { database, json };
        command.SetAction((parsed, _) => RunAsync(CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(string database, bool json)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var first = true;
        foreach (var workspace in await store.ListWorkspacesAsync())
        {
            var figures = await store.ReadFiguresAsync(workspace.Id);
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(
                    new StatsReport(
                        workspace.Name, figures.Sources, figures.Missing, figures.Deleted, figures.Versions, figures.Contents, figures.ContentBytes ?? 0, figures.Documents, figures.ChunkSets,
                        figures.Chunks, figures.Runs, figures.Events),
                    CliJson.Default.StatsReport));
                continue;
            }

            if (!first)
            {
                Console.Out.WriteLine();
            }

            first = false;
            var table = new TextTable("workspace", workspace.Name);
            table.Add("sources", Sizes.Count(figures.Sources));
            table.Add("missing", Sizes.Count(figures.Missing));
            table.Add("deleted", Sizes.Count(figures.Deleted));
            table.Add("versions", Sizes.Count(figures.Versions));
            table.Add("documents", Sizes.Count(figures.Documents));
            table.Add("chunk sets", Sizes.Count(figures.ChunkSets));
            table.Add("chunks", Sizes.Count(figures.Chunks));
            table.Add("runs", Sizes.Count(figures.Runs));
            table.Add("contents (all)", $"{Sizes.Count(figures.Contents)}, {Sizes.Bytes(figures.ContentBytes ?? 0)}");
            table.Add("events (all)", Sizes.Count(figures.Events));
            table.WriteTo(Console.Out);
        }

        return ExitCodes.Done;
    }
}
