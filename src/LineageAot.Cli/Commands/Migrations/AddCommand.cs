using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Projects;
using LineageAot.Cli.Rendering;
using LineageAot.Migrations.Planning;

namespace LineageAot.Cli.Commands.Migrations;

/// <summary><c>lineage migrations add</c></summary>
internal static class AddCommand
{
    private const string Empty = """
        -- up
        -- SQL that leads to the new schema goes here.

        -- down
        -- What leads back goes here; where nothing does, write '-- irreversible' in place of '-- down'.

        """;

    public static Command Create()
    {
        var project = new ProjectOptions();
        var json = CommonOptions.Json();
        var name = new Argument<string>("name") { Description = "What it does, in words: create_core_tables." };
        var allow = new Option<bool>("--allow-destructive") { Description = "Write it also where rows or values may be lost, or rows may not fit." };
        var empty = new Option<bool>("--empty") { Description = "Write an empty file for SQL by hand, whatever the records say." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print what would be written, and write nothing." };
        var command = project.AddTo(new Command("add", "Write the next migration: what the records ask for and the migrations don't make yet.") { name, allow, empty, dryRun, json });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var title = MigrationName.Of(parsed.GetRequiredValue(name));
            var loaded = await project.LoadAsync(parsed, cancellationToken);
            return Run(loaded, title, new AddRequest(parsed.GetValue(allow), parsed.GetValue(empty), parsed.GetValue(dryRun), parsed.GetValue(json)));
        });
        return command;
    }

    private static int Run(MigrationProject project, string name, AddRequest request)
    {
        if (request.IsEmpty)
        {
            return Write(project, name, Empty, [], request);
        }

        if (MigrationDraft.Make(project.Schema) is not { } draft)
        {
            Report(new MigrationAddReport("unchanged", project.Schema.Name, null, null, []), request, "Nothing to write: the migrations make the records' tables already.");
            return ExitCodes.Done;
        }

        if (draft.IsDestructive && !request.AllowsDestructive)
        {
            var sentences = string.Join("\n", draft.Warnings.Select(static warning => $"  {warning}"));
            Report(new MigrationAddReport("refused", project.Schema.Name, null, draft.ToString(), draft.Warnings), request,
                $"Nothing was written, since rows or values may be lost, or rows may not fit:\n{sentences}\nIf that's meant, say so with --allow-destructive. A rename is written as one where the record or property says [RenamedFrom(\"former_name\")].");
            return ExitCodes.Failed;
        }

        return Write(project, name, draft.ToString(), draft.Warnings, request);
    }

    private static int Write(MigrationProject project, string name, string text, IReadOnlyList<string> warnings, AddRequest request)
    {
        var path = request.IsDryRun ? null : (project.Folder ?? throw new UsageException("A migration is written into a project: name it with --project, not an assembly.")).Write(name, text);
        if (request.IsJson)
        {
            Report(new MigrationAddReport(path is null ? "planned" : "written", project.Schema.Name, path, text, warnings), request, "");
            return ExitCodes.Done;
        }

        SqlView.Write(text);
        Console.Out.WriteLine();
        Console.Out.WriteLine(path is null ? "Nothing was written (--dry-run)." : $"Written to {path}. Read it, and commit it with the records' change.");
        return ExitCodes.Done;
    }

    private static void Report(MigrationAddReport report, AddRequest request, string sentence)
    {
        if (request.IsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, MigrationJson.Default.MigrationAddReport));
        }
        else if (report.Result == "refused")
        {
            Console.Error.WriteLine(sentence);
        }
        else
        {
            Console.Out.WriteLine(sentence);
        }
    }

    private sealed record AddRequest(bool AllowsDestructive, bool IsEmpty, bool IsDryRun, bool IsJson);
}
