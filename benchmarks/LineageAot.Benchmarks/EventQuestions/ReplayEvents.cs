using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>How fast do a stream's events become a state again, without a snapshot and without a look at their checksums?</summary>
internal sealed class ReplayEvents(RunSettings settings) : Question(settings)
{
    private const int EventsAnAppend = 10_000;

    private static readonly EventFold<SensorState> Fold = EventFold.Of<SensorEvents, ISensorEvent, SensorState>(default, static (state, happened) => state.After(happened));

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var count = Settings.Count(1_000_000, 100_000);
        var stream = EventRows.NewStream();
        using var file = new DatabaseFile(Settings, "replay");
        await using var store = await EventStores.OpenAsync(file, Durability.Normal);
        var wanted = await FillAsync(store, stream, count);
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        result.Comparisons.Add(await runner.CompareAsync(new Comparison($"{count:N0} events of one stream into a typed fold", "events",
            [
                new Contender(Contender.Ours, WithStoreAsync),
                new Contender("raw, whole rows", () => WithRaw(RawFold.WholeRows)),
                new Contender("raw, type and payload only", () => WithRaw(RawFold.TypesAndPayloads)),
            ],
            [])
        { PerSecondAtLeast = 1_000_000 }));

        async Task<Sample> WithStoreAsync()
        {
            var folded = default(Folded<SensorState>);
            var sample = await Sample.TakeAsync(count, async () => folded = await store.Events.FoldAsync(stream, Fold));
            Verify(folded.Version == count && folded.State == wanted, "the folded state");
            return sample;
        }

        Sample WithRaw(Func<RawConnection, StreamName, SensorState> fold)
        {
            var state = default(SensorState);
            var sample = Sample.Take(count, () => state = fold(connection, stream));
            Verify(state == wanted, "the folded state");
            return sample;
        }
    }

    private static async Task<SensorState> FillAsync(LineageStore store, StreamName stream, int count)
    {
        var state = default(SensorState);
        for (var first = 0; first < count; first += EventsAnAppend)
        {
            var events = new List<ISensorEvent>(EventsAnAppend);
            for (var i = first; i < first + EventsAnAppend; i++)
            {
                events.Add(EventRows.At(i));
                state = state.After(events[^1]);
            }

            await store.Events.AppendAsync<SensorEvents, ISensorEvent>(stream, ExpectedVersion.Exact(first), events);
        }

        return state;
    }
}
