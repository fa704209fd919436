using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>How many single events a second are acknowledged, synced, to producers that each wait for their own?</summary>
internal sealed class AppendEvents(RunSettings settings) : Question(settings)
{
    private const int Producers = 64;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var template = await EventStores.MakeTemplateAsync(Settings);
        result.Comparisons.Add(await CompareAsync(runner, template, Producers, Settings.Count(800, 250), 50_000));
        result.Comparisons.Add(await CompareAsync(runner, template, producers: 1, Settings.Count(1_000, 500), null));
    }

    private Task<ComparisonResult> CompareAsync(Runner runner, DatabaseFile template, int producers, int each, double? atLeast)
    {
        var inputs = EventRows.Make(producers, each);
        var who = producers == 1 ? "1 producer" : $"{producers} producers, streams of their own";
        return runner.CompareAsync(new Comparison($"{who}, each awaiting its own event, synchronous FULL", "acknowledged events",
            [
                new Contender(Contender.Ours, () => WithStoreAsync(template, inputs, static (store, input) => store.Events.AppendAsync(input.Stream, input.Expected, input.Draft))),
                new Contender($"{Contender.Ours}, typed", () => WithStoreAsync(template, inputs,
                    static (store, input) => store.Events.AppendAsync<SensorEvents, ISensorEvent>(input.Stream, input.Expected, [input.Happened]))),
                new Contender(producers == 1 ? "raw" : $"raw, {producers} events a transaction", () => WithRawAsync(template, inputs)),
            ],
            [])
        { PerSecondAtLeast = atLeast, Name = producers == 1 ? "append" : $"append, {producers} producers" });
    }

    private async Task<Sample> WithStoreAsync(DatabaseFile template, EventInput[][] inputs, Func<LineageStore, EventInput, ValueTask<AppendResult>> append)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "append");
        Sample sample;
        await using (var store = await EventStores.OpenAsync(file))
            sample = await Running.Producers.RunAsync(inputs.Length, inputs[0].Length, (producer, i) => append(store, inputs[producer][i]));
        await VerifyAsync(file, inputs);
        return sample;
    }

    private async Task<Sample> WithRawAsync(DatabaseFile template, EventInput[][] inputs)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "append");
        Sample sample;
        using (var raw = new RawEvents(file.Path, FileSettings.FullWriter))
        {
            List<long> times = [];
            sample = Sample.Take(inputs.Length * inputs[0].Length, () => times = raw.Append(inputs, inputs.Length)).WithTimes(times);
        }

        await VerifyAsync(file, inputs);
        return sample;
    }

    private static async Task VerifyAsync(DatabaseFile file, EventInput[][] inputs)
    {
        var wrong = await EventStores.FindWrongAsync(file, inputs);
        Verify(wrong is null, wrong ?? "");
    }
}
