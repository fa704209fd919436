using System.CommandLine;
using System.Text.Json;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations stamp</c></summary>
internal static class StampCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var database = FileOptions.Database();
        var json = CommonOptions.Json();
        var version = new Argument<int>("number") { Description = "The last migration whose tables the file has." };
        var command = project.AddTo(new Command("stamp", "Note in a file made by other means which migrations it has had, if its tables are exactly theirs.") { version, database, json });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = await project.LoadAsync(parsed, cancellationToken);
            var options = FileOptions.Existing(parsed.GetRequiredValue(database));
            var last = parsed.GetRequiredValue(version);
            await DatabaseMigrations.StampAsync(options, loaded.Schema, last, cancellationToken);
            foreach (var migration in loaded.Schema.Migrations.Where(migration => migration.Version <= last).OrderBy(static migration => migration.Version))
            {
                Console.Out.WriteLine(parsed.GetValue(json)
                    ? JsonSerializer.Serialize(new MigrationRunReport("stamped", loaded.Schema.Name, migration.Version, migration.FileName, false, 0), MigrationJson.Default.MigrationRunReport)
                    : $"stamped: {migration.FileName}");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
