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

    /// <summary>No luck is needed: whenever one is about to take the lock, another has gone some way, or all of it, since it looked.</summary>
    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Another_was_faster_before_every_lock(string name)
    {
        var (path, end) = Prepare(name);
        foreach (var steps in (ReadOnlySpan<int>)[1, 2, 3, 4, 6, 9, int.MaxValue])
        {
            var isReached = true;
            for (var point = 1; isReached; point++)
            {
                var file = folder.File($"{steps}-{point}.db");
                File.Copy(path, file);
                var applied = new List<int>();
                isReached = false;
                using var session = Sessions.Writer(file);
                AtLock(session, point, () =>
                {
                    isReached = true;
                    Go(file, name, steps, applied);
                });
                MigrationScenario.Of(name).Migrate(session, report => applied.Add(report.Version));
                applied.Distinct().Count().ShouldBe(applied.Count);
                MigrationScenario.Content(session).ShouldBe(end, $"behind {steps} locks of the other, at lock {point}");
            }
        }
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

    /// <summary>Another session that ends before it takes the lock once more.</summary>
    private static void Go(string path, string scenario, int steps, List<int> applied)
    {
        using var session = Sessions.Writer(path);
        AtLock(session, steps == int.MaxValue ? steps : steps + 1, static () => throw new OperationCanceledException());
        try
        {
            MigrationScenario.Of(scenario).Migrate(session, report => applied.Add(report.Version));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static void AtLock(SqliteSession session, int point, Action action) => session.BeforeStatement = sql =>
    {
        if (sql == "begin immediate" && --point == 0)
        {
            action();
        }
    };

    private (string Path, string[] End) Prepare(string name)
    {
        var scenario = MigrationScenario.Of(name);
        scenario.Prepare(folder.File("a.db"));
        if (name != "empty")
        {
            Sessions.Run(folder.File("a.db"), "pragma wal_checkpoint(truncate)");
        }

        scenario.Prepare(folder.File("whole.db"));
        using var session = Sessions.Writer(folder.File("whole.db"));
        scenario.Migrate(session);
        return (folder.File("a.db"), MigrationScenario.Content(session));
    }
}
