using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using LineageAot.FaultTests.Vfs;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.RandomRounds;

/// <summary>One bad write among 1,000 of one transaction, at each of its places: it fails alone. <c>LINEAGEAOT_POSITIONS</c> (25) of them, evenly over all.</summary>
public sealed class PoisonTests(ScratchFolder folder, ITestOutputHelper output) : IClassFixture<ScratchFolder>
{
    private const int BatchRows = 1000;

    private readonly ConcurrentQueue<long> batches = [];

    [Fact]
    public async Task Poison_at_any_of_1000_positions_fails_alone()
    {
        var positions = Math.Min(BatchRows, RoundSettings.Positions);
        var path = Path.Combine(Path.GetDirectoryName(folder.NewPath())!, "poison.db");
        await using var database = await RoundDatabase.OpenAsync(path);
        await database.Entries.InsertAsync(Entry.Of(0, 0));
        using var listener = Listen(Path.GetFileName(path));
        for (var i = 0; i < positions; i++)
        {
            var position = (int)(i * (long)(BatchRows - 1) / Math.Max(1, positions - 1));
            batches.Clear();
            var writes = await TogetherAsync(database, i + 1, position);
            var failed = Enumerable.Range(0, BatchRows).Where(place => writes[place].IsFaulted).ToList();
            failed.ShouldBe([position]);
            writes[position].Exception!.InnerException.ShouldBeOfType(position % 3 == 1 ? typeof(DeliberateException) : typeof(ConstraintException));
            var rows = await database.CountEntriesAsync(Entry.Of(i + 1, 0).Id, Entry.Of(i + 1, BatchRows).Id);
            rows.ShouldBe(BatchRows - 1, $"poison at {position}");

            // The first alone needs no savepoint: its transaction is undone, and the others have the next one.
            batches.Max().ShouldBeGreaterThanOrEqualTo(BatchRows - 1, "they weren't in one transaction");
        }

        (await database.Marks.CountAsync()).ShouldBe(0);
        (await database.CheckIntegrityAsync()).Findings.ShouldBeEmpty();
        output.WriteLine($"poison at {positions} of {BatchRows} positions, each in a transaction of {BatchRows} writes");
    }

    /// <summary>All of them wait before the writer takes the first.</summary>
    private static async Task<Task[]> TogetherAsync(RoundDatabase database, int request, int poison)
    {
        using var mayGoOn = new ManualResetEventSlim();
        var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = database.WriteAsync(_ =>
        {
            isHeld.SetResult();
            mayGoOn.Wait();
        }).AsTask();
        await isHeld.Task;

        // The holder's transaction would take them in: a checkpoint ends it.
        var checkpoint = database.CheckpointAsync().AsTask();
        var writes = Enumerable.Range(0, BatchRows)
            .Select(place => place == poison ? PoisonAsync(database, poison) : database.Entries.InsertAsync(Entry.Of(request, place)).AsTask())
            .ToArray();
        mayGoOn.Set();
        await holder;
        await checkpoint;
        await Task.WhenAll(writes.Select(static write => write.ContinueWith(static _ => { }, TaskScheduler.Default)));
        return writes;
    }

    /// <summary>A key that is there; a unit that gives up behind its writes; a unit whose last row has a key that is there.</summary>
    private static Task PoisonAsync(RoundDatabase database, int kind) => (kind % 3) switch
    {
        0 => database.Entries.InsertAsync(Entry.Of(0, 0)).AsTask(),
        1 => database.WriteAsync(static unit =>
        {
            unit.Insert(new Mark(1));
            throw new DeliberateException();
        }).AsTask(),
        _ => database.WriteAsync(static unit =>
        {
            unit.Insert(new Mark(1));
            unit.Insert(Entry.Of(0, 0));
        }).AsTask(),
    };

    private MeterListener Listen(string database)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, self) =>
            {
                if (instrument.Meter.Name == "LineageAot" && instrument.Name == "lineageaot.batch.rows")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, rows, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == "db.namespace" && tag.Value as string == database)
                {
                    batches.Enqueue(rows);
                }
            }
        });
        listener.Start();
        return listener;
    }
}
