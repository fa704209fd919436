using System.Diagnostics;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>
/// A process dies before each statement that changes something: the file has one whole version, with every row, and the next opening finishes. Every point is tried by
/// looking at the files as they lie at that moment; a share of them (all with LINEAGEAOT_FULL=1) by a process that kills itself there.
/// </summary>
public sealed class MigrationCrashTests : IDisposable
{
    private const int KilledShare = 14;

    private readonly TempFolder folder = new();

    public static IEnumerable<object[]> Scenarios => MigrationScenario.Names.Select(static name => new object[] { name });

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void What_lies_on_the_disk_before_each_statement_is_whole(string name)
    {
        var scenario = MigrationScenario.Of(name);
        var path = folder.File("a.db");
        scenario.Prepare(path);
        var points = new List<string>();
        using (var session = Sessions.Writer(path))
        {
            var last = "";
            session.BeforeStatement = sql =>
            {
                if (Changes(sql))
                {
                    points.Add(Copy(path, points.Count));
                    last = sql;
                }
            };
            scenario.Migrate(session);
            last.ShouldStartWith("pragma foreign_keys=1");
        }

        var end = End(path);
        points.Count.ShouldBeGreaterThan(20);
        points.ForEach(point => scenario.RequireWholeAndFinish(point, end));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_process_that_kills_itself_before_a_statement_leaves_a_whole_file(string name)
    {
        var scenario = MigrationScenario.Of(name);
        var start = folder.File("start.db");
        scenario.Prepare(start);
        var whole = folder.File("whole.db");
        scenario.Prepare(whole);
        using (var session = Sessions.Writer(whole))
        {
            scenario.Migrate(session);
        }

        var end = End(whole);
        var step = Environment.GetEnvironmentVariable("LINEAGEAOT_FULL") == "1" ? 1 : KilledShare;
        var kills = 0;
        for (var number = 1; ; number += step)
        {
            var path = folder.File($"{number}.db");
            File.Copy(start, path);
            using (var process = Program.Start("migrate-to-statement", path, name, number.ToString()))
            {
                if (process.FirstLine == "done")
                {
                    break;
                }

                process.FirstLine.ShouldBeNull();
            }

            kills++;
            scenario.RequireWholeAndFinish(path, end);
            File.Delete(path);
        }

        kills.ShouldBeGreaterThan(20 / step);
    }

    /// <summary>In the second process.</summary>
    internal static void MigrateAndDie(string path, string scenario, int number)
    {
        using var session = Sessions.Writer(path);
        session.BeforeStatement = sql =>
        {
            if (Changes(sql) && --number == 0)
            {
                Process.GetCurrentProcess().Kill();
                new ManualResetEvent(false).WaitOne();
            }
        };
        MigrationScenario.Of(scenario).Migrate(session);
        session.BeforeStatement = null;
        Console.WriteLine("done");
    }

    /// <summary>Between two statements that only read, a death leaves the same file.</summary>
    private static bool Changes(string sql)
    {
        var text = sql.TrimStart();
        return !text.StartsWith("select", StringComparison.OrdinalIgnoreCase) && (!text.StartsWith("pragma", StringComparison.OrdinalIgnoreCase) || text.Contains('='));
    }

    private static string[] End(string path)
    {
        using var session = Sessions.Reader(path);
        return MigrationScenario.Content(session);
    }

    private string Copy(string path, int number)
    {
        var copy = folder.File($"point{number}.db");
        File.Copy(path, copy);
        if (File.Exists(path + "-wal"))
        {
            File.Copy(path + "-wal", copy + "-wal");
        }

        return copy;
    }
}
