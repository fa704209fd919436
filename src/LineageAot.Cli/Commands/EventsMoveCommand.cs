using System.CommandLine;
using LineageAot.Cli.Maintenance;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage events split</c> and <c>lineage events join</c></summary>
internal static class EventsMoveCommand
{
    public static Command Create(string name, string description, Func<LineageStoreOptions, IProgress<long>?, CancellationToken, ValueTask<EventMoveReport>> move)
    {
        var path = new Option<string?>("--events-path") { Description = "The events' file; a relative path counts from the store's folder. Without it: what the store says, or NAME.events.EXTENSION beside it.", HelpName = "file" };
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command(name, description) { path, database, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(path), move, new CommandOutput(parsed, parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        string database, string? path, Func<LineageStoreOptions, IProgress<long>?, CancellationToken, ValueTask<EventMoveReport>> move, CommandOutput output, CancellationToken cancellationToken)
    {
        StoreAccess.RequireFile(database);
        var told = new ProgressLine<long>(events => output.Progress($"{Sizes.Count(events)} events copied"));
        var report = await move(new LineageStoreOptions { Database = new DatabaseOptions { Path = database }, EventsPath = path }, told, cancellationToken);
        if (output.IsJson)
        {
            output.WriteJson(new EventsMovedReport("events_moved", report.EventsPath, report.Events, report.Streams), UpkeepJson.Default.EventsMovedReport);
        }
        else
        {
            output.Results.WriteLine($"{Sizes.Count(report.Events)} events of {Sizes.Count(report.Streams)} streams moved; the events' file: {CellText.Line(report.EventsPath)}");
        }

        return ExitCodes.Done;
    }
}
