using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>Streams of events, their readers, and the outbox.</summary>
internal static class EventOperations
{
    private const int Orders = 10;

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("append-events", static bench => Task.CompletedTask, AppendAsync),
        new("undo-events", AppendAsync, UndoAsync),
        new("handle-events", AppendAsync, HandleAsync),
        new("archive-events", AppendAsync, ArchiveAsync),
        new("send-outbox", EnqueueAsync, SendAsync),
    ];

    // Keys that come out the same again: then a second try is one.
    private static Guid Key(int order, int number) => new(0, (short)order, (short)number, 1, 0, 0, 0, 0, 0, 0, 1);

    private static StreamName Order(int order) => new("order", Key(order, 0));

    private static EventDraft Draft(int order, int number) => new(number == 1 ? "placed" : "changed") { Id = new EventId(Key(order, number)), Payload = $$"""{"number":{{number}}}""" };

    public static async Task AppendAsync(Bench bench)
    {
        for (var order = 0; order < Orders; order++)
        {
            await bench.Store.Events.AppendAsync(Order(order), ExpectedVersion.NoStream, Draft(order, 1));
            await bench.Store.Events.AppendAsync(Order(order), ExpectedVersion.Exact(1), [Draft(order, 2), Draft(order, 3)]);
        }
    }

    private static async Task UndoAsync(Bench bench)
    {
        for (var order = 0; order < Orders; order++)
        {
            await bench.Store.Events.UndoAsync(Order(order), new EventId(Key(order, 2)));
            await bench.Store.Events.FoldAsync(Order(order), new EventFold<int>(0, static (state, _) => state + 1) { Save = static state => BitConverter.GetBytes(state), Load = static data => BitConverter.ToInt32(data.Span), SnapshotEvery = 1 });
        }
    }

    private static async Task HandleAsync(Bench bench)
    {
        await using var subscription = await bench.Store.Events.SubscribeAsync(new SubscriptionOptions("agent") { StreamType = "order", BatchSize = 4, Owner = "agent" });
        await foreach (var batch in subscription.ReadToEndAsync())
        {
            foreach (var row in batch.Events)
            {
                await bench.Store.Outbox.EnqueueAsync(new OutboxMessage("told", $$"""{"event":"{{row.EventId.Value}}"}""") { DedupeKey = row.EventId.Value.ToString() });
            }

            await batch.CompleteAsync();
        }
    }

    private static async Task ArchiveAsync(Bench bench)
    {
        for (var order = 0; order < Orders / 2; order++)
        {
            await bench.Store.Events.ArchiveAsync(Order(order));
        }

        await bench.Store.Events.RemoveArchivedAsync(DateTimeOffset.MaxValue);
    }

    private static Task EnqueueAsync(Bench bench)
        => bench.Store.Database.WriteAsync(static unit =>
        {
            for (var number = 0; number < 3 * Orders; number++)
            {
                unit.Enqueue(new OutboxMessage("told", $$"""{"number":{{number}}}""") { MaxAttempts = 1000 });
            }
        }).AsTask();

    private static async Task SendAsync(Bench bench)
    {
        while (true)
        {
            // A lease that is over at once: what a dead process had is lent again.
            await using var lease = await bench.Store.Outbox.LeaseAsync("told", "agent", 4, TimeSpan.FromMicroseconds(1));
            if (lease.Items.Count == 0)
            {
                return;
            }

            var (refused, sent) = (lease.Items.Where(static row => row.Payload.EndsWith("7}", StringComparison.Ordinal)), lease.Items.Where(static row => !row.Payload.EndsWith("7}", StringComparison.Ordinal)));
            await lease.FailAsync(refused, "no such address", isPermanent: true);
            await lease.CompleteAsync(sent);
        }
    }
}
