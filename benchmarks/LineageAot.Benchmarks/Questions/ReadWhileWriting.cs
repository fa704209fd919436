using System.Diagnostics;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How much does a reader lose while a bulk insert runs? Needs two cores that nobody else uses.</summary>
internal sealed class ReadWhileWriting(RunSettings settings) : Question(settings)
{
    /// <summary>What a contender without a writer is called, after the name of the one with a writer.</summary>
    public const string Idle = ", writer idle";

    private static readonly string[] Names = [Contender.Ours, "raw", "Microsoft.Data.Sqlite"];

    private int Rows => Settings.Count(100_000, 100_000, 2_000);

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings, Rows);
        var random = new Random(1);
        var keys = new long[Settings.Count(500_000, 200_000, 2_000)];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = random.Next(1, Rows + 1);
        var expected = RowDigest.OfSum(keys.Length, keys.Sum(key => ReadingRows.At(key).Fold()));
        // A reader that loses nothing says little if its writer hardly gets on.
        var writers = Names.ToDictionary(name => name, _ => new List<double>());
        Contender Reader(string name, bool writing) => new(writing ? name : name + Idle, async () =>
        {
            using var file = DatabaseFile.CopyOf(template, Settings, "mixed");
            var sum = new ReadSum();
            var sample = await ReadAsync(name, file, keys, writing ? writers[name] : null, sum);
            return Verified(sample, RowDigest.OfSum(keys.Length, sum.Value), expected);
        });
        result.Comparisons.Add(await runner.CompareAsync(new Comparison($"{keys.Length:N0} reads by key, one reader and one bulk writer", "reads",
            [.. Names.SelectMany(name => new[] { Reader(name, writing: false), Reader(name, writing: true) })],
            [.. Names.Select(name => new Requirement(name + Idle, name == Contender.Ours ? 0.8 : null) { Of = name })]) { Name = "mixed" }));
        foreach (var name in Names)
            result.Figures.Add(new FigureResult($"what {name}'s writer stores while its reader reads", "rows/s", Runner.Median(writers[name].TakeLast(Settings.Rounds)), null));
    }

    private async Task<Sample> ReadAsync(string name, DatabaseFile file, long[] keys, List<double>? writers, ReadSum sum)
    {
        await using var database = name == Contender.Ours ? await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path }) : null;
        using var rawReader = name == "raw" ? new RawConnection(file.Path, FileSettings.Reader) : null;
        using var adoNetReader = name == "Microsoft.Data.Sqlite" ? AdoNet.Open(file.Path, FileSettings.Reader) : null;
        var source = new EndlessReadings(Rows + 1L);
        var writer = writers is null ? null
            : database is not null ? InsertAsync(database, source)
            : MixedPeers.WriteAsync(file, raw: rawReader is not null, source.Rows());
        if (writer is not null)
            await source.HasBegun;
        var (taken, started) = (source.Taken, Stopwatch.GetTimestamp());
        var sample = database is not null ? Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
                sum.Value += database.Readings.Find(key)!.Fold();
        })
            : rawReader is not null ? MixedPeers.Read(rawReader, keys, sum)
            : MixedPeers.Read(adoNetReader!, keys, sum);
        writers?.Add((source.Taken - taken) / Stopwatch.GetElapsedTime(started).TotalSeconds);
        source.Stop();
        if (writer is not null)
        {
            var written = await writer;
            Verify(written > 0 && Written.Readings(file) == Written.Expected(ReadingRows.Make(Rows + (int)written)), "the writer wrote");
        }

        return sample;
    }

    private static async Task<long> InsertAsync(BenchmarkDatabase database, EndlessReadings source) => (await database.Readings.InsertManyAsync(source.Rows())).Inserted;
}
