using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LineageAot.Cli.Scaffolding;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage scaffold</c></summary>
internal static class ScaffoldCommand
{
    public static Command Create()
    {
        var database = Migrations.FileOptions.Database();
        var space = new Option<string?>("--namespace") { Description = "The namespace of the code. Without it: the file's name.", HelpName = "name" };
        var name = new Option<string?>("--database") { Description = "The [Database] class. Without it: the file's name and Database.", HelpName = "class" };
        var output = new Option<string?>("--output", "-o") { Description = "The project's folder, for a file a record and the first migration. Without it: all code is printed.", HelpName = "folder" };
        var json = CommonOptions.Json();
        var command = new Command("scaffold", "Write the records and the database class for an SQLite file that others made. Only reads the file.") { database, space, name, output, json };
        command.SetAction(parsed =>
        {
            var path = Migrations.FileOptions.Existing(parsed.GetRequiredValue(database)).Path;
            return Run(path, NamesOf(path, parsed.GetValue(space), parsed.GetValue(name)), parsed.GetValue(output), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(string path, ScaffoldNames names, string? output, bool json)
    {
        if (ScaffoldResult.Of(path, names) is not { } result)
        {
            Report(new ScaffoldReport("empty", [], [], [], []), json, $"'{path}' has no tables: there is nothing to write.");
            return ExitCodes.Done;
        }

        if (result.Scaffold.Records.Count == 0)
        {
            Report(new ScaffoldReport("refused", [], result.Warnings, [], []), json, "");
            Warn(result.Warnings, json);
            Console.Error.WriteLine($"No table of '{path}' can have a record.");
            return ExitCodes.Failed;
        }

        var files = ScaffoldOutput.Files(result);
        var written = output is null ? [] : ScaffoldFiles.Write(output, files);
        if (json)
        {
            var records = result.Scaffold.Records.Select(static record => new ScaffoldRecordReport(record.Name, record.Table.Name, record.Notes));
            var reported = files.Select((file, i) => new ScaffoldFileReport(written.Count > i ? written[i] : file.Path, file.Text));
            Report(new ScaffoldReport(output is null ? "planned" : "written", [.. records], result.Warnings, result.Proof.NextMigration, [.. reported]) { IsExact = result.Proof.IsExact }, json, "");
            return ExitCodes.Done;
        }

        if (output is null)
        {
            Console.Out.Write(ScaffoldOutput.Whole(result.Scaffold));
        }

        foreach (var file in written)
        {
            Console.Out.WriteLine(file);
        }

        Warn(result.Warnings, json);
        Console.Error.WriteLine(NextStep(result.Proof, output is not null));
        return ExitCodes.Done;
    }

    private static string NextStep(ScaffoldProof proof, bool isWritten)
    {
        if (proof.IsExact)
        {
            return "The file has exactly the records' tables: the program opens it as it is.";
        }

        var first = isWritten ? $"Migrations/{AsFoundMigration.FileName} is the schema as it is, so that the file is taken over without a change."
            : $"The file's tables differ from the records' (names of constraints count too), so it needs a first migration with its schema as it is: --output writes it.";
        var costs = proof.NextMigration.Count == 0 ? "" : " It needs --allow-destructive, and opening needs AllowDestructive:\n" + string.Join("\n", proof.NextMigration.Select(static sentence => $"  {sentence}"));
        return $"{first} Then 'lineage migrations add take_over' writes the second, which leads to the records' own tables. Leave out a record (and say '-- keep table' in the first) whose table is to stay as it is.{costs}";
    }

    private static void Warn(IEnumerable<string> warnings, bool json)
    {
        foreach (var warning in json ? [] : warnings)
        {
            Console.Error.WriteLine($"Look at this: {CSharpText.Comment(warning)}");
        }
    }

    private static void Report(ScaffoldReport report, bool json, string sentence)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, ScaffoldJson.Default.ScaffoldReport));
        }
        else if (sentence.Length > 0)
        {
            Console.Error.WriteLine(sentence);
        }
    }

    private static ScaffoldNames NamesOf(string path, string? space, string? name)
    {
        var file = CSharpNames.Pascal(Path.GetFileNameWithoutExtension(path), "Database");
        var names = new ScaffoldNames(space ?? file, name ?? file + "Database");
        if (!names.Namespace.Split('.').All(CSharpNames.IsIdentifier))
        {
            throw new UsageException($"'{names.Namespace}' is no namespace. Give one with --namespace: Shop.Data");
        }

        return CSharpNames.IsIdentifier(names.Database) ? names : throw new UsageException($"'{names.Database}' is no name of a class. Give one with --database: ShopDatabase");
    }
}

/// <summary>What a scaffold wrote, for machines: <c>written</c>, <c>planned</c>, <c>empty</c> or <c>refused</c>.</summary>
internal sealed record ScaffoldReport(
    string Result, IReadOnlyList<ScaffoldRecordReport> Records, IReadOnlyList<string> Warnings, IReadOnlyList<string> NextMigration, IReadOnlyList<ScaffoldFileReport> Files)
{
    /// <summary>The file is opened as it is.</summary>
    public bool IsExact { get; init; }
}

/// <summary>A record, for machines.</summary>
internal sealed record ScaffoldRecordReport(string Record, string Table, IReadOnlyList<string> Notes);

/// <summary>A file, for machines.</summary>
internal sealed record ScaffoldFileReport(string Path, string Text);

/// <summary>The JSON of the scaffold, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScaffoldReport))]
internal sealed partial class ScaffoldJson : JsonSerializerContext;
