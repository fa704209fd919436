using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How much does a reader lose while a bulk insert runs? Needs two cores that nobody else uses.</summary>
internal sealed class ReadWhileWriting(RunSettings settings) : Question(settings)
{
    private const int Rows = 100_000;
    private const string Idle = "reader, writer idle";
    private const string Busy = "reader, bulk insert running";

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings, Rows);
        var keys = Settings.Count(300_000, 50_000);
        result.Comparisons.Add(await runner.CompareAsync(new Comparison($"{keys:N0} reads by key, one reader and one bulk writer", "reads",
            [
                new Contender(Idle, () => ReadAsync(template, keys, writing: false)),
                new Contender(Busy, () => ReadAsync(template, keys, writing: true)),
            ],
            [new(Idle, 0.8) { Of = Busy }])));
    }

    private async Task<Sample> ReadAsync(DatabaseFile template, int count, bool writing)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "mixed");
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        using var stop = new CancellationTokenSource();
        var writer = writing ? database.Readings.InsertManyAsync(Endless(stop.Token)).AsTask() : null;
        var random = new Random(1);
        var sum = 0.0;
        var sample = Sample.Take(count, () =>
        {
            for (var i = 0; i < count; i++)
                sum += database.Readings.Find(random.Next(1, Rows + 1))!.Fold();
        });
        await stop.CancelAsync();
        if (writer is not null)
            Verify((await writer).Inserted > 0, "the writer wrote");
        Verify(sum > 0, "the rows read");
        return sample;
    }

    private static IEnumerable<SensorReading> Endless(CancellationToken stop)
    {
        for (var id = Rows + 1L; !stop.IsCancellationRequested; id++)
            yield return ReadingRows.At(id);
    }
}
