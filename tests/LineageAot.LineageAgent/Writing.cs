using System.Globalization;
using System.Text;
using LineageAot.Lineage;

namespace LineageAot.LineageAgent;

/// <summary>Writes until it's killed, and says each write that was acknowledged: a line with the producer and the number of its write.</summary>
/// <param name="store">The store.</param>
/// <param name="isEarly">It lies: it says so before the write is acknowledged.</param>
internal sealed class Writing(LineageStore store, bool isEarly)
{
    /// <summary>Those that append an event each time, and behind them those that write a unit of an event and an entry of the outbox.</summary>
    private const int Singles = 3, Units = 2;

    private readonly Stream output = Console.OpenStandardOutput();
    private readonly Lock gate = new();

    public static async Task RunAsync(string path, string durability, bool isEarly)
    {
        await using var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = path, Durability = Enum.Parse<Durability>(durability) });
        await new Writing(store, isEarly).RunAsync();
    }

    private Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Singles + Units).Select(producer => Task.Run(() => ProduceAsync(producer))));

    private async Task ProduceAsync(int producer)
    {
        var stream = new StreamName("producer", new Guid(producer, 0, 0, new byte[8]));
        var version = (await store.Events.FindStreamAsync(stream))?.Version ?? 0;
        while (true)
        {
            var draft = new EventDraft("written") { Payload = string.Create(CultureInfo.InvariantCulture, $$"""{"number":{{version + 1}}}""") };
            if (isEarly)
            {
                Say(producer, version + 1);
            }

            if (producer < Singles)
            {
                await store.Events.AppendAsync(stream, ExpectedVersion.Exact(version), draft);
            }
            else
            {
                await store.Database.WriteAsync(unit =>
                {
                    unit.Enqueue(new OutboxMessage("producer-" + producer.ToString(CultureInfo.InvariantCulture), draft.Payload));
                    unit.AppendEvents(stream, ExpectedVersion.Exact(version), [draft]);
                });
            }

            version++;
            if (!isEarly)
            {
                Say(producer, version);
            }
        }
    }

    // One write a line, straight into the pipe: what was said outlives the process.
    private void Say(int producer, long number)
    {
        Span<byte> line = stackalloc byte[32];
        Encoding.UTF8.TryGetBytes(string.Create(CultureInfo.InvariantCulture, $"{producer} {number}\n"), line, out var length);
        lock (gate)
        {
            output.Write(line[..length]);
        }
    }
}
