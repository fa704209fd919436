using System.Collections.Concurrent;
using System.Globalization;
using LineageAot.FaultTests.Vfs;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.RandomRounds;

/// <summary>Alone: it looks at the exceptions that nobody in the process has taken.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RoundCollection : ICollectionFixture<ScratchFolder>
{
    public const string Name = "rounds";
}

/// <summary>
/// Databases, one after another, to which everybody does everything at once: writes of all kinds, cancels, readers that end in the middle, observers, checkpoints, backups, pauses, second owners, and a disposal in the
/// midst. <c>LINEAGEAOT_ROUNDS</c>, <c>LINEAGEAOT_CANCELS</c> and <c>LINEAGEAOT_SEED</c> say how many and which.
/// </summary>
[Collection(RoundCollection.Name)]
public sealed class RandomRoundTests : IDisposable
{
    private readonly ScratchFolder folder;
    private readonly ITestOutputHelper output;
    private readonly ConcurrentQueue<Exception> untaken = [];

    public RandomRoundTests(ScratchFolder folder, ITestOutputHelper output)
    {
        (this.folder, this.output) = (folder, output);
        Collect();
        TaskScheduler.UnobservedTaskException += Note;
    }

    public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

    [Fact]
    public async Task Whatever_comes_together_each_write_ends_once_and_as_it_was_told()
    {
        var sums = new List<Reckoning>();
        for (var round = 0; round < RoundSettings.Rounds; round++)
        {
            sums.Add(await RunSoundAsync(RoundPlan.Of(unchecked(RoundSettings.Seed + round), folder.NewPath())));
        }

        Write($"{sums.Count:N0} rounds", sums);
    }

    [Fact]
    public async Task Cancelled_at_random_a_write_is_executed_or_says_that_it_was_not()
    {
        var sums = new List<Reckoning>();
        while (sums.Sum(static sum => sum.CancelsAsked) < RoundSettings.Cancels)
        {
            sums.Add(await RunSoundAsync(RoundPlan.Of(unchecked(RoundSettings.Seed + 1_000_000 + sums.Count), folder.NewPath(), cancelOneIn: 2) with { Ending = Ending.AfterAll }));
        }

        Write($"{sums.Sum(static sum => sum.CancelsAsked):N0} cancels in {sums.Count:N0} rounds", sums);
        sums.Sum(static sum => sum.Cancelled).ShouldBeGreaterThan(0);
    }

    [Fact]
    public Task An_engine_that_loses_one_row_in_10000_is_noticed() => ShouldBeNoticedAsync(static database => new LosingEngine(database), "of them are there", steps: 30);

    [Fact]
    public Task An_engine_that_acknowledges_before_the_commit_is_noticed() => ShouldBeNoticedAsync(static database => new HastyEngine(database), "was acknowledged and isn't found", steps: 4);

    [Fact]
    public Task An_engine_that_executes_what_it_calls_cancelled_is_noticed() => ShouldBeNoticedAsync(static database => new DeafEngine(database), "is Cancelled, and 1 of them", steps: 4);

    [Fact]
    public Task An_engine_that_tells_of_a_write_twice_is_noticed() => ShouldBeNoticedAsync(static database => new RepeatingEngine(database), "was completed 2 times", steps: 4);

    [Fact]
    public Task An_engine_that_commits_a_part_of_a_unit_that_fails_is_noticed() => ShouldBeNoticedAsync(static database => new HalvingEngine(database), "is Failed, and", steps: 4);

    private async Task ShouldBeNoticedAsync(Func<RoundDatabase, RoundEngine> make, string sentence, int steps)
    {
        var plan = RoundPlan.Of(RoundSettings.Seed, folder.NewPath(), cancelOneIn: 4) with { Producers = 1000, Steps = steps, Ending = Ending.AfterAll, HasPauses = false, HasGuests = false };
        var sum = await new Round(plan, make).RunAsync();
        sum.Faults.ShouldContain(fault => fault.Contains(sentence, StringComparison.Ordinal));
        output.WriteLine($"{sum.Faults.Count} faults, among them: {sum.Faults.First(fault => fault.Contains(sentence, StringComparison.Ordinal))}; {plan}");
    }

    private async Task<Reckoning> RunSoundAsync(RoundPlan plan)
    {
        var sum = await new Round(plan, static database => new RoundEngine(database)).RunAsync();
        sum.Faults.ShouldBeEmpty(plan.ToString());
        Collect();
        untaken.ShouldBeEmpty(plan.ToString());
        Directory.Delete(Path.GetDirectoryName(plan.Options.Path)!, recursive: true);
        return sum;
    }

    private void Write(string what, List<Reckoning> sums) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {sums.Sum(static sum => sum.Requests):N0} writes, {sums.Sum(static sum => sum.Committed):N0} committed, {sums.Sum(static sum => sum.Cancelled):N0} cancelled, {sums.Sum(static sum => sum.Refused):N0} refused, {sums.Sum(static sum => sum.Backups):N0} backups, seed {RoundSettings.Seed}"));

    private void Note(object? sender, UnobservedTaskExceptionEventArgs arguments) => untaken.Enqueue(arguments.Exception);

    // What nobody took is told when it's collected.
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
