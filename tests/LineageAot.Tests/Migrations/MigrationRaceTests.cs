using System.Collections.Concurrent;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;
using LineageAot.Writing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LineageAot.Tests.Migrations;

/// <summary>Several migrate one file at once without the ownership lock: each migration and each batch is done once.</summary>
public sealed class MigrationRaceTests : IDisposable
{
    private readonly TempFolder folder = new();

    public static IEnumerable<object[]> Scenarios => MigrationScenario.Names.Select(static name => new object[] { name });

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Sessions_of_one_process(string name)
    {
        const int count = 4;
        var (path, end) = Prepare(name);
        var (applied, errors) = (new ConcurrentBag<int>(), new ConcurrentBag<Exception>());
        using var together = new Barrier(count);
        Thread[] threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            try
            {
                Migrate(path, name, report => applied.Add(report.Version));
            }
            catch (Exception e)
            {
                // On a thread of its own it would end the test run.
                errors.Add(e);
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        errors.ShouldBeEmpty();
        applied.Order().ShouldBe(applied.Distinct().Order());
        using var session = Sessions.Reader(path);
        MigrationScenario.Content(session).ShouldBe(end);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Two_processes(string name)
    {
        var (path, end) = Prepare(name);
        using var first = Program.Start("migrate-together", path, name);
        using var second = Program.Start("migrate-together", path, name);
        (first.FirstLine, second.FirstLine).ShouldBe(("ready", "ready"));
        first.CloseInput();
        second.CloseInput();
        int[] applied = [.. $"{first.ReadLine()} {second.ReadLine()}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Order()];
        applied.ShouldBe(applied.Distinct());
        using var session = Sessions.Reader(path);
        MigrationScenario.Content(session).ShouldBe(end);
    }

    /// <summary>In the second process.</summary>
    internal static void MigrateTogether(string path, string scenario)
    {
        Console.WriteLine("ready");
        Console.In.ReadToEnd();
        var applied = new List<int>();
        Migrate(path, scenario, report => applied.Add(report.Version));
        Console.WriteLine(string.Join(' ', applied));
    }

    private static void Migrate(string path, string scenario, Action<MigrationReport> applied) => BusyRetry.Run(TimeProvider.System, TimeSpan.FromMinutes(1), NullLogger.Instance, path, () =>
    {
        using var session = Sessions.Writer(path);
        MigrationScenario.Of(scenario).Migrate(session, applied);
    });

    private (string Path, string[] End) Prepare(string name)
    {
        var scenario = MigrationScenario.Of(name);
        scenario.Prepare(folder.File("a.db"));
        scenario.Prepare(folder.File("whole.db"));
        using var session = Sessions.Writer(folder.File("whole.db"));
        scenario.Migrate(session);
        return (folder.File("a.db"), MigrationScenario.Content(session));
    }
}
