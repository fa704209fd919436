using System.CommandLine;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations rollback</c></summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var database = FileOptions.Database();
        var json = CommonOptions.Json();
        var allow = FileOptions.AllowDestructive();
        var steps = new Option<int>("--steps", "-n") { Description = "How many, from the last one down.", HelpName = "n", DefaultValueFactory = static _ => 1 };
        steps.Validators.Add(static result => CommonOptions.RequireRange(result, 1, 1_000_000));
        var to = new Option<int?>("--to") { Description = "Undo all behind this number; 0 for all.", HelpName = "n" };
        var command = project.AddTo(new Command("rollback", "Undo the last migrations of a file by their '-- down' sections.") { database, steps, to, allow, json });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = await project.LoadAsync(parsed, cancellationToken);
            var options = FileOptions.Existing(parsed.GetRequiredValue(database), parsed.GetValue(allow));
            var progress = new MigrationProgressLine(parsed.GetValue(json));
            var reports = await DatabaseMigrations.RollbackAsync(options, loaded.Schema, new RollbackOptions { Steps = parsed.GetValue(steps), To = parsed.GetValue(to), Progress = progress }, cancellationToken);
            RunReports.Show(reports, "undone", "Nothing to undo.", parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }
}
