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
        var keys = new long[Settings.Count(300_000, 50_000, 2_000)];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = random.Next(1, Rows + 1);
        var expected = RowDigest.OfSum(keys.Length, keys.Sum(key => ReadingRows.At(key).Fold()));
        Contender Reader(string name, bool writing) => new(writing ? name : name + Idle, async () =>
        {
            using var file = DatabaseFile.CopyOf(template, Settings, "mixed");
            var sum = new ReadSum();
            var sample = await ReadAsync(name, file, keys, writing, sum);
            return Verified(sample, RowDigest.OfSum(keys.Length, sum.Value), expected);
        });
        result.Comparisons.Add(await runner.CompareAsync(new Comparison($"{keys.Length:N0} reads by key, one reader and one bulk writer", "reads",
            [.. Names.SelectMany(name => new[] { Reader(name, writing: false), Reader(name, writing: true) })],
            [.. Names.Select(name => new Requirement(name + Idle, name == Contender.Ours ? 0.8 : null) { Of = name })]) { Name = "mixed" }));
    }

    private async Task<Sample> ReadAsync(string name, DatabaseFile file, long[] keys, bool writing, ReadSum sum)
    {
        await using var database = name == Contender.Ours ? await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path }) : null;
        using var rawReader = name == "raw" ? new RawConnection(file.Path, FileSettings.Reader) : null;
        using var adoNetReader = name == "Microsoft.Data.Sqlite" ? AdoNet.Open(file.Path, FileSettings.Reader) : null;
        using var stop = new CancellationTokenSource();
        var writer = !writing ? null
            : database is not null ? InsertAsync(database, stop.Token)
            : MixedPeers.WriteAsync(file, raw: rawReader is not null, Endless(stop.Token));
        var sample = database is not null ? Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
                sum.Value += database.Readings.Find(key)!.Fold();
        })
            : rawReader is not null ? MixedPeers.Read(rawReader, keys, sum)
            : MixedPeers.Read(adoNetReader!, keys, sum);
        await stop.CancelAsync();
        if (writer is not null)
        {
            var written = await writer;
            Verify(written > 0 && Written.Readings(file) == Written.Expected(ReadingRows.Make(Rows + (int)written)), "the writer wrote");
        }

        return sample;
    }

    private async Task<long> InsertAsync(BenchmarkDatabase database, CancellationToken stop) => (await database.Readings.InsertManyAsync(Endless(stop))).Inserted;

    private IEnumerable<SensorReading> Endless(CancellationToken stop)
    {
        // At least one row, however soon the reader is through.
        var id = Rows + 1L;
        do
            yield return ReadingRows.At(id++);
        while (!stop.IsCancellationRequested);
    }
}
