using System.Diagnostics;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How many single inserts a second are acknowledged to 64 producers that each wait for their own?</summary>
internal sealed class SingleInsertProducers(RunSettings settings) : Question(settings)
{
    private const int Producers = 64;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings);
        result.Comparisons.Add(await CompareAsync(runner, template, Durability.Full, semaphore: 20, pooled: 25));
        result.Comparisons.Add(await CompareAsync(runner, template, Durability.Normal, semaphore: 7, pooled: 11));
    }

    private Task<ComparisonResult> CompareAsync(Runner runner, DatabaseFile template, Durability durability, double semaphore, double pooled)
    {
        var settings = durability == Durability.Full ? FileSettings.FullWriter : FileSettings.Writer;
        // So many a producer that each contender works for about a second.
        var many = ReadingRows.Make(Producers * Settings.Count(10_000, 2_500));
        var some = many[..(Producers * Settings.Count(1_000, 250))];
        var few = many[..(Producers * Settings.Count(300, 75))];
        return runner.CompareAsync(new Comparison(
            $"{Producers} producers, each awaiting its own insert, synchronous {durability.ToString().ToUpperInvariant()}", "acknowledged inserts",
            [
                new Contender(Contender.Ours, () => WithLineageAsync(template, durability, many)),
                new Contender("one command behind a semaphore", () => WithSemaphoreAsync(template, settings, some)),
                new Contender("a pooled connection a call", () => WithPoolAsync(template, settings, few)),
            ],
            [new("one command behind a semaphore", semaphore), new("a pooled connection a call", pooled)])
        {
            P99AtMost = durability == Durability.Full ? 1 : null,
            BytesAtMost = 100,
        });
    }

    private async Task<Sample> WithLineageAsync(DatabaseFile template, Durability durability, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "producers");
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path, Durability = durability });
        var sample = await ProduceAsync(rows, row => database.Readings.InsertAsync(row));
        Verify(await database.Readings.CountAsync() == rows.Length, "the number of rows");
        return sample;
    }

    private async Task<Sample> WithSemaphoreAsync(DatabaseFile template, FileSettings settings, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "producers");
        using var connection = AdoNet.Open(file.Path, settings);
        using var insert = ReadingCommands.Insert(connection);
        using var turn = new SemaphoreSlim(1);
        var sample = await ProduceAsync(rows, async row =>
        {
            await turn.WaitAsync();
            try
            {
                ReadingCommands.Bind(insert, row);
                await insert.ExecuteNonQueryAsync();
            }
            finally
            {
                turn.Release();
            }

            return row;
        });
        VerifyFile(file, rows);
        return sample;
    }

    private async Task<Sample> WithPoolAsync(DatabaseFile template, FileSettings settings, SensorReading[] rows)
    {
        using var file = DatabaseFile.CopyOf(template, Settings, "producers");
        // NORMAL isn't kept in the file: a user of the pool sets it on each connection that he gets.
        var setUp = settings == FileSettings.Writer ? "pragma synchronous=normal" : "pragma synchronous=full";
        using (var connection = AdoNet.Open(file.Path, settings))
        {
        }

        var connectionString = AdoNet.ConnectionString(file.Path, settings, pooling: true);
        var sample = await ProduceAsync(rows, async row =>
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync();
            AdoNet.Execute(connection, setUp);
            await using var insert = ReadingCommands.Insert(connection);
            ReadingCommands.Bind(insert, row);
            await insert.ExecuteNonQueryAsync();
            return row;
        });
        SqliteConnection.ClearAllPools();
        VerifyFile(file, rows);
        return sample;
    }

    private static async Task<Sample> ProduceAsync(SensorReading[] rows, Func<SensorReading, ValueTask<SensorReading>> insert)
    {
        var each = rows.Length / Producers;
        var elapsed = new long[rows.Length];
        var sample = await Sample.TakeAsync(rows.Length, () => Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            for (var i = producer * each; i < (producer + 1) * each; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await insert(rows[i]);
                elapsed[i] = Stopwatch.GetTimestamp() - started;
            }
        }))));
        Array.Sort(elapsed);
        return sample with { P99Milliseconds = elapsed[(int)(elapsed.Length * 0.99)] * 1000.0 / Stopwatch.Frequency };
    }

    private static void VerifyFile(DatabaseFile file, SensorReading[] rows)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        Verify(connection.Scalar("select count(*) from readings") == rows.Length, "the number of rows");
    }
}
