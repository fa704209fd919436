using System.CommandLine;
using System.Text.Json;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage export</c></summary>
internal static class ExportCommand
{
    private const string StandardOutput = "-";

    /// <summary>The whole is one snapshot; an export to a slow place takes its time.</summary>
    private static readonly TimeSpan LongestExport = TimeSpan.FromHours(12);

    public static Command Create()
    {
        var output = new Option<string>("--output", "-o") { Description = "The file to write; - is the standard output. It's replaced once the export is whole.", HelpName = "file", DefaultValueFactory = _ => StandardOutput };
        var noTexts = new Option<bool>("--no-texts") { Description = "Leave out the texts of chunks and searches: their hashes stay." };
        var types = new Option<string?>("--types") { Description = $"Only lines of these types, with commas between: {string.Join(", ", Names)}.", HelpName = "a,b" };
        types.Validators.Add(static result =>
        {
            foreach (var name in (result.Tokens.Count > 0 ? Split(result.Tokens[^1].Value) : []).Where(static name => !Names.Contains(name)))
            {
                result.AddError($"There is no type '{name}'. The types are: {string.Join(", ", Names)}.");
            }
        });
        var workspace = CommonOptions.Workspace();
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        json.Description = "Print the figures as JSON. The export itself is always JSON Lines.";
        var command = new Command("export", "Write everything of a workspace as JSON Lines, a line an entity, as it is at one moment. Figures go to the error output.") { output, noTexts, types, workspace, database, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            CommonOptions.DatabasePath(parsed.GetValue(database)),
            parsed.GetRequiredValue(workspace),
            parsed.GetRequiredValue(output),
            new ExportOptions
            {
                IncludeTexts = !parsed.GetValue(noTexts),
                Types = parsed.GetValue(types) is { } chosen ? [.. Enum.GetValues<ExportType>().Where(type => Split(chosen).Contains(Words.Of(type)))] : null,
            },
            parsed.GetValue(json),
            cancellationToken));
        return command;
    }

    private static IEnumerable<string> Names => Enum.GetValues<ExportType>().Select(static type => Words.Of(type));

    private static string[] Split(string types) => types.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static async Task<int> RunAsync(string database, string name, string output, ExportOptions options, bool json, CancellationToken cancellationToken)
    {
        await using var store = await StoreAccess.OpenForReadingAsync(database, LongestExport);
        var workspace = await store.GetWorkspaceAsync(name);
        try
        {
            var report = output == StandardOutput ? await ToStandardOutputAsync(workspace, options, cancellationToken) : await ToFileAsync(workspace, Target(output, database), options, cancellationToken);
            Tell(report, output, json);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine(output == StandardOutput ? "Stopped on request: what was written has no footer, so it isn't whole." : "Stopped on request: no file was written.");
            return ExitCodes.Failed;
        }
    }

    private static async Task<ExportReport> ToStandardOutputAsync(Workspace workspace, ExportOptions options, CancellationToken cancellationToken)
    {
        await using var stream = Console.OpenStandardOutput();
        return await workspace.ExportAsync(stream, options, cancellationToken);
    }

    /// <summary>Into a file beside it, which takes its name once it's whole and on the disk: nobody finds a half one.</summary>
    private static async Task<ExportReport> ToFileAsync(Workspace workspace, string path, ExportOptions options, CancellationToken cancellationToken)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}.partial";
        try
        {
            ExportReport report;
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read))
            {
                report = await workspace.ExportAsync(stream, options, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            return report;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Refuses what mustn't be replaced.</summary>
    private static string Target(string output, string database)
    {
        var path = Path.GetFullPath(output);
        if (Directory.Exists(path))
        {
            throw new UsageException($"'{output}' is a folder. Name a file in it.");
        }

        return path == Path.GetFullPath(database) ? throw new UsageException("That is the store itself. Name another file.") : path;
    }

    private static void Tell(ExportReport report, string output, bool json)
    {
        var lines = report.Counts.Values.Sum();
        if (json)
        {
            Console.Error.WriteLine(JsonSerializer.Serialize(
                new ExportedReport(
                    "exported", output == StandardOutput ? null : Path.GetFullPath(output), lines, report.Bytes, report.Counts.OrderBy(static pair => pair.Key).ToDictionary(static pair => Words.Of(pair.Key), static pair => pair.Value)),
                StoreJson.Default.ExportedReport));
            return;
        }

        var table = new TextTable("type", "lines");
        foreach (var (type, count) in report.Counts.OrderBy(static pair => pair.Key).Where(static pair => pair.Value > 0))
        {
            table.Add(Words.Of(type), Sizes.Count(count));
        }

        table.WriteTo(Console.Error);
        Console.Error.WriteLine($"{Sizes.Count(lines)} lines, {Sizes.Bytes(report.Bytes)}");
    }
}
