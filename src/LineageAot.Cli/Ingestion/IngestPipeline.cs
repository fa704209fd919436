using System.Threading.Channels;
using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>
/// Walk and plan, then read, hash, extract and split on a few threads, then write in units of many files. Each stage waits for the next one, so that memory stays
/// the same however large the tree is.
/// </summary>
internal sealed class IngestPipeline(Func<FileProcessor> makeProcessor, SyncSession sync, IngestSettings settings, IngestProgress progress, Action<SourceProblem> report)
{
    private const int QueuedFiles = 256;
    private const int SeenAtOnce = 1024;

    // Four full units: one that is written, one that waits for the writer, one that fills, and what is being read.
    private const long BudgetBytes = 16 << 20;

    // Longer texts go one after the other through one set of buffers: several at once would multiply the largest buffers of all.
    private const int LongText = 1 << 20;

    private static readonly int Workers = Math.Clamp(Environment.ProcessorCount, 1, 8);

    private readonly ByteBudget budget = new(BudgetBytes);
    private readonly Lock longTexts = new();
    private FileProcessor? longTextProcessor;
    private readonly Channel<PlanStep> work = Channel.CreateBounded<PlanStep>(new BoundedChannelOptions(QueuedFiles) { SingleWriter = true });
    private readonly Channel<Arrival> arrivals = Channel.CreateBounded<Arrival>(new BoundedChannelOptions(QueuedFiles) { SingleReader = true });

    /// <summary>
    /// Works through a plan and gives the sources that weren't found. After cancelling it starts no further file, writes what has been read, and returns.
    /// </summary>
    public async Task<IReadOnlyList<SourceId>> RunAsync(IAsyncEnumerable<PlanStep> steps, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var missing = new List<SourceId>();
        var stages = new List<Task> { Guarded(() => PlanAsync(steps, missing, stop.Token), stop) };
        var workers = Enumerable.Range(0, Workers).Select(_ => Guarded(() => ReadAsync(stop.Token), stop)).ToArray();
        stages.AddRange(workers);
        stages.Add(Guarded(() => new DeliveryBatcher(sync, budget, progress, report).RunAsync(arrivals.Reader), stop));

        // The plan's thread delivers too (what is unchanged), so the last stage ends once both plan and workers have.
        _ = Task.WhenAll(stages[..^1]).ContinueWith(_ => arrivals.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await Task.WhenAll(stages);
        return missing;
    }

    /// <summary>Runs a stage on a thread of the pool; if it fails the others are stopped, and what they wait for is let go.</summary>
    private Task Guarded(Func<Task> stage, CancellationTokenSource stop) => Task.Run(async () =>
    {
        try
        {
            await stage();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception error)
        {
            await stop.CancelAsync();
            work.Writer.TryComplete(error);
            arrivals.Writer.TryComplete(error);
            throw;
        }
    });

    private async Task PlanAsync(IAsyncEnumerable<PlanStep> steps, List<SourceId> missing, CancellationToken stop)
    {
        var seen = new List<SourceId>();
        await foreach (var step in steps)
        {
            switch (step.Action)
            {
                case PlanAction.Unchanged:
                    seen.Add(step.Known!.Id);
                    break;
                case PlanAction.Missing:
                    missing.Add(step.Known!.Id);
                    break;
                case PlanAction.Report:
                    await arrivals.Writer.WriteAsync(new Arrival(null, step.Problem, null, 0), stop);
                    break;
                default:
                    await work.Writer.WriteAsync(step, stop);
                    break;
            }

            if (seen.Count == SeenAtOnce)
            {
                await arrivals.Writer.WriteAsync(new Arrival(null, null, seen, 0), stop);
                seen = [];
            }
        }

        work.Writer.TryComplete();
        if (seen.Count > 0)
        {
            await arrivals.Writer.WriteAsync(new Arrival(null, null, seen, 0), CancellationToken.None);
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var processor = makeProcessor();
        await foreach (var step in work.Reader.ReadAllAsync(stop))
        {
            var cost = CostOf(step.Item!);
            await budget.TakeAsync(cost);
            try
            {
                var outcome = cost > LongText ? ProcessLong(step, stop) : processor.Process(step.Item!, step.Uri, step.Known, stop);
                await arrivals.Writer.WriteAsync(new Arrival(outcome.Delivery, outcome.Problem, null, cost), CancellationToken.None);
            }
            catch
            {
                budget.Return(cost);
                throw;
            }
        }
    }

    private FileOutcome ProcessLong(PlanStep step, CancellationToken stop)
    {
        lock (longTexts)
        {
            longTextProcessor ??= makeProcessor();
            return longTextProcessor.Process(step.Item!, step.Uri, step.Known, stop);
        }
    }

    /// <summary>What a file holds in memory until it's written: its text as chunks, two bytes a character, and the rows.</summary>
    private long CostOf(FoundItem item) => item.Facts.SizeBytes <= settings.MaxTextBytes ? 1024 + (2 * item.Facts.SizeBytes) : 1024;
}
