using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Projects;
using LineageAot.Cli.Rendering;
using LineageAot.Migrations;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations script</c></summary>
internal static class ScriptCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var json = CommonOptions.Json();
        var from = new Option<int>("--from") { Description = "The number that a file has; 0 for an empty one.", HelpName = "n" };
        var to = new Option<int?>("--to") { Description = "The number that it is to have; smaller than --from for the way back. Without it: the last.", HelpName = "n" };
        var command = project.AddTo(new Command("script", "Print the SQL that leads from one version to another, for review.") { from, to, json });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loaded = await project.LoadAsync(parsed, cancellationToken);
            var first = parsed.GetValue(from);
            return Run(loaded.Schema, first, parsed.GetValue(to) ?? loaded.Schema.Migrations.Select(static migration => migration.Version).DefaultIfEmpty().Max(), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(DatabaseSchema schema, int from, int to, bool json)
    {
        foreach (var version in (int[])[from, to])
        {
            if (version != 0 && !Array.Exists(schema.Migrations, migration => migration.Version == version))
            {
                throw new UsageException($"{schema.Name} has no migration {version}. There are: {string.Join(", ", schema.Migrations.Select(static migration => migration.Version).Order())}.");
            }
        }

        foreach (var section in from <= to ? MigrationScript.Forth(schema, from, to) : MigrationScript.Back(schema, from, to))
        {
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(new ScriptReport(section.Migration.Version, section.Migration.FileName, from <= to ? "up" : "down", section.Sql), MigrationJson.Default.ScriptReport));
            }
            else
            {
                SqlView.Write($"-- {section.Migration.FileName}\n{section.Sql}\n");
            }
        }

        return ExitCodes.Done;
    }
}
