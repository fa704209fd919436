using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage runs</c></summary>
internal static class RunsCommand
{
    public static Command Create()
    {
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var limit = new Option<int>("--limit", "-n") { Description = "At most so many, 1 to 100,000.", HelpName = "n", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result => CommonOptions.RequireRange(result, 1, 100_000));
        var command = new Command("runs", "List runs, the newest first.") { workspace, database, limit, json };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(workspace), CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(limit), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(string name, string database, int limit, bool json)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var workspace = await store.FindWorkspaceAsync(name) ?? throw new UsageException($"There is no workspace '{name}' in this store.");
        var runs = await workspace.ListRunsAsync(limit);
        if (json)
        {
            foreach (var run in runs)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(ReportOf(run, name), CliJson.Default.RunReport));
            }

            return ExitCodes.Done;
        }

        var table = new TextTable("run", "type", "status", "started", "took", "done", "message") { Flexible = ["message"] };
        foreach (var run in runs)
        {
            table.Add(
                run.Id.Value.ToString(),
                run is { RunType: RunType.Custom, Trigger: { } trigger } ? trigger : run.RunType.ToString().ToLowerInvariant(),
                IngestSummary.Name(run.Status),
                run.StartedAt?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "-",
                run.FinishedAt - run.StartedAt is { } took ? Sizes.Duration(took) : "-",
                Sizes.Count(run.ProgressDone),
                run.ErrorMessage ?? string.Empty);
        }

        table.WriteTo(Console.Out);
        return ExitCodes.Done;
    }

    private static RunReport ReportOf(Run run, string workspace) => new(
        run.Id.Value.ToString(), workspace, run.RunType.ToString().ToLowerInvariant(), IngestSummary.Name(run.Status), run.StartedAt, run.FinishedAt, run.ProgressDone, run.ProgressTotal, run.Attempt,
        run.ParentRunId?.Value.ToString(), run.Actor, run.ErrorType, run.ErrorMessage, ParseStats(run.Stats));

    private static JsonElement? ParseStats(string? stats)
    {
        if (stats is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(stats);
        return document.RootElement.Clone();
    }
}
