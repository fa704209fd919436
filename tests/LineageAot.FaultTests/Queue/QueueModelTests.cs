using System.Globalization;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Queue;

/// <summary>
/// Producers write side by side, with cancels, failing units, checkpoints and pauses between, against a simple model of each: every request comes to what it must come to, once, and in the end the file holds what the models
/// hold. Snapshots and an observed query look meanwhile. <c>LINEAGEAOT_STEPS</c> (20,000) and <c>LINEAGEAOT_SEED</c> say how many and which.
/// </summary>
public sealed class QueueModelTests(ITestOutputHelper output)
{
    private const int Producers = 32;

    private static readonly int Seed = Number("LINEAGEAOT_SEED", 20261126);

    [Theory]
    [InlineData(Durability.Normal)]
    [InlineData(Durability.Full)]
    public async Task Every_request_comes_to_what_the_model_says(Durability durability)
    {
        var steps = Number("LINEAGEAOT_STEPS", 20_000) / 2;
        await RunAsync(static database => new Engine(database), steps, durability);
    }

    [Fact]
    public Task An_engine_that_loses_one_row_in_10000_is_noticed() => ShouldBeNoticedAsync(static database => new LosingEngine(database, 10_000), 16_000);

    [Fact]
    public Task An_engine_that_says_cancelled_of_what_it_did_is_noticed() => ShouldBeNoticedAsync(static database => new LyingEngine(database), 4000);

    [Fact]
    public Task An_engine_that_commits_units_in_parts_is_noticed() => ShouldBeNoticedAsync(static database => new TornEngine(database), 4000);

    [Fact]
    public Task An_engine_that_forgets_one_of_two_that_come_together_is_noticed() => ShouldBeNoticedAsync(static database => new RacingEngine(database), 4000);

    private async Task ShouldBeNoticedAsync(Func<ModelDatabase, Engine> make, int steps)
    {
        var noticed = await Record.ExceptionAsync(() => RunAsync(make, steps, Durability.Normal));
        output.WriteLine(noticed.ShouldNotBeNull().Message);
    }

    private async Task RunAsync(Func<ModelDatabase, Engine> make, int steps, Durability durability)
    {
        // A queue that is full most of the time, and batches that end in the middle of a burst.
        await using var database = await ModelDatabase.OpenTemporaryAsync(new DatabaseOptions { Path = "", Durability = durability, QueueRows = 64, MaxBatchRows = 40, Readers = 2 });
        await database.Counters.InsertAsync(new Counter(1, 0));
        var engine = make(database);
        var producers = Enumerable.Range(1, Producers).Select(number => new Producer(engine, number, Seed)).ToList();
        using var ending = new CancellationTokenSource();
        var watching = Task.WhenAll(LookAsync(database, ending.Token), ObserveAsync(database, ending.Token), InterfereAsync(database, ending.Token));
        try
        {
            await Task.WhenAll(producers.Select(producer => Task.Run(() => producer.RunAsync(steps / Producers))));
        }
        finally
        {
            await ending.CancelAsync();
            await watching;
        }

        var expected = producers.SelectMany(static producer => producer.Model).OrderBy(static row => row.Key).Select(static row => new Item(row.Key, row.Value)).ToList();
        (await database.ListItemsAsync()).ShouldBe(expected, $"seed {Seed}");
        var units = producers.Sum(static producer => producer.Units);
        (await database.PictureAsync()).ShouldBe(new UnitPicture(units, 2 * units, 0), $"seed {Seed}");
        (await database.CheckIntegrityAsync()).IsSound.ShouldBeTrue();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{durability}: {steps:N0} steps of {Producers} producers, {producers.Sum(static producer => producer.Cancelled):N0} cancelled, {units:N0} units, seed {Seed}"));
    }

    /// <summary>Units are whole in every snapshot.</summary>
    private static async Task LookAsync(ModelDatabase database, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            await using var snapshot = await database.BeginSnapshotAsync(CancellationToken.None);
            var picture = await snapshot.PictureAsync(CancellationToken.None);
            (picture.Torn, picture.Pairs).ShouldBe((0, 2 * picture.Counted), "a snapshot shows a part of a unit");
        }
    }

    /// <summary>What is observed never goes back.</summary>
    private static async Task ObserveAsync(ModelDatabase database, CancellationToken ending)
    {
        var last = 0L;
        try
        {
            await foreach (var picture in database.ObserveAsync(static snapshot => snapshot.PictureAsync(CancellationToken.None), ending))
            {
                picture.Counted.ShouldBeGreaterThanOrEqualTo(last);
                last = picture.Counted;
            }
        }
        catch (OperationCanceledException)
        {
            // The producers are done.
        }
    }

    private static async Task InterfereAsync(ModelDatabase database, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            await database.CheckpointAsync(CheckpointMode.Truncate, CancellationToken.None);
            await database.IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = 2, MaxPages = 4 }, CancellationToken.None);
            await Task.Yield();
        }
    }

    private static int Number(string variable, int otherwise) => Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
