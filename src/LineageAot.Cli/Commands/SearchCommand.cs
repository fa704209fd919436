using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Cli.Search;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage search TEXT</c></summary>
internal static class SearchCommand
{
    // An update that takes no longer is nothing to talk about.
    private const long ToldFrom = 20_000;

    public static Command Create()
    {
        var text = new Argument<string[]>("text") { Description = "Words that a chunk must have. What stands between \" must stand side by side.", Arity = ArgumentArity.OneOrMore };
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many, 1 to 10,000.", HelpName = "n", DefaultValueFactory = _ => 10 };
        limit.Validators.Add(result => CommonOptions.RequireRange(result, 1, 10_000));
        var noUpdate = new Option<bool>("--no-update") { Description = "Search the index as it is: what was ingested since isn't found." };
        var command = new Command("search", "Find chunks by their words, the best first. An index beside the store's file is brought up to date first.") { text, workspace, database, limit, noUpdate, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            string.Join(' ', parsed.GetRequiredValue(text)), parsed.GetRequiredValue(workspace), CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(limit),
            parsed.GetValue(noUpdate), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string text, string name, string database, int limit, bool noUpdate, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var workspace = await store.FindWorkspaceAsync(name) ?? throw new UsageException($"There is no workspace '{name}' in this store.");
        var path = SearchIndexFile.PathFor(database);
        try
        {
            return await SearchAsync();
        }
        catch (DatabaseCorruptException) when (!noUpdate)
        {
            // Damage inside shows only when the place is read.
            Console.Error.WriteLine("The search index is damaged: it's made anew.");
            File.Delete(path);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            return await SearchAsync();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped on request; what is in the search index already stays there.");
            return ExitCodes.Partial;
        }

        async Task<int> SearchAsync()
        {
            await using var index = await OpenAsync(store, workspace.Id, path, noUpdate, cancellationToken);
            var results = await new ChunkSearch(workspace, index).FindAsync(text, limit, cancellationToken);
            Write(results, json);
            if (await index.CountWithoutTextAsync(workspace.Id.Value) is > 0 and var elsewhere)
            {
                Console.Error.WriteLine($"{Sizes.Count(elsewhere)} chunks aren't searched: their text is kept elsewhere.");
            }

            return ExitCodes.Done;
        }
    }

    private static async Task<SearchIndex> OpenAsync(LineageStore store, WorkspaceId workspace, string path, bool noUpdate, CancellationToken cancellationToken)
    {
        if (!noUpdate)
        {
            try
            {
                var index = await SearchIndexFile.OpenForWritingAsync(path, store);
                try
                {
                    await new IndexUpdate(store, index, Progress()).RunAsync(workspace, cancellationToken);
                    return index;
                }
                catch
                {
                    await index.DisposeAsync();
                    throw;
                }
            }
            catch (Exception error) when (error is DatabaseBusyException or DatabaseReadOnlyException or IOException)
            {
                Console.Error.WriteLine(error is DatabaseBusyException or IOException
                    ? "Another process is writing the search index: it's searched as it is."
                    : "The search index can't be written: it's searched as it is.");
            }
        }

        return await SearchIndexFile.OpenForReadingAsync(path) ?? throw new UsageException(
            "There is no search index that could be searched as it is. Run `lineage search` without --no-update, and once no other process is making the index.");
    }

    private static Action<long, long> Progress()
    {
        var next = 0L;
        return (done, total) =>
        {
            if (total >= ToldFrom && done >= next)
            {
                Console.Error.WriteLine($"indexing: {Sizes.Count(done)} of {Sizes.Count(total)} chunks");
                next = done + Math.Max(ToldFrom, total / 20);
            }
        };
    }

    private static void Write(IReadOnlyList<SearchResult> results, bool json)
    {
        var isBold = Terminals.IsInteractive && Environment.GetEnvironmentVariable("NO_COLOR") is not { Length: > 0 };
        foreach (var result in results)
        {
            if (json)
            {
                var report = new SearchReport(
                    result.ChunkId.Value.ToString(), result.Ordinal, result.SourceId.Value.ToString(), result.Path, Math.Round(result.Score, 6), SnippetMarks.Bracketed(result.Snippet), result.Text);
                Console.Out.WriteLine(JsonSerializer.Serialize(report, SearchJson.Default.SearchReport));
                continue;
            }

            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Path}  chunk {result.Ordinal}  score {result.Score:0.00}  {result.ChunkId.Value}"));
            Console.Out.WriteLine("  " + SnippetMarks.Show(result.Snippet, isBold));
        }

        if (results.Count == 0)
        {
            Console.Error.WriteLine("Nothing was found.");
        }
    }
}
