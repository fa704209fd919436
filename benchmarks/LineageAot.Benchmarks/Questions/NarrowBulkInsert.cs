using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How fast are many small rows stored?</summary>
internal sealed class NarrowBulkInsert(RunSettings settings) : Question(settings)
{
    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var rows = ReadingRows.Make(Settings.Count(500_000, 100_000));
        // EF Core would need most of the time for itself; its rate doesn't depend on the number of rows.
        var entities = Settings.Count(50_000, 10_000);
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings);
        result.Comparisons.Add(await runner.CompareAsync(new Comparison(
            $"Bulk insert of {rows.Length:N0} narrow rows (five numbers, one short text), WAL, synchronous NORMAL, {FileSettings.RowsATransaction:N0} a transaction (EF Core: {entities:N0} rows)", "rows",
            [
                new Contender(Contender.Ours, () => WithLineageAsync(template, rows)),
                new Contender("raw", () => WithRaw(template, rows)),
                new Contender("Microsoft.Data.Sqlite", () => WithAdoNet(template, rows)),
                new Contender("Dapper", () => WithDapper(template, rows)),
                new Contender("EF Core", () => WithEntityFramework(template, rows[..entities])),
            ],
            [new("raw", 0.85), new("Microsoft.Data.Sqlite", 2.5), new("Dapper", 4), new("EF Core", 30)])
        {
            // The library's promise is 0 a row; what a whole call allocates (its requests, its report) is spread over the rows.
            BytesAtMost = 1,
        }));
    }

    private async Task<Sample> WithLineageAsync(DatabaseFile template, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "narrow");
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path });
        var sample = await Sample.TakeAsync(rows.Length, async () => await database.Readings.InsertManyAsync(rows));
        VerifyFile(file, rows);
        return sample;
    }

    private Sample WithRaw(DatabaseFile template, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "narrow");
        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        using var insert = connection.Prepare(SensorReading.InsertSql);
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        var sample = Sample.Take(rows.Length, () =>
        {
            foreach (var batch in Batches(rows))
            {
                begin.Run();
                foreach (var row in batch)
                {
                    ReadingCommands.Bind(insert, row);
                    insert.Run();
                }

                commit.Run();
            }
        });
        VerifyFile(connection, rows);
        return sample;
    }

    private Sample WithAdoNet(DatabaseFile template, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "narrow");
        using var connection = AdoNet.Open(file.Path, FileSettings.Writer);
        using var insert = ReadingCommands.Insert(connection);
        var sample = Sample.Take(rows.Length, () =>
        {
            foreach (var batch in Batches(rows))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (var row in batch)
                {
                    ReadingCommands.Bind(insert, row);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        });
        VerifyFile(file, rows);
        return sample;
    }

    private Sample WithDapper(DatabaseFile template, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "narrow");
        using var connection = AdoNet.Open(file.Path, FileSettings.Writer);
        var sample = Sample.Take(rows.Length, () =>
        {
            foreach (var batch in Batches(rows))
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute(SensorReading.InsertSql, batch, transaction);
                transaction.Commit();
            }
        });
        VerifyFile(file, rows);
        return sample;
    }

    private Sample WithEntityFramework(DatabaseFile template, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "narrow");
        using var connection = AdoNet.Open(file.Path, FileSettings.Writer);
        using var context = new ReadingContext(connection);
        var entities = Array.ConvertAll(rows, ReadingEntity.From);
        _ = context.Model;
        var sample = Sample.Take(rows.Length, () =>
        {
            foreach (var batch in entities.Chunk(FileSettings.RowsATransaction))
            {
                context.Readings.AddRange(batch);
                context.SaveChanges();
                context.ChangeTracker.Clear();
            }
        });
        VerifyFile(file, rows);
        return sample;
    }

    private static IEnumerable<ArraySegment<SensorReading>> Batches(SensorReading[] rows)
    {
        for (var start = 0; start < rows.Length; start += FileSettings.RowsATransaction)
            yield return new ArraySegment<SensorReading>(rows, start, Math.Min(FileSettings.RowsATransaction, rows.Length - start));
    }

    private static void VerifyFile(DatabaseFile file, SensorReading[] rows)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        VerifyFile(connection, rows);
    }

    private static void VerifyFile(RawConnection connection, SensorReading[] rows)
    {
        Verify(connection.Scalar("select count(*) from readings") == rows.Length, "the number of rows");
        Verify(connection.Scalar("select sum(at % 1000 + cast(value as integer) + cast(quality as integer) + length(unit)) from readings")
            == rows.Sum(row => (row.At % 1000) + (long)row.Value + (long)row.Quality + row.Unit.Length), "the values");
    }
}
