using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>How much slower are writes while somebody listens to the meter and to the activity source?</summary>
internal sealed class ListenedTo(RunSettings settings) : Question(settings)
{
    private const int Producers = 64;
    private const double AtLeast = 0.98;
    private const string Alone = "nobody listens";
    private const string Heard = "both listened to";

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var events = await EventStores.MakeTemplateAsync(Settings);
        var inputs = EventRows.Make(Producers, Settings.Count(500, 250));
        result.Comparisons.Add(await CompareAsync(runner, "listened to, events", $"{Producers} producers, each awaiting its own event", "acknowledged events", listeners => AppendAsync(events, inputs, listeners)));

        using var readings = await BenchmarkDatabase.MakeTemplateAsync(Settings);
        var rows = ReadingRows.Make(Producers * Settings.Count(1_000, 500));
        result.Comparisons.Add(await CompareAsync(runner, "listened to, inserts", $"{Producers} producers, each awaiting its own insert", "acknowledged inserts", listeners => InsertAsync(readings, rows, listeners)));
    }

    // Two percent are less than one round differs from the next: short rounds, twice as many.
    private Task<ComparisonResult> CompareAsync(Runner runner, string name, string title, string unit, Func<Listeners?, Task<Sample>> run) => runner.CompareAsync(
        new Comparison($"{title}, synchronous FULL", unit,
            [
                new Contender(Alone, () => run(null)),
                new Contender(Heard, async () =>
                {
                    using var listeners = new Listeners();
                    var sample = await run(listeners);
                    Verify(listeners.Heard, "what was listened to");
                    return sample;
                }),
            ],
            [new Requirement(Alone, AtLeast) { Of = Heard }])
        { Rounds = Settings.Rounds * 2, Name = name });

    private async Task<Sample> AppendAsync(DatabaseFile template, EventInput[][] inputs, Listeners? listeners)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "listened");
        await using var store = await EventStores.OpenAsync(file);
        var sample = await Running.Producers.RunAsync(inputs.Length, inputs[0].Length, (producer, i) => store.Events.AppendAsync(inputs[producer][i].Stream, inputs[producer][i].Expected, inputs[producer][i].Draft));
        listeners?.Observe();
        Verify(await store.Events.FindLastPositionAsync() == inputs.Length * inputs[0].Length, "the number of events");
        return sample;
    }

    private async Task<Sample> InsertAsync(DatabaseFile template, SensorReading[] rows, Listeners? listeners)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "listened");
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path, Durability = Durability.Full });
        var taken = -1;
        var sample = await Running.Producers.RunAsync(Producers, rows.Length / Producers, (_, _) => database.Readings.InsertAsync(rows[Interlocked.Increment(ref taken)]));
        listeners?.Observe();
        Verify(await database.Readings.CountAsync() == rows.Length, "the number of rows");
        return sample;
    }
}
