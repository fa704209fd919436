using System.Globalization;
using System.Text.RegularExpressions;
using LineageAot.FaultTests.Support;

namespace LineageAot.FaultTests;

/// <summary>The soak in small, on the runtime: seconds in place of half an hour. The long one, as a native binary: <c>tests/LineageAot.SoakWorker/soak.sh 30 FOLDER</c>.</summary>
public sealed class SoakTests(TextFolder folder) : IClassFixture<TextFolder>
{
    private static string Program => Path.Combine(BuildFacts.RepositoryRoot, "tests/LineageAot.SoakWorker/bin", BuildFacts.Configuration, BuildFacts.AppTargetFramework, "lineage-soak.dll");

    [LinuxFact]
    public async Task A_worker_that_is_killed_stopped_and_restored_loses_nothing()
    {
        var root = folder.NewPath();

        // Killed, killed, stopped and restored: lives of 2 seconds.
        var soak = await DriveAsync("0.14", root, "--lifetime", "2", "2");

        soak.Succeeded();
        var summary = await File.ReadAllTextAsync(Path.Combine(root, "summary.md"));
        Figure(summary, @"killed \(in a backup\) \| (\d+)").ShouldBeGreaterThanOrEqualTo(2);
        Figure(summary, @"taken back \| (\d+)").ShouldBeGreaterThanOrEqualTo(1);
        Figure(summary, @"acknowledged events \| ([\d,]+)").ShouldBeGreaterThan(0);
        Figure(summary, @"acknowledged rows \| ([\d,]+)").ShouldBeGreaterThan(0);
        Figure(summary, @"([\d,]+) lost").ShouldBe(0);
        (await File.ReadAllTextAsync(Path.Combine(root, "memory.svg"))).ShouldContain("<path d=\"M");
    }

    [LinuxFact]
    public async Task Writes_that_were_acknowledged_and_never_made_fail_it()
    {
        // A worker finds some of it when it starts, which ends the soak; the last look finds all of it.
        var soak = await DriveAsync("1", folder.NewPath(), "--lifetime", "2", "2", "--break", "lose-one");

        soak.ExitCode.ShouldBe(1, soak.Output);
        string[] lost = ["the event at position", "the stream session/", "the source growing/never", "the run of pass 1 of growing is gone", "the outbox's entry 9223372036854775807 is gone"];
        lost.ShouldContain(sentence => soak.Output.Contains("FAILS: the worker: lost: " + sentence));
        lost.ShouldAllBe(sentence => soak.Output.Contains("FAILS: " + sentence));
    }

    private static Task<CommandResult> DriveAsync(string minutes, string root, params string[] more) => DotnetCommand.RunAsync(BuildFacts.RepositoryRoot, [Program, "drive", minutes, root, .. more]);

    private static int Figure(string summary, string pattern) => int.Parse(Regex.Match(summary, pattern).Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
