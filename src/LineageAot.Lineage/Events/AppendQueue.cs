using System.Diagnostics;

namespace LineageAot.Lineage;

/// <summary>
/// Appends of many callers, written in one unit for all that wait when the writer comes to it: a unit of its own costs each of them a savepoint, behind which SQLite copies every page that changes. One that is refused
/// is refused before it has written anything, so that the others of its unit don't notice; whatever else goes wrong has each tried by itself.
/// </summary>
internal sealed class AppendQueue(LineageDatabase database) : IThreadPoolWorkItem
{
    private const int AppendsOfUnit = 512;

    private readonly Lock gate = new();
    private Queue<PendingAppend> waiting = [];
    private bool isOnItsWay;

    public ValueTask<AppendResult> AppendAsync(StreamName stream, ExpectedVersion expected, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
    {
        if (database.IsInsideUnit || cancellationToken.IsCancellationRequested)
        {
            // Which says what is wrong.
            return database.WriteAsync(unit => EventWriting.AppendChecked(unit, stream, expected, events), cancellationToken: cancellationToken);
        }

        var pending = new PendingAppend(stream, expected, events);
        pending.CancelWith(cancellationToken);
        bool isFirst;
        lock (gate)
        {
            waiting.Enqueue(pending);
            isFirst = !isOnItsWay;
            isOnItsWay = true;
        }

        if (isFirst && Activity.Current is null)
        {
            _ = RunAsync();
        }
        else if (isFirst)
        {
            // What is done for all isn't a part of the first one's trace.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        }

        return new ValueTask<AppendResult>(pending.Task);
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        IReadOnlyList<PendingAppend>? taken = null;
        var isRefused = false;
        try
        {
            await database.WriteAsync(unit =>
            {
                taken = Take();
                try
                {
                    foreach (var pending in taken)
                    {
                        pending.Run(unit);
                    }
                }
                catch
                {
                    isRefused = true;
                    throw;
                }
            }).ConfigureAwait(false);
            foreach (var pending in taken!)
            {
                pending.Tell();
            }
        }
        catch (Exception) when (isRefused && taken is { Count: > 1 })
        {
            foreach (var pending in taken)
            {
                _ = RunAloneAsync(pending);
            }
        }
        catch (Exception e)
        {
            // The unit wasn't run, or it's the commit that failed: that is everybody's.
            foreach (var pending in taken ?? Take(all: true))
            {
                pending.Fail(e);
            }
        }
    }

    private async Task RunAloneAsync(PendingAppend pending)
    {
        try
        {
            await database.WriteAsync(pending.Run).ConfigureAwait(false);
            pending.Tell();
        }
        catch (Exception e)
        {
            pending.Fail(e);
        }
    }

    /// <summary>Those that wait and weren't cancelled. What comes behind them begins another unit.</summary>
    private List<PendingAppend> Take(bool all = false)
    {
        var taken = new List<PendingAppend>();
        var isMore = false;
        lock (gate)
        {
            while ((all || taken.Count < AppendsOfUnit) && waiting.TryDequeue(out var next))
            {
                if (next.TryBegin())
                {
                    taken.Add(next);
                }
            }

            isMore = isOnItsWay = waiting.Count > 0;
        }

        if (isMore)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        return taken;
    }
}
