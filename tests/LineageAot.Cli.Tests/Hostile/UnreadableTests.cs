using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace LineageAot.Cli.Tests.Hostile;

/// <summary>Files and folders that the system doesn't let us read are named with that reason, and what was stored of them before isn't taken for gone.</summary>
public sealed class UnreadableTests(ITestOutputHelper output) : IDisposable
{
    // A user that owns nothing else: root may read everything.
    private const int Nobody = 65534;

    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();

    private string Database => place.At("store.db");

    public void Dispose()
    {
        folder.Dispose();
        place.Dispose();
    }

    [Fact]
    public void Each_is_named_and_nothing_of_it_is_taken_for_gone()
    {
        foreach (var name in (ReadOnlySpan<string>)["good.txt", "secret.txt", "closed/a.txt", "closed/b/c.txt", "unlisted/a.txt", "blind/a.txt"])
        {
            folder.Write(name, $"the text of {name}");
        }

        folder.Shell("chmod 000 secret.txt closed; chmod 111 unlisted; chmod 444 blind");
        string[] named = ["blind/a.txt", "closed", "secret.txt", "unlisted"];
        var (code, first) = Ingest();
        (code, first.Number("created"), first.Number("failed")).ShouldBe((ExitCodes.Partial, 1, named.Length));
        Named().ShouldBe(named);

        folder.Shell("chmod 755 closed unlisted blind; chmod 644 secret.txt");
        var (open, second) = Ingest();
        (open, second.Number("created"), second.Number("unchanged"), second.Number("failed")).ShouldBe((ExitCodes.Done, 5, 1, 0));

        // All six are known now, and four of them can't be looked for.
        folder.Shell("chmod 000 secret.txt closed; chmod 111 unlisted; chmod 444 blind");
        var (again, third) = Ingest("--cleanup", "full");
        (again, third.Number("missing"), third.Number("deleted")).ShouldBe((ExitCodes.Partial, 0, 0));
        IngestProcess.Scalar(Database, "select count(*) from sources where deleted_at is not null").ShouldBe(0);
        IngestProcess.Scalar(Database, "select count(*) from sources").ShouldBe(6);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"unreadable: {named.Length} named of 5 files and folders that were closed, 6 kept"));
    }

    /// <summary>The paths of the newest run that have a reason.</summary>
    private List<string> Named() => IngestProcess.Rows(Database, """
        select substr(coalesce(i.detail_uri, s.uri), 34) from run_items i left join sources s on s.id = i.target_id
        where i.status = 'failed' and i.error like '%denied%' and i.run_id = (select max(id) from runs) order by 1
        """);

    private (int ExitCode, JsonElement Report) Ingest(params string[] options)
    {
        string[] arguments = ["ingest", folder.Path, "--db", Database, "--json", .. options];
        if (Environment.UserName != "root")
        {
            var (code, report, _) = IngestProcess.IngestAlone(Database, folder.Path, options);
            return (code, report);
        }

        folder.Shell($"chown -R {Nobody}:{Nobody} .");
        place.Shell($"chown -R {Nobody}:{Nobody} .");
        var start = new ProcessStartInfo("setpriv") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var argument in (string[])[$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "dotnet", Path.Combine(AppContext.BaseDirectory, "lineage.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        text.Trim().Length.ShouldBeGreaterThan(0, errors.Result);
        using var document = JsonDocument.Parse(text.TrimEnd().Split('\n')[^1]);
        return (process.ExitCode, document.RootElement.Clone());
    }
}
