using System.CommandLine;
using System.Globalization;
using LineageAot.Cli.Events;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage events</c></summary>
internal static class EventsCommand
{
    public static Command Create(TimeProvider time)
    {
        var list = WithOptions(new Command("list", "List events by position."), time);
        var command = WithOptions(new Command("events", "List what happened: without --after the newest events, by position."), time);
        command.Add(list);
        command.Add(EventsMoveCommand.Create("split", "Move the events of a store into a file of their own. Refused while a program has the store open; ended at any point, it can be called again.", LineageStore.SplitEventsAsync));
        command.Add(EventsMoveCommand.Create("join", "Move the events back into the store's file. The file that they were in is kept under another name.", LineageStore.JoinEventsAsync));
        return command;
    }

    private static Command WithOptions(Command command, TimeProvider time)
    {
        var stream = new Option<string?>("--stream") { Description = "Events of this stream only: run/KEY for a run's.", HelpName = "type/id" };
        stream.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && StreamOf(result.Tokens[^1].Value) is null)
            {
                result.AddError("--stream is a type and a key: run/01a2171a-da08-7286-bf83-e1eaf01c1a54.");
            }
        });
        var type = new Option<string?>("--type") { Description = "Only where this happened: the event's type.", HelpName = "type" };
        var after = new Option<long?>("--after") { Description = "The first ones behind this position, 0 for all from the beginning.", HelpName = "position" };
        var limit = ListOptions.Limit();
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with new events as they come, from any process, until it's stopped." };
        var verify = new Option<bool>("--verify") { Description = "List nothing; compute all checksums again and compare." };
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        foreach (var option in new Option[] { stream, type, after, limit, follow, verify, database, json })
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(verify) && (result.GetValue(follow) || result.GetValue(stream) is not null || result.GetValue(type) is not null || result.GetValue(after) is not null))
            {
                result.AddError("--verify looks at all events: leave the others out.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var output = new CommandOutput(parsed, parsed.GetValue(json));
            var path = CommonOptions.DatabasePath(parsed.GetValue(database));
            var selection = new EventSelection(parsed.GetValue(stream) is { } name ? StreamOf(name) : null, parsed.GetValue(type), parsed.GetValue(after), parsed.GetValue(limit));
            return parsed.GetValue(verify) ? VerifyAsync(path, output, cancellationToken)
                : parsed.GetValue(follow) ? FollowAsync(path, selection, time, output, cancellationToken)
                : ListAsync(path, selection, output, cancellationToken);
        });
        return command;
    }

    private static StreamName? StreamOf(string text)
    {
        // A type may hold a slash, a key doesn't.
        var slash = text.LastIndexOf('/');
        return slash > 0 && Guid.TryParse(text.AsSpan(slash + 1), out var id) && id != Guid.Empty && !string.IsNullOrWhiteSpace(text[..slash]) ? new StreamName(text[..slash], id) : null;
    }

    private static async Task<int> ListAsync(string database, EventSelection selection, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var (events, hasMore) = await selection.ReadAsync(store.Events, cancellationToken);
        output.WriteRows(events, EventLines.ReportOf, UpkeepJson.Default.EventReport, new TextTable(EventLines.Headings) { Flexible = ["payload"] }, EventLines.Cells);
        output.FinishPage(hasMore ? events[^1].Position.ToString(CultureInfo.InvariantCulture) : null);
        return ExitCodes.Done;
    }

    private static async Task<int> FollowAsync(string database, EventSelection selection, TimeProvider time, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);

        // The place is taken before the newest are read: what comes in between comes with those behind it.
        var position = selection.After ?? await store.Events.FindLastPositionAsync(cancellationToken);
        if (selection.After is null)
        {
            var (events, _) = await selection.ReadAsync(store.Events, cancellationToken);
            foreach (var row in events.Where(row => row.Position <= position))
            {
                EventLines.Write(output, row);
            }
        }

        await new EventFollower(store, selection, time).RunAsync(position, row => EventLines.Write(output, row), cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task<int> VerifyAsync(string database, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database, CheckCommand.LongestRead);
        var findings = await store.VerifyEventsAsync(cancellationToken);
        return CheckCommand.Show([new CheckReport("events", findings.Count == 0, findings)], output);
    }
}
