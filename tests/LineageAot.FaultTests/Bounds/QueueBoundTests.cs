using System.Globalization;
using LineageAot.FaultTests.RandomRounds;
using LineageAot.FaultTests.Vfs;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Bounds;

/// <summary>
/// 10,000 producers and one writer that is held again and again until all of them stand before it: what waits in the queue is never more than its options say, in rows and in bytes, and the memory is that of the
/// queue, however many come. <c>LINEAGEAOT_HOLDS</c> (8) says how often it's held. Alone: the memory is the whole process's.
/// </summary>
[Collection(RoundCollection.Name)]
public sealed class QueueBoundTests(ScratchFolder folder, ITestOutputHelper output) : IClassFixture<ScratchFolder>
{
    private const int Producers = 10_000;
    private const int TextLength = 4000;

    // What the runtime keeps for tasks and timers of so many producers comes and goes by this.
    private const long Slack = 32 << 20;

    private static readonly int Holds = Environment.GetEnvironmentVariable("LINEAGEAOT_HOLDS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 8;

    private static readonly string Text = new('x', TextLength);

    private long lastId;
    private volatile int before;

    [Theory]
    [InlineData(100, 1L << 30)]
    [InlineData(1_000_000, 1L << 20)]
    [InlineData(500, 64L << 10)]
    public async Task Ten_thousand_producers_never_fill_the_queue_beyond_its_bounds(int rows, long bytes)
    {
        var path = Path.Combine(Path.GetDirectoryName(folder.NewPath())!, $"bound-{rows}-{bytes}.db");
        await using var database = await BoundDatabase.OpenAsync(new DatabaseOptions { Path = path, QueueRows = rows, QueueBytes = bytes });
        using var gauge = new QueueGauge(path);
        using var ending = new CancellationTokenSource();
        var producers = Enumerable.Range(0, Producers).Select(_ => Task.Run(() => ProduceAsync(database, ending.Token))).ToList();
        var (mostRows, mostBytes, memory) = (0L, 0L, new List<long>());
        for (var hold = 0; hold < Holds; hold++)
        {
            using var mayGoOn = new ManualResetEventSlim();
            var isHeld = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var holder = database.WriteAsync(_ =>
            {
                isHeld.SetResult();
                mayGoOn.Wait();
            }).AsTask();
            await isHeld.Task;
            while (before < Producers)
            {
                await Task.Yield();
            }

            var (waitingRows, waitingBytes) = gauge.Read();
            (mostRows, mostBytes) = (Math.Max(mostRows, waitingRows), Math.Max(mostBytes, waitingBytes));
            memory.Add(GC.GetTotalMemory(forceFullCollection: true));
            mayGoOn.Set();
            await holder;
        }

        await ending.CancelAsync();
        await Task.WhenAll(producers);
        mostRows.ShouldBeInRange(1, rows);
        mostBytes.ShouldBeInRange(1, bytes);
        (memory.Max() - memory[0]).ShouldBeLessThan(Slack);
        gauge.Read().ShouldBe((0, 0));
        (await database.Lines.CountAsync()).ShouldBe(Interlocked.Read(ref lastId));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Producers:N0} producers, held {Holds} times: at most {mostRows:N0} of {rows:N0} rows and {mostBytes:N0} of {bytes:N0} bytes waited, {lastId:N0} rows written, memory {memory.Min() >> 20} to {memory.Max() >> 20} MiB"));
    }

    private async Task ProduceAsync(BoundDatabase database, CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            var write = database.Lines.InsertAsync(new Line(Interlocked.Increment(ref lastId), Text));
            Interlocked.Increment(ref before);
            await write;
            Interlocked.Decrement(ref before);
        }
    }
}
