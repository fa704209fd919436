using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast is one row read by its key, and many rows by their keys?</summary>
internal sealed class PointRead(RunSettings settings) : Question(settings)
{
    private const int Rows = 100_000;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var file = await BenchmarkDatabase.MakeTemplateAsync(Settings, Rows);
        var random = new Random(1);
        var keys = new long[Settings.Count(300_000, 50_000)];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = random.Next(1, Rows + 1);
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"{keys.Length:N0} reads by key out of {Rows:N0} narrow rows, row object made (EF Core: a tenth of them)", "reads",
            [
                new Contender(Contender.Ours, () => WithLineage(database, keys)),
                new Contender("LineageAot FindAsync", () => WithLineageAsync(database, keys)),
                new Contender("LineageAot FindManyAsync of 100", () => WithFindManyAsync(database, keys, 100)),
                new Contender("LineageAot FindManyAsync of 1,000", () => WithFindManyAsync(database, keys, 1000)),
                new Contender("raw", () => WithRaw(file, keys)),
                new Contender("Microsoft.Data.Sqlite", () => WithAdoNet(file, keys)),
                new Contender("Dapper", () => WithDapper(file, keys)),
                new Contender("EF Core compiled", () => WithEntityFramework(file, keys[..(keys.Length / 10)])),
            ],
            [
                new("raw", 0.9), new("Microsoft.Data.Sqlite", 1.3), new("Dapper", 3.2), new("EF Core compiled", 4.5),
                new(Contender.Ours, 2) { Of = "LineageAot FindManyAsync of 100" }, new(Contender.Ours, 2) { Of = "LineageAot FindManyAsync of 1,000" },
            ])));
    }

    private static Sample WithLineage(BenchmarkDatabase database, long[] keys)
    {
        var sum = 0.0;
        var sample = Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
                sum += database.Readings.Find(key)!.Fold();
        });
        VerifySum(sum, keys);
        return sample;
    }

    private static async Task<Sample> WithLineageAsync(BenchmarkDatabase database, long[] keys)
    {
        var sum = 0.0;
        var sample = await Sample.TakeAsync(keys.Length, async () =>
        {
            foreach (var key in keys)
                sum += (await database.Readings.FindAsync(key))!.Fold();
        });
        VerifySum(sum, keys);
        return sample;
    }

    private static async Task<Sample> WithFindManyAsync(BenchmarkDatabase database, long[] keys, int keysACall)
    {
        var sum = 0.0;
        var sample = await Sample.TakeAsync(keys.Length, async () =>
        {
            for (var start = 0; start < keys.Length; start += keysACall)
            {
                foreach (var row in await database.Readings.FindManyAsync(new ArraySegment<long>(keys, start, keysACall)))
                    sum += row.Fold();
            }
        });
        VerifySum(sum, keys);
        return sample;
    }

    private static Sample WithRaw(DatabaseFile file, long[] keys)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var find = connection.Prepare(SensorReading.FindSql);
        var sum = 0.0;
        var sample = Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
            {
                find.Bind(1, key);
                find.Step();
                sum += ReadingCommands.Read(find).Fold();
                find.Reset();
            }
        });
        VerifySum(sum, keys);
        return sample;
    }

    private static Sample WithAdoNet(DatabaseFile file, long[] keys)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        using var find = ReadingCommands.Find(connection);
        var sum = 0.0;
        var sample = Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
            {
                find.Parameters[0].Value = key;
                using var reader = find.ExecuteReader();
                reader.Read();
                sum += ReadingCommands.Read(reader).Fold();
            }
        });
        VerifySum(sum, keys);
        return sample;
    }

    private static Sample WithDapper(DatabaseFile file, long[] keys)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        var sum = 0.0;
        var sample = Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
                sum += connection.QuerySingle<SensorReading>(SensorReading.FindSql, new { id = key }).Fold();
        });
        VerifySum(sum, keys);
        return sample;
    }

    private static Sample WithEntityFramework(DatabaseFile file, long[] keys)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        using var context = new ReadingContext(connection);
        ReadingContext.FindCompiled(context, 1);
        var sum = 0.0;
        var sample = Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
                sum += ReadingContext.FindCompiled(context, key)!.Fold();
        });
        VerifySum(sum, keys);
        return sample;
    }

    private static void VerifySum(double sum, long[] keys) => Verify(sum == keys.Sum(key => ReadingRows.At(key).Fold()), "the rows read");
}
