using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast are many small rows stored?</summary>
internal sealed class NarrowBulkInsert(RunSettings settings) : Question(settings)
{
    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var rows = ReadingRows.Make(Settings.Count(500_000, 100_000, 1_000));
        // EF Core would need most of the time for itself; its rate doesn't depend on the number of rows.
        var entities = Settings.Share(rows.Length, 10);
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings);
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"Bulk insert of {rows.Length:N0} narrow rows (five numbers, one short text), WAL, synchronous NORMAL, {FileSettings.RowsATransaction:N0} a transaction (EF Core: {entities:N0} rows)", "rows",
            [
                Writer(Contender.Ours, template, rows, WithLineageAsync),
                Writer("raw", template, rows, NarrowWriters.Raw),
                Writer("Microsoft.Data.Sqlite", template, rows, NarrowWriters.AdoNet),
                Writer($"Microsoft.Data.Sqlite, {ReadingCommands.RowsAStatement} rows a statement", template, rows, NarrowWriters.AdoNetManyRows),
                Writer("Dapper", template, rows, NarrowWriters.Dapper),
                Writer("EF Core", template, rows[..entities], NarrowWriters.EntityFramework),
            ],
            [new("raw", 0.85), new("Microsoft.Data.Sqlite", 2.5), new("Dapper", 4), new("EF Core", 30)])
        {
            Name = "narrow",
            // The library's promise is 0 a row; what a whole call allocates (its requests, its report) is spread over the rows.
            BytesAtMost = 1,
        }));
    }

    private Contender Writer(string name, DatabaseFile template, SensorReading[] rows, Func<DatabaseFile, SensorReading[], Sample> write)
        => Writer(name, template, rows, (file, all) => Task.FromResult(write(file, all)));

    private Contender Writer(string name, DatabaseFile template, SensorReading[] rows, Func<DatabaseFile, SensorReading[], Task<Sample>> write)
    {
        var expected = Written.Expected(rows);
        return new Contender(name, async () =>
        {
            using var file = DatabaseFile.CopyOf(template, Settings, "narrow");
            var sample = await write(file, rows);
            return Verified(sample, Written.Readings(file), expected);
        });
    }

    private static async Task<Sample> WithLineageAsync(DatabaseFile file, SensorReading[] rows)
    {
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        return await Sample.TakeAsync(rows.Length, async () => await database.Readings.InsertManyAsync(rows));
    }
}
