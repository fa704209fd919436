using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage stale</c></summary>
internal static class StaleCommand
{
    public static Command Create()
    {
        var set = new Option<string?>("--set") { Description = "List the chunks of this embedding set (its name or key) that want embedding, what failed first.", HelpName = "name" };
        var limit = ListOptions.Limit(StaleRequest.MaxSize);
        var after = ListOptions.After();
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("stale", "Show how far each embedding set is: how many chunks there are, and how many want embedding or failed.") { set, limit, after, workspace, database, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(after) is not null && result.GetValue(set) is null)
            {
                result.AddError("--after goes on in the list of a set: name it with --set.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)),
            parsed.GetRequiredValue(workspace),
            parsed.GetValue(set),
            new StaleRequest(parsed.GetValue(limit)) { After = parsed.GetValue(after) },
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string database, string name, string? set, StaleRequest request, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var workspace = await store.GetWorkspaceAsync(name);
        if (set is null)
        {
            await ListSetsAsync(workspace, json, cancellationToken);
            return ExitCodes.Done;
        }

        if (await FindSetAsync(workspace, set, cancellationToken) is not { } found)
        {
            Console.Error.WriteLine($"This workspace has no embedding set '{CellText.Line(set)}'. `lineage stale` lists them.");
            return ExitCodes.Failed;
        }

        // A page ends where what failed ends; the limit is what the user asked for.
        var chunks = new List<StaleChunk>();
        var next = request.After;
        do
        {
            var page = await ListOptions.ReadAsync(next, () => workspace.GetStaleAsync(found.Id, new StaleRequest(request.Size - chunks.Count) { After = next }, cancellationToken));
            chunks.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null && chunks.Count < request.Size);

        WriteChunks(chunks, json);
        ListOptions.Finish(json, next, null);
        return ExitCodes.Done;
    }

    private static async ValueTask<EmbeddingSet?> FindSetAsync(Workspace workspace, string set, CancellationToken cancellationToken)
    {
        var byKey = Guid.TryParse(set, out var key) ? await workspace.GetEmbeddingSetAsync(new EmbeddingSetId(key), cancellationToken) : null;
        return byKey ?? (string.IsNullOrWhiteSpace(set) ? null : await workspace.FindEmbeddingSetAsync(set, cancellationToken));
    }

    private static async Task ListSetsAsync(Workspace workspace, bool json, CancellationToken cancellationToken)
    {
        var table = new TextTable("set", "model", "status", "chunks", "stale", "failed", "coverage") { Flexible = ["set", "model"] };
        foreach (var set in await workspace.ListEmbeddingSetsAsync(cancellationToken))
        {
            // What is new isn't noted for a retired set any more, so its figures say nothing.
            var coverage = set.Status == EmbeddingSetStatus.Retired ? null : await workspace.GetCoverageAsync(set.Id, cancellationToken);
            var failed = coverage is null ? (long?)null : await workspace.CountFailedAsync(set.Id, cancellationToken);
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(
                    new EmbeddingSetReport(
                        "embedding_set", set.Id.Value.ToString(), set.Name, set.Provider, set.Model, set.Dimensions, Words.Of(set.Status), coverage?.Chunks, coverage?.Stale, failed, coverage?.Ratio),
                    StoreJson.Default.EmbeddingSetReport));
                continue;
            }

            table.Add(
                set.Name,
                $"{set.Provider}/{set.Model}",
                Words.Of(set.Status),
                Count(coverage?.Chunks),
                Count(coverage?.Stale),
                Count(failed),
                coverage is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(coverage.Ratio * 1000) / 10:0.0} %"));
        }

        if (!json)
        {
            table.WriteTo(Console.Out);
        }
    }

    private static string Count(long? number) => number is { } known ? Sizes.Count(known) : "-";

    private static void WriteChunks(IReadOnlyList<StaleChunk> chunks, bool json)
    {
        var table = new TextTable("chunk", "reason", "attempts", "last error") { Flexible = ["last error"] };
        foreach (var chunk in chunks)
        {
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(
                    new StaleReport(
                        "stale", chunk.ChunkId.Value.ToString(), chunk.ChunkSetId.Value.ToString(), chunk.Ordinal, Words.Of(chunk.Reason), chunk.Attempts, chunk.LastError,
                        chunk.ErrorCategory is { } category ? Words.Of(category) : null),
                    StoreJson.Default.StaleReport));
                continue;
            }

            table.Add(chunk.ChunkId.Value.ToString(), Words.Of(chunk.Reason), Sizes.Count(chunk.Attempts), chunk.LastError ?? string.Empty);
        }

        if (!json)
        {
            table.WriteTo(Console.Out);
        }
    }
}
