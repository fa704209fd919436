using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Projects;
using LineageAot.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations renumber</c></summary>
internal static class RenumberCommand
{
    public static Command Create()
    {
        var project = new ProjectOptions();
        var json = CommonOptions.Json();
        var database = new Option<string[]>("--db") { Description = "A file that has had some of them: what it has had keeps its number. May be given several times.", HelpName = "file", AllowMultipleArgumentsPerToken = true };
        var move = new Option<string[]>("--move") { Description = "The name of a file that gets the new number. Without it the one that comes later by its name.", HelpName = "name", AllowMultipleArgumentsPerToken = true };
        var command = project.AddTo(new Command("renumber", "Mend two branches that took the same number: one file keeps it, the others get the next free ones. Only for what wasn't applied anywhere that matters.") { database, move, json });
        command.SetAction((parsed, _) =>
        {
            // Not built: twins are an error of the build.
            var applied = (parsed.GetValue(database) ?? []).SelectMany(AppliedTo).ToHashSet();
            var root = project.Folder(parsed);
            var count = 0;
            string[] folders = Directory.Exists(root) ? [root, .. Directory.GetDirectories(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [];
            foreach (var folder in folders)
            {
                foreach (var (from, to) in Renumbering.Run(MigrationFolder.Read(folder), applied, parsed.GetValue(move) ?? []))
                {
                    count++;
                    Console.Out.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new RenumberReport(from, to), MigrationJson.Default.RenumberReport) : $"{Path.GetFileName(from)} is {Path.GetFileName(to)} now");
                }
            }

            if (count == 0 && !parsed.GetValue(json))
            {
                Console.Out.WriteLine("No number was taken twice.");
            }

            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary>The migrations that a file has had, by number and name.</summary>
    private static IEnumerable<(int Version, string Name)> AppliedTo(string path)
    {
        var options = FileOptions.Existing(path);
        using var session = SqliteSession.Open(new SessionOptions { Path = options.Path, IsReadOnly = true });
        return new MigrationLedger(session).Read().ConvertAll(static applied => (applied.Version, applied.Name));
    }
}
