using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage trace ID</c></summary>
internal static class TraceCommand
{
    public static Command Create()
    {
        var thing = new Argument<string>("id") { Description = "Where to start: a key of any kind (as for `show`), or a source's path." };
        var up = new Option<bool>("--up") { Description = "Where it comes from. The default, but for sources." };
        var down = new Option<bool>("--down") { Description = "What came of it. The default for sources." };
        var depth = new Option<int>("--depth") { Description = "At most so many steps away, 1 to 1,000.", HelpName = "n", DefaultValueFactory = _ => 32 };
        depth.Validators.Add(static result => CommonOptions.RequireRange(result, 1, 1000));
        var most = new Option<int>("--max") { Description = "At most so many things, the nearest first, 1 to 1,000,000.", HelpName = "n", DefaultValueFactory = _ => 1000 };
        most.Validators.Add(static result => CommonOptions.RequireRange(result, 1, 1_000_000));
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("trace", "Show where something comes from, or what came of it: from a chunk to its file, from a file to its chunks, vectors and the searches that found them.")
        {
            thing, up, down, depth, most, workspace, database, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(up) && result.GetValue(down))
            {
                result.AddError("--up and --down are two questions: ask one at a time.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)),
            parsed.GetRequiredValue(workspace),
            parsed.GetRequiredValue(thing),
            parsed.GetValue(up) ? true : parsed.GetValue(down) ? false : null,
            new LineageTraceOptions { MaxDepth = parsed.GetValue(depth), MaxNodes = parsed.GetValue(most), MaxEdges = 5 * parsed.GetValue(most) },
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string database, string name, string thing, bool? isUpstream, LineageTraceOptions options, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var workspace = await store.GetWorkspaceAsync(name);
        if (await new ThingFinder(workspace, cancellationToken).FindAsync(thing) is not { } start)
        {
            Console.Error.WriteLine(ShowCommand.NothingFound(thing, name));
            return ExitCodes.Failed;
        }

        var up = isUpstream ?? start.Kind != LineageNodeKind.Source;
        var graph = await (up ? workspace.TraceUpstreamAsync(start, options, cancellationToken) : workspace.TraceDownstreamAsync(start, options, cancellationToken));
        if (json)
        {
            WriteJson(graph);
            return ExitCodes.Done;
        }

        GraphTree.Of(graph, up).WriteTo(Console.Out);
        if (graph.IsTruncated)
        {
            Console.Error.WriteLine("There is more: raise --depth or --max.");
        }

        return ExitCodes.Done;
    }

    private static void WriteJson(LineageGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new NodeReport("node", Words.Of(node.Kind), node.Id.ToString(), node.Depth, node.Label, node.ContentSha256?.ToString(), node.Key.EmbeddingSetId?.Value.ToString()), StoreJson.Default.NodeReport));
        }

        foreach (var edge in graph.Edges)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new EdgeReport("edge", Words.Of(edge.From.Kind), edge.From.Id.ToString(), Words.Of(edge.To.Kind), edge.To.Id.ToString(), edge.Role), StoreJson.Default.EdgeReport));
        }

        Console.Out.WriteLine(JsonSerializer.Serialize(new GraphReport("graph", graph.Nodes.Count, graph.Edges.Count, graph.IsTruncated), StoreJson.Default.GraphReport));
    }
}
