using System.CommandLine;
using System.Runtime.CompilerServices;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Checks;
using LineageAot.Cli.Maintenance;
using LineageAot.Cli.Rendering;
using LineageAot.Lineage;

namespace LineageAot.Cli.Commands;

/// <summary><c>lineage check</c></summary>
internal static class CheckCommand
{
    /// <summary>A table, or all events, are looked at in one read. While it lasts the log of a program that writes grows.</summary>
    public static readonly TimeSpan LongestRead = TimeSpan.FromHours(1);

    public static Command Create()
    {
        var database = CommonOptions.Database();
        var json = CommonOptions.Json();
        var quick = new Option<bool>("--quick") { Description = "Leave out that each index holds what its table holds." };
        var whole = new Option<bool>("--whole") { Description = "Check the file in one read in place of table by table: finds also pages that belong to no table, and keeps the log of a program that writes from being cut meanwhile." };
        var assembly = new Option<string?>("--assembly") { Description = "Check a built program in place of a store: whether its statements are right and have indexes, and its migrations replay, lead back, and make its records' tables.", HelpName = "file" };
        var command = new Command("check", "Check the store: the schema, the file's structure and foreign keys, the chain of events, its health.") { database, quick, whole, assembly, json };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(assembly) is { Length: > 0 } file
            ? Task.FromResult(Show(AssemblyChecks(Path.GetFullPath(file)), new CommandOutput(parsed, parsed.GetValue(json))))
            : RunAsync(CommonOptions.DatabasePath(parsed.GetValue(database)), parsed.GetValue(quick), parsed.GetValue(whole), new CommandOutput(parsed, parsed.GetValue(json)), cancellationToken));
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

    private static async Task<int> RunAsync(string database, bool quick, bool whole, CommandOutput output, CancellationToken cancellationToken)
    {
        var code = ExitCodes.Done;
        await foreach (var report in ChecksAsync(database, quick, whole, output, cancellationToken))
        {
            code = Math.Max(code, Show([report], output));
        }

        return code;
    }

    /// <summary>Writes reports.</summary>
    /// <returns>The exit code.</returns>
    public static int Show(IEnumerable<CheckReport> reports, CommandOutput output)
    {
        var holds = true;
        foreach (var report in reports)
        {
            holds &= report.Holds;
            if (output.IsJson)
            {
                output.WriteJson(report, CliJson.Default.CheckReport);
                continue;
            }

            output.Results.WriteLine($"{report.Check}: {(report.Holds ? "ok" : "not ok")}");
            foreach (var finding in report.Findings)
            {
                output.Results.WriteLine($"  {finding}");
            }
        }

        return holds ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async IAsyncEnumerable<CheckReport> ChecksAsync(string database, bool quick, bool whole, CommandOutput output, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (store, problem) = await TryOpenAsync(database);
        yield return problem ?? new CheckReport("schema", true, []);
        if (store is null)
        {
            yield break;
        }

        await using (store)
        {
            yield return await CheckFileAsync("integrity and foreign keys", store.Database, quick, whole, output, cancellationToken);
            if (store.IsSplit)
            {
                yield return await CheckFileAsync("integrity of the events' file", store.EventsDatabase, quick, whole, output, cancellationToken);
            }

            var events = await store.VerifyEventsAsync(cancellationToken);
            yield return new CheckReport("events", events.Count == 0, events);

            // What only needs a look soon is told, and is no failure.
            var health = await store.CheckHealthAsync(cancellationToken);
            yield return new CheckReport("health", health.Status != HealthStatus.Unhealthy, health.Notes);
        }
    }

    private static async ValueTask<CheckReport> CheckFileAsync(string check, LineageDatabase database, bool quick, bool whole, CommandOutput output, CancellationToken cancellationToken)
    {
        var told = new ProgressLine<IntegrityProgress>(value => output.Progress($"table {value.Checked} of {value.Tables} checked"));
        var report = whole
            ? await database.CheckIntegrityAsync(quick, cancellationToken)
            : await database.CheckIntegrityAsync(new IntegrityCheckOptions { IsQuick = quick, Progress = told }, cancellationToken);

        // What nobody looked at can't be called sound.
        string[] findings = [.. report.Findings, .. report.Unchecked.Select(static table => $"table '{table}': left out, for it takes longer than {LongestRead.TotalHours:0} h; --whole checks it")];
        return new CheckReport(check, findings.Length == 0, findings);
    }

    private static async Task<(LineageStore? Store, CheckReport? Problem)> TryOpenAsync(string database)
    {
        try
        {
            return (await StoreAccess.OpenForReadingAsync(database, LongestRead), null);
        }
        catch (SchemaMismatchException mismatch)
        {
            return (null, new CheckReport("schema", false, [mismatch.Message, .. mismatch.Differences]));
        }
        catch (EventsFileException apart)
        {
            return (null, new CheckReport("events' file", false, [apart.Message]));
        }
        catch (DatabaseCorruptException corrupt)
        {
            return (null, new CheckReport("file", false, [corrupt.Message]));
        }
    }
}
