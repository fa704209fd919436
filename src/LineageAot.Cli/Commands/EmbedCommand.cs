using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Embedding;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage embed … -- PROGRAM ARGS…</c></summary>
internal static class EmbedCommand
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    public static Command Create()
    {
        var program = new Argument<string[]>("program") { Description = "Behind --: the program that makes vectors, and its arguments. It reads a JSON line a chunk and writes a JSON line a chunk.", Arity = ArgumentArity.OneOrMore };
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var set = new Option<string>("--set") { Description = "The embedding set's name. One that exists needs no more.", HelpName = "name", Required = true };
        var provider = Text("--provider", "Who offers the model.");
        var model = Text("--model", "The model.");
        var revision = Text("--revision", "The model's revision.");
        var dimensions = new Option<int?>("--dimensions") { Description = "How many numbers a vector has.", HelpName = "n" };
        var distance = Text("--distance", "How near two vectors are: cosine (without it), dot or l2.");
        distance.AcceptOnlyFromAmong("cosine", "dot", "l2");
        var vectorStore = Text("--store", "The kind of store that keeps the vectors.");
        var collection = Text("--collection", "The collection in that store.");
        var batch = Number("--batch", "Chunks that are taken at once, 1 to 10,000. Up to two batches are with the program.", 1, 10_000, 100);
        var lease = Number("--lease", "Seconds that chunks stay taken where this program dies, 1 to 86,400.", 1, 86_400, 60);
        var timeout = Number("--timeout", "Seconds without any answer after which the program is ended, 1 to 86,400.", 1, 86_400, 300);
        var attempts = Number("--max-attempts", "A chunk that fails after so many tries isn't tried again, 1 to 1,000.", 1, 1_000, 10);
        var promote = new Option<double?>("--promote") { Description = "Put the set into use afterwards, if at least this share of the chunks, 0 to 1, has its vector.", HelpName = "share" };
        promote.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValueOrDefault<double?>() is not (>= 0 and <= 1))
            {
                result.AddError("--promote is a number from 0 to 1.");
            }
        });
        var retry = new Option<bool>("--retry-failed") { Description = "Give another chance to what failed for good." };
        var delete = new Option<bool>("--delete") { Description = "Have the program delete vectors that nobody wants any more." };
        var command = new Command("embed", "Have a program of yours make vectors of the chunks that lack them, and record which there are.")
        {
            program, set, provider, model, revision, dimensions, distance, vectorStore, collection, batch, lease, timeout, attempts, promote, retry, delete, workspace, database, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new EmbedSettings
            {
                SetName = parsed.GetRequiredValue(set),
                Provider = parsed.GetValue(provider),
                Model = parsed.GetValue(model),
                Revision = parsed.GetValue(revision),
                Dimensions = parsed.GetValue(dimensions),
                Distance = parsed.GetValue(distance) is { } name ? Enum.Parse<VectorDistance>(name, ignoreCase: true) : null,
                VectorStore = parsed.GetValue(vectorStore),
                Collection = parsed.GetValue(collection),
                Batch = parsed.GetValue(batch),
                Lease = TimeSpan.FromSeconds(parsed.GetValue(lease)),
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                MaxAttempts = parsed.GetValue(attempts),
                Promote = parsed.GetValue(promote),
                RetryFailed = parsed.GetValue(retry),
                Delete = parsed.GetValue(delete),
                Program = parsed.GetRequiredValue(program),
            },
            parsed.GetRequiredValue(workspace),
            CommonOptions.DatabasePath(parsed.GetValue(database)),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = name[2..] };

    private static Option<int> Number(string name, string description, int least, int most, int usual)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "n", DefaultValueFactory = _ => usual };
        option.Validators.Add(result => CommonOptions.RequireRange(result, least, most));
        return option;
    }

    private static async Task<int> RunAsync(EmbedSettings settings, string name, string database, bool json, CancellationToken cancellationToken)
    {
        if (!File.Exists(database))
        {
            throw new UsageException($"There is no store at '{database}'. Make one with `lineage ingest`, or name another with --db.");
        }

        await using var store = await StoreAccess.OpenForWritingAsync(database);
        var workspace = await store.FindWorkspaceAsync(name, CancellationToken.None) ?? throw new UsageException($"There is no workspace '{name}' in this store.");
        var embedder = new Embedder(store, settings, TimeProvider.System);
        var set = await embedder.FindSetAsync(workspace);
        if (settings.RetryFailed && !settings.Delete)
        {
            await workspace.RetryFailedAsync(set.Id, CancellationToken.None);
        }

        var progress = new EmbedProgress(settings.Delete ? 0 : await workspace.CountStaleAsync(set.Id, CancellationToken.None));
        var work = embedder.RunAsync(workspace, set, progress, cancellationToken);
        while (await Task.WhenAny(work, Task.Delay(Pace, CancellationToken.None)) != work)
        {
            Show(progress, json);
        }

        var result = await work;
        foreach (var line in json ? [JsonSerializer.Serialize(result.ToReport(), EmbedJson.Default.EmbedReport)] : result.Lines())
        {
            Console.Out.WriteLine(line);
        }

        return result.ExitCode;
    }

    private static void Show(EmbedProgress progress, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new EmbedProgressReport("progress", progress.Done, progress.Total, progress.Failed), EmbedJson.Default.EmbedProgressReport));
            return;
        }

        var total = progress.Total > 0 ? $" of {Sizes.Count(progress.Total)}" : string.Empty;
        Console.Out.WriteLine($"{Sizes.Count(progress.Done)}{total} done, failed {Sizes.Count(progress.Failed)}");
    }
}
