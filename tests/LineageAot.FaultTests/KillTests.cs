using System.Text.RegularExpressions;
using LineageAot.FaultTests.Support;
using Xunit.Abstractions;

namespace LineageAot.FaultTests;

/// <summary>
/// Every operation of the lineage store is killed at its writes to the store's files and done again: then nothing is there twice, nothing is lost, and the store holds what one holds in which nobody was
/// killed. <c>LINEAGEAOT_KILLS</c> says at how many writes of each operation, spread evenly, or <c>all</c>.
/// </summary>
public abstract partial class KillTests(TextFolder folder, ITestOutputHelper output) : IClassFixture<TextFolder>
{
    /// <summary>The operations are shared out to so many classes, which run side by side.</summary>
    protected const int Shares = 2;

    private const int Points = 1;
    private const int Killed = 128 + 9;

    protected static TheoryData<string> OperationsOf(int share)
    {
        // The runner asks for a theory's data without waiting.
        var names = LineageAgent.OnRuntime.RunAsync("operations").GetAwaiter().GetResult().Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. names.Where((_, place) => place % Shares == share)];
    }

    protected async Task KillAndFinishAsync(string operation)
    {
        var wanted = Environment.GetEnvironmentVariable("LINEAGEAOT_KILLS");
        var agent = wanted is null ? LineageAgent.OnRuntime : await LineageAgent.NativeAsync();
        var prepared = folder.NewPath();
        (await agent.RunAsync("prepare", operation, folder.Texts, prepared)).Succeeded();

        var undisturbed = Copy(prepared);
        var writes = await CountWritesAsync(agent, operation, undisturbed);
        writes.ShouldBeGreaterThan(0);
        var expected = await FinishAsync(agent, operation, undisturbed);

        var points = PointsOf(writes, wanted);
        var killed = 0;
        foreach (var point in points)
        {
            var store = Copy(prepared);
            var run = await agent.RunUnderAsync(Strace(store, "-o", store + ".writes", "-e", $"inject=pwrite64:signal=SIGKILL:when={point}"), "do", operation, folder.Texts, store);
            killed += run.ExitCode == Killed ? 1 : run.Succeeded().ExitCode; // Units that wait are grouped as they come: the last writes may not come.
            var check = await agent.RunAsync("check", store);
            check.ExitCode.ShouldBe(0, $"right after the kill at write {point}: {check.Output}");
            (await FinishAsync(agent, operation, store)).ShouldBe(expected, $"killed at write {point} of {writes}");
        }

        killed.ShouldBeGreaterThan(0);
        output.WriteLine($"{operation}: {writes} writes, killed at {killed} of {points.Count}");
    }

    private async Task<string[]> FinishAsync(LineageAgent agent, string operation, string store)
    {
        var finished = await agent.RunAsync("finish", operation, folder.Texts, store, store + ".dump");
        finished.ExitCode.ShouldBe(0, finished.Output);
        return await File.ReadAllLinesAsync(store + ".dump");
    }

    private async Task<int> CountWritesAsync(LineageAgent agent, string operation, string store)
    {
        (await agent.RunUnderAsync(Strace(store, "-o", store + ".writes", "--seccomp-bpf"), "do", operation, folder.Texts, store)).Succeeded();
        // Each thread's writes are counted by themselves, as the injection counts them.
        return (await File.ReadAllLinesAsync(store + ".writes")).Where(static line => Write().IsMatch(line)).CountBy(static line => line.Split(' ')[0]).Select(static thread => thread.Value).DefaultIfEmpty(0).Max();
    }

    private static IReadOnlyList<int> PointsOf(int writes, string? wanted)
    {
        var count = Math.Min(writes, wanted switch { null => Points, "all" => int.MaxValue, _ => int.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture) });
        return [.. Enumerable.Range(0, count).Select(i => 1 + (int)((2L * i + 1) * writes / (2L * count)))];
    }

    // Not with --seccomp-bpf where something is injected: it's faster, and nothing is injected then.
    private static string[] Strace(string store, params string[] more)
        => ["strace", "-f", "-qq", "-e", "trace=pwrite64", "-P", store, "-P", store + "-wal", "-P", store + ".events", "-P", store + ".events-wal", "-P", store + ".jsonl", .. more];

    private string Copy(string prepared)
    {
        var copy = folder.NewPath();
        foreach (var suffix in (string[])["", "-wal", ".events", ".events-wal"])
        {
            if (File.Exists(prepared + suffix))
            {
                File.Copy(prepared + suffix, copy + suffix);
            }
        }

        return copy;
    }

    [GeneratedRegex(@"pwrite64\(")]
    private static partial Regex Write();
}

/// <summary>The operations at even places.</summary>
public sealed class EvenKillTests(TextFolder folder, ITestOutputHelper output) : KillTests(folder, output)
{
    public static TheoryData<string> Operations() => OperationsOf(0);

    [StraceTheory]
    [MemberData(nameof(Operations))]
    public Task Killed_at_a_write_and_done_again_it_leaves_what_it_leaves_undisturbed(string operation) => KillAndFinishAsync(operation);
}

/// <summary>The operations at odd places.</summary>
public sealed class OddKillTests(TextFolder folder, ITestOutputHelper output) : KillTests(folder, output)
{
    public static TheoryData<string> Operations() => OperationsOf(1);

    [StraceTheory]
    [MemberData(nameof(Operations))]
    public Task Killed_at_a_write_and_done_again_it_leaves_what_it_leaves_undisturbed(string operation) => KillAndFinishAsync(operation);
}
