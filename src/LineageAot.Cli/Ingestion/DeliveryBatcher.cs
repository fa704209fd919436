using System.Threading.Channels;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>Something on its way to the store, with the bytes of the budget that it holds.</summary>
internal readonly record struct Arrival(SourceDelivery? Delivery, SourceProblem? Problem, IReadOnlyList<SourceId>? Seen, long Cost);

/// <summary>
/// Collects what arrives into units of work of many files and writes them, a few at a time on their way. A unit that breaks a rule of the schema is
/// written file by file, so that only the one at fault is lost, and reported.
/// </summary>
internal sealed class DeliveryBatcher(SyncSession sync, ByteBudget budget, IngestProgress progress, Action<SourceProblem> report)
{
    // Indexes over hashes and paths are met all over: a page that several rows of a unit change is logged once, so larger units log fewer pages.
    private const int MaxFiles = 512;
    private const int MaxChunks = 2048;
    private const long MaxCost = 4 << 20;
    private const int MaxUnitsOnTheirWay = 2;
    private const int MaxSeen = 4096;

    // A file that waits for more to come isn't held longer than this.
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);

    private readonly Queue<Task> underway = new();
    private readonly GarbageLimit garbage = new();
    private List<SourceDelivery> delivered = [];
    private List<SourceProblem> problems = [];
    private List<SourceId> seen = [];
    private int chunks;
    private long cost;

    private bool IsEmpty => delivered.Count == 0 && problems.Count == 0 && seen.Count == 0;

    private bool IsFull => delivered.Count >= MaxFiles || chunks >= MaxChunks || cost >= MaxCost || problems.Count >= MaxFiles || seen.Count >= MaxSeen;

    /// <summary>Writes until nothing more can arrive.</summary>
    public async Task RunAsync(ChannelReader<Arrival> arrivals)
    {
        for (; ; )
        {
            while (arrivals.TryRead(out var arrival))
            {
                Add(arrival);
                if (IsFull)
                {
                    await FlushAsync();
                }
            }

            var more = arrivals.WaitToReadAsync().AsTask();
            if (!IsEmpty && await Task.WhenAny(more, Task.Delay(Idle)) != more)
            {
                await FlushAsync();
            }

            if (!await more)
            {
                break;
            }
        }

        await FlushAsync();
        while (underway.TryDequeue(out var unit))
        {
            await unit;
        }
    }

    private void Add(in Arrival arrival)
    {
        if (arrival.Delivery is { } delivery)
        {
            delivered.Add(delivery);
            chunks += delivery.Chunks.Count;
        }

        if (arrival.Problem is { } problem)
        {
            problems.Add(problem);
        }

        if (arrival.Seen is { } ids)
        {
            seen.AddRange(ids);
        }

        cost += arrival.Cost;
    }

    private async Task FlushAsync()
    {
        if (IsEmpty)
        {
            return;
        }

        while (underway.Count >= MaxUnitsOnTheirWay)
        {
            await underway.Dequeue();
        }

        var batch = new SyncBatch
        {
            Delivered = delivered,
            Problems = problems,
            Seen = seen,
            ProgressDone = progress.Done + delivered.Count + problems.Count + seen.Count,
            ProgressTotal = progress.Total,
        };
        underway.Enqueue(WriteAsync(batch, cost));
        (delivered, problems, seen, chunks, cost) = ([], [], [], 0, 0);
        garbage.Check();
    }

    private async Task WriteAsync(SyncBatch batch, long held)
    {
        try
        {
            await sync.WriteAsync(batch);
            Count(batch);
        }
        catch (Exception error) when (IsAboutARow(error))
        {
            await WriteOneByOneAsync(batch);
        }
        finally
        {
            budget.Return(held);
        }
    }

    private async Task WriteOneByOneAsync(SyncBatch batch)
    {
        var rest = batch with { Delivered = [] };
        await sync.WriteAsync(rest);
        Count(rest);
        foreach (var delivery in batch.Delivered)
        {
            var single = new SyncBatch { Delivered = [delivery], ProgressDone = progress.Done + 1, ProgressTotal = progress.Total };
            try
            {
                await sync.WriteAsync(single);
            }
            catch (Exception error) when (IsAboutARow(error))
            {
                var problem = new SourceProblem(delivery.Item.Uri, RunItemStatus.Failed, $"it can't be stored: {error.Message}") { Known = delivery.Known, Category = ErrorCategory.Permanent };
                single = single with { Delivered = [], Problems = [problem] };
                await sync.WriteAsync(single);
            }

            Count(single);
        }
    }

    private static bool IsAboutARow(Exception error) => error is ConstraintException or InvalidValueException;

    private void Count(SyncBatch batch)
    {
        progress.AddUnchanged(batch.Seen.Count);
        foreach (var delivery in batch.Delivered)
        {
            progress.AddDelivered(delivery.Item.SizeBytes, delivery.Chunks.Count, delivery.SkippedBecause is not null);
        }

        foreach (var problem in batch.Problems)
        {
            progress.AddProblem(problem.Status == RunItemStatus.Failed);
            report(problem);
        }
    }
}
