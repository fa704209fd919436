using System.CommandLine;
using System.Text.Json;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Checks;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage check</c></summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var quick = new Option<bool>("--quick") { Description = "Leave out that each index holds what its table holds." };
        var assembly = new Option<string?>("--assembly") { Description = "Check a built program in place of a store: whether its statements are right and have indexes, and its migrations replay, lead back, and make its records' tables.", HelpName = "file" };
        var command = new Command("check", "Check the store: the file's structure, foreign keys, the schema, the chain of events.") { database, quick, assembly, json };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(assembly) is { Length: > 0 } file
            ? Task.FromResult(Show(AssemblyChecks(Path.GetFullPath(file)), parsed.GetValue(json)))
            : RunAsync(CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(quick), parsed.GetValue(json), cancellationToken));
        return command;
    }

    /// <summary>What the build check does after the compiler, by hand.</summary>
    private static IEnumerable<CheckReport> AssemblyChecks(string assembly)
    {
        var project = AssemblyReader.ReadProject(assembly, AssemblyReferences.Beside(assembly));
        if (project.IsEmpty)
        {
            throw AssemblyReader.NothingFound(assembly);
        }

        var findings = BuildChecks.Run(project, ProjectFiles.Of(assembly));
        return CheckRule.All.Where(static rule => rule != CheckRule.CheckFailed).Select(rule =>
        {
            string[] found = [.. findings.Where(finding => finding.Rule == rule).Select(static finding => Place(finding) + finding.Text)];
            return new CheckReport($"{rule.Id} {rule.Title}", found.Length == 0 || rule.Severity == FindingSeverity.Information, found);
        });
    }

    private static string Place(Finding finding) => finding switch
    {
        { Line: 0 } => "",
        { Column: 1 } => $"{Path.GetFileName(finding.File)}, line {finding.Line}: ",
        _ => $"{Path.GetFileName(finding.File)}, line {finding.Line}, column {finding.Column}: ",
    };

    private static async Task<int> RunAsync(string database, bool quick, bool json, CancellationToken cancellationToken)
    {
        var code = ExitCodes.Done;
        await foreach (var report in ChecksAsync(database, quick, cancellationToken))
        {
            code = Math.Max(code, Show([report], json));
        }

        return code;
    }

    private static int Show(IEnumerable<CheckReport> reports, bool json)
    {
        var holds = true;
        foreach (var report in reports)
        {
            holds &= report.Holds;
            if (json)
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(report, CliJson.Default.CheckReport));
                continue;
            }

            Console.Out.WriteLine($"{report.Check}: {(report.Holds ? "ok" : "not ok")}");
            foreach (var finding in report.Findings)
            {
                Console.Out.WriteLine($"  {finding}");
            }
        }

        return holds ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async IAsyncEnumerable<CheckReport> ChecksAsync(string database, bool quick, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (store, problem) = await TryOpenAsync(database);
        yield return problem ?? new CheckReport("schema", true, []);
        if (store is null)
        {
            yield break;
        }

        await using (store)
        {
            var integrity = await store.Database.CheckIntegrityAsync(quick, cancellationToken);
            yield return new CheckReport("integrity and foreign keys", integrity.Findings.Count == 0, integrity.Findings);
            var events = await store.VerifyEventsAsync(cancellationToken);
            yield return new CheckReport("events", events.Count == 0, events);
        }
    }

    private static async Task<(LineageStore? Store, CheckReport? Problem)> TryOpenAsync(string database)
    {
        try
        {
            return (await StoreAccess.OpenForReadingAsync(database), null);
        }
        catch (SchemaMismatchException mismatch)
        {
            return (null, new CheckReport("schema", false, [mismatch.Message, .. mismatch.Differences]));
        }
        catch (DatabaseCorruptException corrupt)
        {
            return (null, new CheckReport("file", false, [corrupt.Message]));
        }
    }
}
