using LineageAot.FaultTests.Support;
using Xunit.Abstractions;

namespace LineageAot.FaultTests;

/// <summary>
/// Every operation of the lineage store is killed at its writes to the store's files and done again: then nothing is there twice, nothing is lost, and the store holds what one holds in which nobody was
/// killed. <c>LINEAGEAOT_KILLS</c> says at how many writes of each operation, spread evenly, or <c>all</c>.
/// </summary>
public abstract class KillTests(PreparedStores stores, ITestOutputHelper output, IReadOnlyCollection<string> operations) : IClassFixture<PreparedStores>
{
    /// <summary>The operations are shared out to so many classes, which run side by side.</summary>
    protected const int Shares = 2;

    private const string Write = "pwrite64";
    private const string Dump = ".dump";
    private const int Points = 1;
    private const int Killed = 128 + 9;

    private static readonly Lazy<string[]> All = new(static () => NamesOf("operations"));

    protected static string[] OperationsOf(int share) => [.. All.Value.Where((_, place) => place % Shares == share)];

    // The runner asks for a theory's data without waiting.
    protected static string[] NamesOf(string kind)
        => LineageAgent.OnRuntime.RunAsync(kind).GetAwaiter().GetResult().Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="operation">What is done.</param>
    /// <param name="call">The system call at which it's killed; null: a write to the store's own files.</param>
    protected async Task KillAndFinishAsync(string operation, string? call = null)
    {
        var wanted = Environment.GetEnvironmentVariable("LINEAGEAOT_KILLS");
        var agent = wanted is null ? LineageAgent.OnRuntime : await LineageAgent.NativeAsync();
        var prepared = await stores.OfAsync(agent, operation, operations);

        var undisturbed = Copy(prepared);
        var writes = await CountCallsAsync(agent, operation, undisturbed, call);
        if (call is not null && writes == 0)
        {
            output.WriteLine($"{operation}: it doesn't call {call}");
            return;
        }

        writes.ShouldBeGreaterThan(0);
        string[]? expected = null;
        var points = PointsOf(writes, wanted);
        var killed = 0;
        foreach (var point in points)
        {
            killed += await KillAtAsync(point);
        }

        if (killed == 0)
        {
            // Threads shared the writes out in another way, and none came so far. A first one there always is.
            killed += await KillAtAsync(1);
        }

        killed.ShouldBeGreaterThan(0);
        output.WriteLine($"{operation}: {writes} calls of {call ?? Write}, killed at {killed} of {points.Count}");

        async Task<int> KillAtAsync(int point)
        {
            var store = Copy(prepared);
            var run = await agent.RunUnderAsync(Strace(store, call, "-o", store + ".writes", "-e", $"inject={call ?? Write}:signal=SIGKILL:when={point}"), "do", operation, stores.Texts, store);
            var isKilled = run.ExitCode == Killed;
            if (!isKilled)
            {
                run.Succeeded(); // Units that wait are grouped as they come: the last writes may not come.
            }

            string[] check = ["check", store, "then", .. Finish(operation, store)];
            var finished = await agent.RunAsync(expected is null ? [.. check, "then", .. Finish(operation, undisturbed)] : check);
            finished.ExitCode.ShouldBe(0, $"after the kill at {call ?? Write} {point}: {finished.Output}");
            expected ??= await File.ReadAllLinesAsync(undisturbed + Dump);
            (await File.ReadAllLinesAsync(store + Dump)).ShouldBe(expected, $"killed at {call ?? Write} {point} of {writes}");
            return isKilled ? 1 : 0;
        }
    }

    private string[] Finish(string operation, string store) => ["finish", operation, stores.Texts, store, store + Dump];

    private async Task<int> CountCallsAsync(LineageAgent agent, string operation, string store, string? call)
    {
        (await agent.RunUnderAsync(Strace(store, call, "-o", store + ".writes", "--seccomp-bpf"), "do", operation, stores.Texts, store)).Succeeded();
        // Each thread's writes are counted by themselves, as the injection counts them.
        return (await File.ReadAllLinesAsync(store + ".writes")).Where(line => line.Contains((call ?? Write) + "(", StringComparison.Ordinal)).CountBy(static line => line.Split(' ')[0]).Select(static thread => thread.Value).DefaultIfEmpty(0).Max();
    }

    private static IReadOnlyList<int> PointsOf(int writes, string? wanted)
    {
        var count = Math.Min(writes, wanted switch { null => Points, "all" => int.MaxValue, _ => int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture) });
        return [.. Enumerable.Range(0, count).Select(i => 1 + (int)((2L * i + 1) * writes / (2L * count)))];
    }

    // Not with --seccomp-bpf where something is injected: it's faster, and nothing is injected then.
    private static string[] Strace(string store, string? call, params string[] more)
        => ["strace", "-f", "-qq", "-e", $"trace={call ?? Write}", .. call is null ? Own(store) : [], .. more];

    private static IEnumerable<string> Own(string store) => ((string[])["", "-wal", ".jsonl", ".events", ".events-wal"]).SelectMany(suffix => (string[])["-P", store + suffix]);

    private string Copy(string prepared)
    {
        var copy = stores.NewPath();
        foreach (var suffix in (string[])["", "-wal", ".events", ".events-wal", ".copy", ".events.copy"])
        {
            if (File.Exists(prepared + suffix))
            {
                File.Copy(prepared + suffix, copy + suffix);
            }
        }

        return copy;
    }
}

/// <summary>The operations at even places.</summary>
public sealed class EvenKillTests(PreparedStores stores, ITestOutputHelper output) : KillTests(stores, output, OperationsOf(Even))
{
    private const int Even = 0;

    public static TheoryData<string> Operations() => [.. OperationsOf(Even)];

    [StraceTheory]
    [MemberData(nameof(Operations))]
    public Task Killed_at_a_write_and_done_again_it_leaves_what_it_leaves_undisturbed(string operation) => KillAndFinishAsync(operation);
}

/// <summary>The operations at odd places.</summary>
public sealed class OddKillTests(PreparedStores stores, ITestOutputHelper output) : KillTests(stores, output, OperationsOf(Odd))
{
    private const int Odd = 1;

    public static TheoryData<string> Operations() => [.. OperationsOf(Odd)];

    [StraceTheory]
    [MemberData(nameof(Operations))]
    public Task Killed_at_a_write_and_done_again_it_leaves_what_it_leaves_undisturbed(string operation) => KillAndFinishAsync(operation);
}

/// <summary>Operations on files as a whole, killed also while they sync, name and delete.</summary>
public sealed class FileKillTests(PreparedStores stores, ITestOutputHelper output) : KillTests(stores, output, OperationsOnFiles.Value)
{
    private static readonly Lazy<string[]> OperationsOnFiles = new(static () => NamesOf("file-operations"));

    // Writes to any file; what makes a file durable; what gives it its name.
    private static readonly string[] Calls = ["pwrite64", "fsync", "link", "rename", "unlink"];

    // Without LINEAGEAOT_KILLS those at which most can go wrong.
    private static readonly string[] Share = ["backup pwrite64", "restore link", "restore rename", "restore-split rename", "vacuum pwrite64"];

    public static TheoryData<string, string> Operations()
    {
        var all = new TheoryData<string, string>();
        foreach (var operation in OperationsOnFiles.Value)
        {
            foreach (var call in Calls.Where(call => Environment.GetEnvironmentVariable("LINEAGEAOT_KILLS") is not null || Share.Contains($"{operation} {call}")))
            {
                all.Add(operation, call);
            }
        }

        return all;
    }

    [StraceTheory]
    [MemberData(nameof(Operations))]
    public Task Killed_at_a_call_and_done_again_it_leaves_what_it_leaves_undisturbed(string operation, string call) => KillAndFinishAsync(operation, call);
}
