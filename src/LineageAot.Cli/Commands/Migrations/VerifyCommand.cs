using System.CommandLine;
using System.Text.Json;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations verify</c></summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var database = FileOptions.Database();
        var json = CommonOptions.Json();
        var command = project.AddTo(new Command("verify", "Check that a file has had every migration and that its tables are the records'. Exit code 1 where not.") { database, json });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = await project.LoadAsync(parsed, cancellationToken);
            var options = FileOptions.Existing(parsed.GetRequiredValue(database));
            try
            {
                await DatabaseMigrations.VerifyAsync(options, loaded.Schema, cancellationToken);
            }
            catch (SchemaMismatchException mismatch)
            {
                return Show(new MigrationVerifyReport(false, mismatch.State.ToString().ToLowerInvariant(), mismatch.Differences), parsed.GetValue(json));
            }

            return Show(new MigrationVerifyReport(true, "current", []), parsed.GetValue(json));
        });
        return command;
    }

    private static int Show(MigrationVerifyReport report, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, MigrationJson.Default.MigrationVerifyReport));
        }
        else
        {
            Console.Out.WriteLine($"schema: {(report.Holds ? "ok" : $"not ok ({report.State})")}");
            foreach (var difference in report.Differences)
            {
                Console.Out.WriteLine($"  {difference}");
            }
        }

        return report.Holds ? ExitCodes.Done : ExitCodes.Failed;
    }
}
