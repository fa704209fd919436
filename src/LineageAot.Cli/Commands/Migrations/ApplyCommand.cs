using System.CommandLine;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations apply</c></summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var database = FileOptions.Database();
        var json = CommonOptions.Json();
        var allow = FileOptions.AllowDestructive();
        var to = new Option<int?>("--to") { Description = "Stop behind this number; 0 for none of the database's own.", HelpName = "n" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Apply everything to a copy of the file, and throw the copy away." };
        var command = project.AddTo(new Command("apply", "Apply the migrations that a file lacks; a file that isn't there is made.") { database, to, dryRun, allow, json });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = await project.LoadAsync(parsed, cancellationToken);
            var isDryRun = parsed.GetValue(dryRun);
            var options = new DatabaseOptions { Path = parsed.GetRequiredValue(database), AllowDestructive = parsed.GetValue(allow) };
            var progress = new MigrationProgressLine(parsed.GetValue(json));
            var reports = await DatabaseMigrations.ApplyAsync(options, loaded.Schema, new MigrateOptions { To = parsed.GetValue(to), DryRun = isDryRun, Progress = progress }, cancellationToken);
            RunReports.Show(reports, isDryRun ? "would be applied" : "applied", "Nothing to apply.", parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }
}
