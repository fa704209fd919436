using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Texts;
using LineageAot.Cli.Folders;
using LineageAot.Cli.Ingestion;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;
using Spectre.Console;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage ingest PATH…</c></summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Folders and files to read.", Arity = ArgumentArity.OneOrMore };
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var include = Globs("--include", "Read only paths that match; may be repeated. A pattern without / counts at any depth.");
        var exclude = Globs("--exclude", "Leave out paths that match; may be repeated. Wins over --include.");
        var chunkChars = new Option<int>("--chunk-chars")
        {
            Description = $"The greatest length of a chunk, in characters: {ParagraphSplitter.SmallestSize} to {ParagraphSplitter.LargestSize}.",
            HelpName = "n",
            DefaultValueFactory = _ => IngestSettings.DefaultChunkCharacters,
        };
        var maxText = new Option<int>("--max-text-mib")
        {
            Description = $"Take no text of files longer than this many MiB, 0 to {IngestSettings.LargestMaxTextMebibytes}; they are recorded all the same. Memory grows with it, by about five times its size.",
            HelpName = "n",
            DefaultValueFactory = _ => IngestSettings.DefaultMaxTextMebibytes,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would be done; write nothing." };
        var cleanup = new Option<string>("--cleanup")
        {
            Description = "What is done with what is out of date. none: nothing; incremental: old chunks of changed files are superseded, files that are gone are marked; "
                + "full: files that are gone get a tombstone as well, up to --max-delete-percent.",
            HelpName = "mode",
            DefaultValueFactory = _ => "none",
        };
        cleanup.CompletionSources.Add("none", "incremental", "full");
        cleanup.Validators.Add(RequireCleanup);
        var maxDelete = new Option<int>("--max-delete-percent") { Description = "Refuse a cleanup that would delete more than this share.", HelpName = "n", DefaultValueFactory = _ => 50 };
        chunkChars.Validators.Add(result => CommonOptions.RequireRange(result, ParagraphSplitter.SmallestSize, ParagraphSplitter.LargestSize));
        maxText.Validators.Add(result => CommonOptions.RequireRange(result, 0, IngestSettings.LargestMaxTextMebibytes));
        maxDelete.Validators.Add(result => CommonOptions.RequireRange(result, 0, 100));

        var command = new Command("ingest", "Read folders, and store what was read, which version, and its chunks. What is known and unchanged is skipped.")
        {
            paths, workspace, database, include, exclude, chunkChars, maxText, dryRun, cleanup, maxDelete, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new IngestArguments(
                parsed.GetRequiredValue(paths),
                parsed.GetRequiredValue(workspace),
                CommonOptions.DatabasePath(parsed.GetValue(database)),
                parsed.GetValue(include) ?? [],
                parsed.GetValue(exclude) ?? [],
                parsed.GetValue(dryRun),
                parsed.GetValue(json),
                new IngestSettings
                {
                    Filter = new PathFilter(parsed.GetValue(include) ?? [], parsed.GetValue(exclude) ?? []),
                    ChunkCharacters = parsed.GetValue(chunkChars),
                    MaxTextBytes = parsed.GetValue(maxText) << 20,
                    Cleanup = Enum.Parse<CleanupMode>(parsed.GetRequiredValue(cleanup), ignoreCase: true),
                    MaxDeletePercent = parsed.GetValue(maxDelete),
                }),
            cancellationToken));
        return command;
    }

    private static void RequireCleanup(System.CommandLine.Parsing.OptionResult result)
    {
        var mode = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "none";
        if (mode == "scoped-full")
        {
            result.AddError("--cleanup scoped-full is nothing for folders: each folder given is a scope of its own. Use --cleanup full with the folders meant; a path that a filter leaves out isn't missing.");
        }
        else if (mode is not ("none" or "incremental" or "full"))
        {
            result.AddError($"--cleanup is none, incremental or full, not '{mode}'.");
        }
    }

    private static Option<string[]> Globs(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "glob",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static async Task<int> RunAsync(IngestArguments arguments, CancellationToken cancellationToken)
    {
        var roots = new List<IngestRoot>();
        foreach (var path in arguments.Paths)
        {
            if (IngestRoot.Of(path) is not { } root)
            {
                Console.Error.WriteLine($"There is no file or folder '{path}'.");
                return ExitCodes.Usage;
            }

            roots.Add(root);
        }

        var time = TimeProvider.System;
        var view = ViewFor(arguments.Json, time);
        var progress = new IngestProgress();
        using var finished = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var counting = FileCount.RunAsync(roots, arguments.Settings.Filter, progress, time, finished.Token);
        var work = Task.Run(() => WorkAsync(arguments, roots, progress, view, time, cancellationToken), CancellationToken.None);
        try
        {
            await view.ShowAsync(progress, work);
            var result = await work;
            view.Finished(result);
            return result.ExitCode;
        }
        finally
        {
            await finished.CancelAsync();
            await counting;
        }
    }

    private static async Task<IngestResult> WorkAsync(
        IngestArguments arguments, IReadOnlyList<IngestRoot> roots, IngestProgress progress, IIngestView view, TimeProvider time, CancellationToken cancellationToken)
    {
        if (arguments.DryRun)
        {
            await using var known = File.Exists(arguments.Database) ? await StoreAccess.OpenForReadingAsync(arguments.Database) : null;
            return await new DryRun(known, arguments.Database, arguments.Settings, progress, view.Problem, time).RunAsync(arguments.Workspace, roots, cancellationToken);
        }

        await using var store = await StoreAccess.OpenForWritingAsync(arguments.Database);
        var parameters = new IngestParameters(
            roots.Select(root => root.OnlyFile is null ? root.Folder : Path.Combine(root.Folder, root.OnlyFile)).ToArray(),
            arguments.Include,
            arguments.Exclude,
            arguments.Settings.ChunkCharacters,
            arguments.Settings.MaxTextBytes >> 20,
            arguments.Settings.Cleanup.ToString().ToLowerInvariant(),
            arguments.Settings.MaxDeletePercent);
        return await new Ingester(store, arguments.Database, arguments.Settings, progress, view.Problem, time)
            .RunAsync(arguments.Workspace, roots, JsonSerializer.Serialize(parameters, CliJson.Default.IngestParameters), cancellationToken);
    }

    private static IIngestView ViewFor(bool json, TimeProvider time)
    {
        if (json)
        {
            return new JsonIngestView(Console.Out, time);
        }

        return Terminals.IsInteractive ? new LiveIngestView(AnsiConsole.Console, Console.Error, time) : new PlainIngestView(Console.Out, Console.Error, time);
    }

    private sealed record IngestArguments(
        IReadOnlyList<string> Paths, string Workspace, string Database, IReadOnlyList<string> Include, IReadOnlyList<string> Exclude, bool DryRun, bool Json, IngestSettings Settings);
}
