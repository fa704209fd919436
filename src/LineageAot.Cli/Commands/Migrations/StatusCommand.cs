using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LineageAot.Cli.Rendering;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations status</c></summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var database = FileOptions.Database();
        var json = CommonOptions.Json();
        var command = project.AddTo(new Command("status", "Show which migrations a file has had, and which it lacks. Only reads, also while a program is writing.") { database, json });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = await project.LoadAsync(parsed, cancellationToken);
            var status = await DatabaseMigrations.ReadStatusAsync(new DatabaseOptions { Path = parsed.GetRequiredValue(database) }, loaded.Schema, cancellationToken);
            Show(status, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Show(MigrationStatus status, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(ReportOf(status), MigrationJson.Default.MigrationStatusReport));
            return;
        }

        var table = new TextTable("number", "name", "state", "when", "took");
        foreach (var component in status.Components)
        {
            foreach (var applied in component.Applied)
            {
                table.Add(Number(applied.Version), applied.Name, StateOf(applied), applied.AppliedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Sizes.Duration(applied.Duration));
            }

            foreach (var pending in component.Pending)
            {
                table.Add(Number(pending.Version), Path.GetFileNameWithoutExtension(pending.FileName)[(pending.FileName.IndexOf('_') + 1)..], pending.IsDestructive ? "to be applied, destructive" : "to be applied", "", "");
            }
        }

        Console.Out.WriteLine($"state: {status.State.ToString().ToLowerInvariant()}");
        table.WriteTo(Console.Out);
        foreach (var difference in status.Differences)
        {
            Console.Out.WriteLine($"  {difference}");
        }
    }

    private static string Number(int version) => version.ToString("0000", CultureInfo.InvariantCulture);

    private static string StateOf(RecordedMigration applied) => applied switch
    {
        { IsUnknown: true } => "unknown to this program",
        { IsEdited: true } => "edited since",
        { IsUnfinished: true, BackfilledRows: { } rows, BackfillTotalRows: { } total } => $"backfill at {Sizes.Count(rows)} of {Sizes.Count(total)} rows",
        { IsUnfinished: true } => "backfill not begun",
        _ => "applied",
    };

    private static MigrationStatusReport ReportOf(MigrationStatus status) => new(
        status.State.ToString().ToLowerInvariant(),
        [.. status.Components.Select(static component => new MigrationComponentReport(
            component.Name,
            [.. component.Applied.Select(static applied => new AppliedMigrationReport(
                applied.Version, applied.Name, applied.AppliedAt, applied.Duration.TotalMilliseconds, applied.IsEdited, applied.IsUnknown, applied.IsUnfinished, applied.BackfilledRows, applied.BackfillTotalRows))],
            [.. component.Pending.Select(static pending => new PendingMigrationReport(pending.Version, pending.FileName, pending.IsDestructive))]))],
        status.Differences);
}
