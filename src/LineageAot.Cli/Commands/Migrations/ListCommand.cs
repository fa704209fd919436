using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LineageAot.Cli.Projects;
using LineageAot.Cli.Rendering;
using LineageAot.Migrations;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations list</c></summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var json = CommonOptions.Json();
        var command = project.AddTo(new Command("list", "List the migrations that a project or assembly has.") { json });
        command.SetAction(async (parsed, cancellationToken) => Run(await project.LoadAsync(parsed, cancellationToken), parsed.GetValue(json)));
        return command;
    }

    private static int Run(MigrationProject project, bool json)
    {
        MigrationListReport[] reports = [.. project.Schema.Migrations.OrderBy(static migration => migration.Version).Select(migration =>
        {
            var text = MigrationPlan.Parse(project.Schema.Name, migration);
            var file = project.Folder?.Files.FirstOrDefault(file => file.Version == migration.Version && file.Name == migration.Name);
            return new MigrationListReport(project.Schema.Name, migration.Version, migration.Name, file?.Path, text.IsDestructive, text.HasDown, text.Backfills.Count > 0);
        })];
        if (json)
        {
            foreach (var report in reports)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(report, MigrationJson.Default.MigrationListReport));
            }

            return ExitCodes.Done;
        }

        if (reports.Length == 0)
        {
            Console.Out.WriteLine($"{project.Schema.Name} has no migrations. Write the first one with `lineage migrations add NAME`.");
            return ExitCodes.Done;
        }

        var table = new TextTable("number", "name", "destructive", "way back", "backfill");
        foreach (var report in reports)
        {
            table.Add(report.Version.ToString("0000", CultureInfo.InvariantCulture), report.Name, report.Destructive ? "yes" : "", report.Reversible ? "yes" : "no", report.Backfill ? "yes" : "");
        }

        table.WriteTo(Console.Out);
        return ExitCodes.Done;
    }
}
