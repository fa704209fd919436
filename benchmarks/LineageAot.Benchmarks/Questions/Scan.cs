using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using Microsoft.EntityFrameworkCore;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast is a whole table read into objects?</summary>
internal sealed class Scan(RunSettings settings) : Question(settings)
{
    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var count = Settings.Count(500_000, 100_000, 1_000);
        using var file = await BenchmarkDatabase.MakeTemplateAsync(Settings, count);
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        var expected = ReadingRows.Make(count).Sum(row => row.Fold());
        result.Comparisons.Add(await runner.CompareAsync(new Comparison($"Scan of {count:N0} narrow rows into objects", "rows",
            [
                new Contender(Contender.Ours, () => Take(count, expected, () => Sum(database.Readings.All()))),
                new Contender("LineageAot AllAsync", () => WithLineageAsync(database, count, expected)),
                new Contender("raw", () => WithRaw(file, count, expected)),
                new Contender("Microsoft.Data.Sqlite", () => WithAdoNet(file, count, expected)),
                new Contender("Dapper", () => WithDapper(file, count, expected)),
                new Contender("EF Core without tracking", () => WithEntityFramework(file, count, expected)),
            ],
            [new("raw", 0.85), new("Microsoft.Data.Sqlite", 3), new("Dapper", 4), new("EF Core without tracking", 3)]) { Name = "scan" }));
    }

    private static async Task<Sample> WithLineageAsync(BenchmarkDatabase database, int count, double expected)
    {
        var sum = 0.0;
        var sample = await Sample.TakeAsync(count, async () =>
        {
            await foreach (var row in database.Readings.AllAsync())
                sum += row.Fold();
        });
        return Verified(sample, RowDigest.OfSum(count, sum), RowDigest.OfSum(count, expected));
    }

    private static Sample WithRaw(DatabaseFile file, int count, double expected)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var scan = connection.Prepare(SensorReading.ScanSql);
        return Take(count, expected, () =>
        {
            var sum = 0.0;
            while (scan.Step())
                sum += ReadingCommands.Read(scan).Fold();
            scan.Reset();
            return sum;
        });
    }

    private static Sample WithAdoNet(DatabaseFile file, int count, double expected)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        using var scan = AdoNet.Prepare(connection, SensorReading.ScanSql);
        return Take(count, expected, () =>
        {
            var sum = 0.0;
            using var reader = scan.ExecuteReader();
            while (reader.Read())
                sum += ReadingCommands.Read(reader).Fold();
            return sum;
        });
    }

    private static Sample WithDapper(DatabaseFile file, int count, double expected)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        return Take(count, expected, () => Sum(connection.Query<SensorReading>(SensorReading.ScanSql, buffered: false)));
    }

    private static Sample WithEntityFramework(DatabaseFile file, int count, double expected)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Reader);
        using var context = new ReadingContext(connection);
        _ = context.Model;
        return Take(count, expected, () =>
        {
            var sum = 0.0;
            foreach (var row in context.Readings.AsNoTracking().OrderBy(row => row.Id))
                sum += row.Fold();
            return sum;
        });
    }

    private static double Sum(IEnumerable<SensorReading> rows)
    {
        var sum = 0.0;
        foreach (var row in rows)
            sum += row.Fold();
        return sum;
    }

    private static Sample Take(int count, double expected, Func<double> scan)
    {
        var sum = 0.0;
        var sample = Sample.Take(count, () => sum = scan());
        return Verified(sample, RowDigest.OfSum(count, sum), RowDigest.OfSum(count, expected));
    }
}
