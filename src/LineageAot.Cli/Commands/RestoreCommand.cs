using System.CommandLine;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage restore BACKUP</c></summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var backup = new Argument<string>("backup") { Description = "The backup; it is only read." };
        var events = new Option<string?>("--events-backup") { Description = "The backup of the events' file, where the store's events are apart. Without it: the one beside the other.", HelpName = "file" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Make all checks, and change nothing." };
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("restore", "Put a backup in the store's place. It's checked first, and the store that was there is kept beside it. Refused while a program has the store open.") { backup, events, dryRun, database, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(backup), parsed.GetValue(events), CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(dryRun), new CommandOutput(parsed, parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string backup, string? events, string database, bool dryRun, CommandOutput output, CancellationToken cancellationToken)
    {
        var report = await LineageStore.RestoreAsync(backup, database, new RestoreOptions { DryRun = dryRun }, events, cancellationToken);
        if (output.IsJson)
        {
            var schema = report.SchemaState is { } state ? Words.Of(state) : null;
            output.WriteJson(new RestoredReport("restored", report.WasDryRun, report.Path, Path.GetFullPath(backup), report.ReplacedPath, schema, report.Events?.Path, report.Events?.ReplacedPath), UpkeepJson.Default.RestoredReport);
            return ExitCodes.Done;
        }

        var table = new TextTable(report.WasDryRun ? "would be restored" : "restored", report.Path);
        table.Add("from", Path.GetFullPath(backup));
        if (report.ReplacedPath is { } replaced)
        {
            table.Add("was there before", replaced);
        }

        if (report.Events is { } half)
        {
            table.Add("events", half.Path);
        }

        if (report.Events?.ReplacedPath is { } replacedEvents)
        {
            table.Add("events that were there before", replacedEvents);
        }

        if (report.SchemaState == SchemaState.Older)
        {
            table.Add("version", "older; the next command that opens it brings it up to date");
        }

        table.WriteTo(output.Results);
        return ExitCodes.Done;
    }
}
