using LineageAot.Lineage;
using LineageAot.SoakWorker.Ledger;

namespace LineageAot.SoakWorker.Load;

/// <summary>A reader with a kept place that notes what it was handed; now and then its handler fails.</summary>
internal sealed class SubscriptionLoad(SoakContext soak) : LoadService(soak)
{
    private static readonly PoisonOptions Poison = new() { MaxAttempts = 1000, Backoff = TimeSpan.FromMilliseconds(20), MaxBackoff = TimeSpan.FromMilliseconds(200) };

    public static SubscriptionOptions Options { get; } = new(SoakRules.Counter) { Owner = SoakRules.Counter, Lease = TimeSpan.FromSeconds(10) };

    protected override async Task RunAsync(CancellationToken stop)
    {
        await using var subscription = await Soak.Store.Events.SubscribeAsync(Options, stop);
        await subscription.HandleAsync(
            (events, _) =>
            {
                if (Random.Shared.Next(200) == 0)
                {
                    throw new IOException("The soak's reader fails now and then.");
                }

                Soak.Ledger.Write(Ranges(events));
                Soak.Seen.Add(events.Count);
                return ValueTask.CompletedTask;
            },
            Poison,
            stop);
    }

    /// <summary>The positions of a batch, as ranges without gaps.</summary>
    public static IEnumerable<EventsSeen> Ranges(IReadOnlyList<EventRow> events)
    {
        var now = SoakContext.Now;
        var first = 0;
        for (var i = 1; i <= events.Count; i++)
        {
            if (i == events.Count || events[i].Position != events[i - 1].Position + 1)
            {
                yield return new EventsSeen(now, events[first].Position, events[i - 1].Position);
                first = i;
            }
        }
    }
}
