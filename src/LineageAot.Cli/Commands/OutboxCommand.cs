using System.CommandLine;
using System.Globalization;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage outbox</c></summary>
internal static class OutboxCommand
{
    public static Command Create(TimeProvider time)
    {
        var command = WithList(new Command("outbox", "Show what others are to be told, the newest first, and put right what couldn't be."));
        command.Add(WithList(new Command("list", "List the entries, the newest first.")));
        command.Add(Retry());
        command.Add(Clean(time));
        return command;
    }

    private static Command WithList(Command command)
    {
        var kind = new Option<string?>("--kind") { Description = "Entries of this kind only.", HelpName = "kind" };
        var state = new Option<string?>("--state") { Description = "Only those that wait, are worked on, were sent, or were given up.", HelpName = "state" };
        state.AcceptOnlyFromAmong([.. Enum.GetValues<OutboxState>().Select(Words.Of)]);
        var limit = ListOptions.Limit();
        var after = ListOptions.After();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        foreach (var option in new Option[] { kind, state, limit, after, database, json })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => ListAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), ListOptions.Page(parsed.GetValue(limit), parsed.GetValue(after)), parsed.GetValue(kind),
            parsed.GetValue(state) is { } word ? Enum.GetValues<OutboxState>().Single(value => Words.Of(value) == word) : null, new CommandOutput(parsed, parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static Command Retry()
    {
        var position = new Argument<long>("position") { Description = "The entry's position." };
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("retry", "Let an entry that was given up be sent again, from its first try on.") { position, database, json };
        command.SetAction((parsed, cancellationToken) => RetryAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetRequiredValue(position), new CommandOutput(parsed, parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static Command Clean(TimeProvider time)
    {
        var days = new Option<int>("--older-than") { Description = "Entries that were sent more than so many days ago go: 0 to 36,500.", HelpName = "days", Required = true };
        days.Validators.Add(static result => CommonOptions.RequireRange(result, 0, 36_500));
        var dead = new Option<bool>("--dead") { Description = "Those that were given up as long ago go too." };
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var command = new Command("clean", "Remove entries that are over. Stopped midway, the next one goes on.") { days, dead, database, json };
        command.SetAction((parsed, cancellationToken) => CleanAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)), time.GetUtcNow().AddDays(-parsed.GetRequiredValue(days)), parsed.GetValue(dead), new CommandOutput(parsed, parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static async Task<int> ListAsync(string database, PageRequest request, string? kind, OutboxState? state, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database);
        var page = await ListOptions.ReadAsync(request.After?.ToString(), () => store.Outbox.ListAsync(request, kind, state, cancellationToken));
        output.WriteRows(page.Items, ReportOf, UpkeepJson.Default.OutboxReport, new TextTable("position", "kind", "state", "since", "attempts", "last error", "payload") { Flexible = ["last error", "payload"] }, Cells);
        output.FinishPage(page.Next?.ToString());
        return ExitCodes.Done;
    }

    private static async Task<int> RetryAsync(string database, long position, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenExistingForWritingAsync(database);
        if (!await store.Outbox.RetryAsync(position, cancellationToken))
        {
            output.Messages.WriteLine($"No entry at position {position.ToString(CultureInfo.InvariantCulture)} was given up. `lineage outbox --state dead` lists those that were. Nothing was changed.");
            return ExitCodes.Failed;
        }

        if (output.IsJson)
        {
            output.WriteJson(new OutboxChangeReport("retried", position, null), UpkeepJson.Default.OutboxChangeReport);
        }

        return ExitCodes.Done;
    }

    private static async Task<int> CleanAsync(string database, DateTimeOffset before, bool dead, CommandOutput output, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenExistingForWritingAsync(database);
        var removed = 0L;
        try
        {
            await store.RunMaintenanceAsync(
                StoreMaintenanceKinds.Outbox,
                async token =>
                {
                    removed = await store.Outbox.RemoveEndedAsync(before, dead, token);
                    return $"{Sizes.Count(removed)} entries removed";
                },
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            output.Messages.WriteLine("Stopped on request: what was removed is gone, and the next `outbox clean` goes on from there.");
            return ExitCodes.Partial;
        }

        if (output.IsJson)
        {
            output.WriteJson(new OutboxChangeReport("removed", null, removed), UpkeepJson.Default.OutboxChangeReport);
        }
        else
        {
            output.Results.WriteLine($"{Sizes.Count(removed)} entries removed");
        }

        return ExitCodes.Done;
    }

    private static OutboxState StateOf(OutboxRow row) => row switch
    {
        { DoneAt: not null } => OutboxState.Done,
        { DeadAt: not null } => OutboxState.Dead,
        { LeaseOwner: not null } => OutboxState.Leased,
        _ => OutboxState.Waiting,
    };

    private static string[] Cells(OutboxRow row) =>
    [
        row.Position.ToString(CultureInfo.InvariantCulture), row.Kind, Words.Of(StateOf(row)), Words.Of(row.DoneAt ?? row.DeadAt ?? row.CreatedAt), $"{row.Attempts} of {row.MaxAttempts}", row.LastError ?? "", row.Payload,
    ];

    private static OutboxReport ReportOf(OutboxRow row) => new(
        "outbox", row.Position, row.Kind, Words.Of(StateOf(row)), row.DedupeKey, Words.Json(row.Payload), row.AvailableAt, row.Attempts, row.MaxAttempts, row.LeaseOwner, row.LeaseUntil, row.LastError, row.DoneAt,
        row.DeadAt, row.CreatedAt);
}
