using System.CommandLine;
using LineageAot.Cli.Maintenance;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage maintain</c></summary>
internal static class MaintainCommand
{
    public static Command Create(TimeProvider time)
    {
        var asked = UpkeepStep.All.Select(static step => (Step: step, Option: new Option<bool>(step.Option) { Description = step.Description })).ToArray();
        var log = new Option<bool>("--log") { Description = "Do nothing; list what was done, the newest first." };
        var kind = new Option<string?>("--kind") { Description = "With --log: this kind only.", HelpName = "kind" };
        var limit = ListOptions.Limit();
        var after = ListOptions.After();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("maintain", "Do what keeps a store's file well: what is asked for, or else what is due by the rows that earlier upkeep left. Refused while a program has the store open.") { log, kind, limit, after, database, json };
        foreach (var (_, option) in asked)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(log) ? asked.Any(pair => result.GetValue(pair.Option)) : result.GetValue(kind) is not null || result.GetValue(after) is not null)
            {
                result.AddError("--log only lists, with --kind, --limit and --after: leave it out to have something done, and those three as well.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            var path = CommonOptions.DatabasePath(parsed.GetValue(database));
            return parsed.GetValue(log)
                ? ListAsync(path, ListOptions.Page(parsed.GetValue(limit), parsed.GetValue(after)), parsed.GetValue(kind), output, cancellationToken)
                : RunAsync(path, [.. asked.Where(pair => parsed.GetValue(pair.Option)).Select(static pair => pair.Step)], time, output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string database, UpkeepStep[] asked, TimeProvider time, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenExistingForWritingAsync(database);
        var upkeep = new Upkeep(store, time, output);
        var steps = asked.Length > 0 ? asked : await upkeep.FindDueAsync(cancellationToken);
        if (steps.Count == 0)
        {
            output.Messages.WriteLine("Nothing is due. `lineage maintain --log` lists what was done.");
            return ExitCodes.Done;
        }

        try
        {
            return await upkeep.RunAsync(steps, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            output.Messages.WriteLine("Stopped on request: what was done stays done.");
            return ExitCodes.Partial;
        }
    }

    private static async Task<int> ListAsync(string database, PageRequest request, string? kind, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var page = await ListOptions.ReadAsync(request.After?.ToString(), () => store.ListMaintenanceAsync(request, kind, cancellationToken));
        output.WriteRows(
            page.Items,
            static row => new MaintenanceRowReport("maintenance", row.Id, row.Kind, row.StartedAt, row.FinishedAt, row.Ok, row.Detail),
            UpkeepJson.Default.MaintenanceRowReport,
            new TextTable("kind", "started", "took", "result", "detail") { Flexible = ["detail"] },
            static row =>
            [
                row.Kind,
                Words.Of(row.StartedAt),
                row.FinishedAt - row.StartedAt is { } took ? Sizes.Duration(took) : "-",
                row.Ok switch { true => "ok", false => "failed", null => "no end" },
                row.Detail ?? "",
            ]);
        output.FinishPage(page.Next?.ToString());
        return ExitCodes.Done;
    }
}
