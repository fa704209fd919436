using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast is one row read by its key, and many rows by their keys?</summary>
internal sealed class PointRead(RunSettings settings) : Question(settings)
{
    private const int KeysABlock = 1_000;
    private const string OneByOne = "LineageAot, Find one by one";

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var rows = Settings.Count(100_000, 100_000, 2_000);
        using var file = await BenchmarkDatabase.MakeTemplateAsync(Settings, rows);
        var keys = Keys(Settings.Count(300_000, 50_000, 2_000), rows);
        var fewer = keys[..Settings.Share(keys.Length, 10)];
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"{keys.Length:N0} reads by key out of {rows:N0} narrow rows, row object made (EF Core: a tenth of them)", "reads",
            [
                new Contender(Contender.Ours, () => WithLineage(database, keys)),
                new Contender("LineageAot FindAsync", () => WithLineageAsync(database, keys)),
                new Contender("raw", () => WithRaw(file, keys)),
                new Contender("Microsoft.Data.Sqlite", () => WithAdoNet(file, keys)),
                new Contender("Dapper", () => WithDapper(file, keys)),
                new Contender("EF Core compiled", () => WithEntityFramework(file, fewer)),
            ],
            [new("raw", 0.9), new("Microsoft.Data.Sqlite", 1.3), new("Dapper", 3.2), new("EF Core compiled", 4.5)]) { Name = "point read" }));
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"{keys.Length:N0} reads by key, many keys a call (EF Core: a tenth of them)", "reads",
            [
                new Contender(Contender.Ours, () => WithFindManyAsync(database, keys, ManyReaders.KeysACall)),
                new Contender("LineageAot, 1,000 keys a call", () => WithFindManyAsync(database, keys, KeysABlock)),
                new Contender(OneByOne, () => WithLineage(database, keys)),
                new Contender("raw", () => Read(keys, sum => ManyReaders.Raw(file, keys, sum))),
                new Contender("Microsoft.Data.Sqlite", () => Read(keys, sum => ManyReaders.AdoNet(file, keys, sum))),
                new Contender("Dapper", () => Read(keys, sum => ManyReaders.Dapper(file, keys, sum))),
                new Contender("EF Core", () => Read(fewer, sum => ManyReaders.EntityFramework(file, fewer, sum))),
            ],
            [new(OneByOne, 2), new(OneByOne, 2) { Of = "LineageAot, 1,000 keys a call" }]) { Name = "find many" }));
    }

    /// <summary>Random keys, of which a thousand that follow each other are different: with some ways to ask for many keys a row comes once.</summary>
    private static long[] Keys(int count, int rows)
    {
        var random = new Random(1);
        var keys = new List<long>(count);
        var block = new HashSet<long>();
        while (keys.Count < count)
        {
            var key = random.Next(1, rows + 1);
            if (block.Add(key))
                keys.Add(key);
            if (block.Count == KeysABlock)
                block.Clear();
        }

        return [.. keys];
    }

    private static Sample Read(long[] keys, Func<ReadSum, Sample> read)
    {
        var sum = new ReadSum();
        var sample = read(sum);
        return VerifySum(sample, sum.Value, keys);
    }

    private static Sample WithLineage(BenchmarkDatabase database, long[] keys)
    {
        var sum = 0.0;
        var sample = Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
                sum += database.Readings.Find(key)!.Fold();
        });
        return VerifySum(sample, sum, keys);
    }

    private static async Task<Sample> WithLineageAsync(BenchmarkDatabase database, long[] keys)
    {
        var sum = 0.0;
        var sample = await Sample.TakeAsync(keys.Length, async () =>
        {
            foreach (var key in keys)
                sum += (await database.Readings.FindAsync(key))!.Fold();
        });
        return VerifySum(sample, sum, keys);
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
        return VerifySum(sample, sum, keys);
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
        return VerifySum(sample, sum, keys);
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
        return VerifySum(sample, sum, keys);
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
        return VerifySum(sample, sum, keys);
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
        return VerifySum(sample, sum, keys);
    }

    private static Sample VerifySum(Sample sample, double sum, long[] keys)
        => Verified(sample, RowDigest.OfSum(keys.Length, sum), RowDigest.OfSum(keys.Length, keys.Sum(key => ReadingRows.At(key).Fold())));
}
