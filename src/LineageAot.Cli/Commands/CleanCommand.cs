using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage clean</c></summary>
internal static class CleanCommand
{
    public static Command Create()
    {
        var versions = new Option<int?>("--keep-versions") { Description = "Keep so many of each source's newest versions, at least 1.", HelpName = "n" };
        versions.Validators.Add(static result => CommonOptions.RequireRange(result, 1, int.MaxValue));
        var superseded = Days("--superseded-days", "Remove chunk sets that were superseded, or never whole, more than so many days ago.");
        var deleted = Days("--deleted-days", "Remove sources that were given up more than so many days ago.");
        var runs = Days("--runs-days", "Remove runs that ended more than so many days ago; those that saw a source last stay.");
        var queries = Days("--queries-days", "Remove logged queries that are older.");
        var contents = new Option<bool>("--contents") { Description = "Remove contents that no version points at any more, in the whole store." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Count what would go; remove nothing. Contents that would become free aren't counted." };
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("clean", "Remove what needn't be kept any more. Only what is asked for goes; stopped midway, the next one goes on.")
        {
            versions, superseded, deleted, runs, queries, contents, dryRun, workspace, database, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(versions) is null && result.GetResult(superseded) is null && result.GetResult(deleted) is null && result.GetResult(runs) is null && result.GetResult(queries) is null
                && !result.GetValue(contents))
            {
                result.AddError("Say what is to go: --keep-versions, --superseded-days, --deleted-days, --runs-days, --queries-days or --contents.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)),
            parsed.GetRequiredValue(workspace),
            new RetentionPolicy
            {
                KeepVersions = parsed.GetValue(versions),
                SupersededChunkSets = Age(parsed.GetValue(superseded)),
                DeletedSources = Age(parsed.GetValue(deleted)),
                FinishedRuns = Age(parsed.GetValue(runs)),
                Queries = Age(parsed.GetValue(queries)),
            },
            parsed.GetValue(contents),
            parsed.GetValue(dryRun),
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static Option<int?> Days(string name, string description)
    {
        var days = new Option<int?>(name) { Description = description, HelpName = "days" };
        days.Validators.Add(static result => CommonOptions.RequireRange(result, 0, 36_500));
        return days;
    }

    private static TimeSpan? Age(int? days) => days is { } number ? TimeSpan.FromDays(number) : null;

    private static async Task<int> RunAsync(string database, string name, RetentionPolicy policy, bool withContents, bool dryRun, bool json, CancellationToken cancellationToken)
    {
        // A dry run decides inside the units of the writer too, so it opens the file as the real one does.
        await using var store = await StoreAccess.OpenExistingForWritingAsync(database);
        var workspace = await store.GetWorkspaceAsync(name);
        try
        {
            var report = await workspace.ApplyRetentionAsync(policy, dryRun, cancellationToken);
            var contents = withContents ? await store.CollectContentsAsync(dryRun, cancellationToken) : null;
            Tell(report, contents, dryRun, json);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine(dryRun ? "Stopped on request: nothing was removed." : "Stopped on request: what was removed is gone, and the next `clean` goes on from there.");
            return ExitCodes.Partial;
        }
    }

    private static void Tell(RetentionReport report, ContentCollectionReport? contents, bool dryRun, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new CleanReport("cleaned", dryRun, report.Versions, report.ChunkSets, report.Sources, report.Runs, report.Queries, contents?.Contents, contents?.Bytes), StoreJson.Default.CleanReport));
            return;
        }

        var table = new TextTable("what", dryRun ? "would go" : "removed");
        table.Add("versions", Sizes.Count(report.Versions));
        table.Add("chunk sets", Sizes.Count(report.ChunkSets));
        table.Add("sources", Sizes.Count(report.Sources));
        table.Add("runs", Sizes.Count(report.Runs));
        table.Add("queries", Sizes.Count(report.Queries));
        if (contents is not null)
        {
            table.Add("contents", $"{Sizes.Count(contents.Contents)}, {Sizes.Bytes(contents.Bytes)}");
        }

        table.WriteTo(Console.Out);
    }
}
