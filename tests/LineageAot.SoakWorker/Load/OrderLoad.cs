using LineageAot.Lineage;

namespace LineageAot.SoakWorker.Load;

/// <summary>Typed events into a few streams that several writers share: each writes where it thinks the stream ends, and reads again where another was first. These streams are kept for good.</summary>
internal sealed class OrderLoad(SoakContext soak) : LoadService(soak)
{
    private const int Writers = 2;
    private const int Streams = 6;

    public static StreamName StreamOf(int number) => new(SoakRules.OrderStream, new Guid(number + 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    protected override Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => WriteAsync(stop), stop)));

    private async Task WriteAsync(CancellationToken stop)
    {
        var known = new long[Streams];
        while (true)
        {
            var number = Random.Shared.Next(Streams);
            var stream = StreamOf(number);
            var happened = Happened(known[number]);
            try
            {
                var result = await Soak.AppendAsync(
                    stream,
                    [.. happened.Select(OrderEvents.Draft)],
                    () => Soak.Store.Events.AppendAsync<OrderEvents, IOrderEvent>(stream, ExpectedVersion.Exact(known[number]), happened, stop));
                known[number] = result.Version;
            }
            catch (WrongExpectedVersionException refused)
            {
                known[number] = refused.Actual;
                Soak.Conflicts.Add(1);
            }

            await RestAsync(40, stop);
        }
    }

    private static List<IOrderEvent> Happened(long from)
        => [.. Enumerable.Range((int)from + 1, Random.Shared.Next(1, 4)).Select<int, IOrderEvent>(static number => (number % 3) switch
        {
            0 => new OrderPlaced(number, number / 4m, "customer-" + Random.Shared.Next(1000)),
            1 => new OrderChanged(number, "address", new string((char)('a' + Random.Shared.Next(26)), 40 + Random.Shared.Next(80))),
            _ => new OrderPaid(number, "card"),
        })];
}
