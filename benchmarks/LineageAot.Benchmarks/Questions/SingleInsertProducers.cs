using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How many single inserts a second are acknowledged to 64 producers that each wait for their own?</summary>
internal sealed class SingleInsertProducers(RunSettings settings) : Question(settings)
{
    private const int Producers = 64;
    internal const string Semaphore = "one command behind a semaphore", Pool = "a pooled connection a call";

    /// <summary>Where the inserts land in the table.</summary>
    private enum Keys
    {
        /// <summary>Each producer takes the next row, so keys grow as generated ones and version-7 GUIDs do: a batch shares its pages.</summary>
        Growing,

        /// <summary>Each producer has a range of its own: a batch of 64 rows lies on 64 pages.</summary>
        Scattered,
    }

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var template = await BenchmarkDatabase.MakeTemplateAsync(Settings);
        result.Comparisons.Add(await CompareAsync(runner, template, Durability.Full, Keys.Growing, [new(Semaphore, 20), new(Pool, 25)]));
        result.Comparisons.Add(await CompareAsync(runner, template, Durability.Normal, Keys.Growing, [new(Semaphore, 7), new(Pool, 11)]));

        if (Settings.Size == RunSize.Quick)
            return;

        // Told, not asked: each insert dirties a leaf of its own, so that every contender writes a page for it and little is left to share.
        result.Comparisons.Add(await CompareAsync(runner, template, Durability.Full, Keys.Scattered, []));
        result.Comparisons.Add(await CompareAsync(runner, template, Durability.Normal, Keys.Scattered, []));
    }

    private Task<ComparisonResult> CompareAsync(Runner runner, DatabaseFile template, Durability durability, Keys keys, Requirement[] requirements)
    {
        var settings = durability == Durability.Full ? FileSettings.FullWriter : FileSettings.Writer;
        // So many a producer that each contender works for about a second.
        var many = ReadingRows.Make(Producers * Settings.Count(10_000, 2_500, 5));
        var some = many[..(Producers * Settings.Count(1_000, 250, 5))];
        var few = many[..(Producers * Settings.Count(300, 75, 5))];
        var name = $"{Producers} producers {durability.ToString().ToLowerInvariant()}";
        return runner.CompareAsync(new Comparison(
            $"{Producers} producers, each awaiting its own insert, {keys.ToString().ToLowerInvariant()} keys, synchronous {durability.ToString().ToUpperInvariant()}", "acknowledged inserts",
            [
                new Contender(Contender.Ours, Verified(template, many, file => WithLineageAsync(file, durability, keys, many))),
                new Contender(Semaphore, Verified(template, some, file => WithSemaphoreAsync(file, settings, keys, some))),
                new Contender(Pool, Verified(template, few, file => WithPoolAsync(file, settings, keys, few))),
            ],
            requirements)
        {
            Name = keys == Keys.Growing ? name : name + ", scattered keys",
            P99AtMost = durability == Durability.Full && keys == Keys.Growing ? 1 : null,
            BytesAtMost = 100,
        });
    }

    private Func<Task<Sample>> Verified(DatabaseFile template, SensorReading[] rows, Func<DatabaseFile, Task<Sample>> write)
    {
        var expected = Written.Expected(rows);
        return async () =>
        {
            using var file = DatabaseFile.CopyOf(template, Settings, "producers");
            var sample = await write(file);
            return Verified(sample, Written.Readings(file), expected);
        };
    }

    private static async Task<Sample> WithLineageAsync(DatabaseFile file, Durability durability, Keys keys, SensorReading[] rows)
    {
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path, Durability = durability });
        return await ProduceAsync(rows, keys, row => database.Readings.InsertAsync(row));
    }

    private static async Task<Sample> WithSemaphoreAsync(DatabaseFile file, FileSettings settings, Keys keys, SensorReading[] rows)
    {
        using var connection = AdoNet.Open(file.Path, settings);
        using var insert = ReadingCommands.Insert(connection);
        using var turn = new SemaphoreSlim(1);
        return await ProduceAsync(rows, keys, async row =>
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
    }

    private static async Task<Sample> WithPoolAsync(DatabaseFile file, FileSettings settings, Keys keys, SensorReading[] rows)
    {
        // NORMAL isn't kept in the file: a user of the pool sets it on each connection that he gets.
        var setUp = settings == FileSettings.Writer ? "pragma synchronous=normal" : "pragma synchronous=full";
        using (var connection = AdoNet.Open(file.Path, settings))
        {
        }

        var connectionString = AdoNet.ConnectionString(file.Path, settings, pooling: true);
        var sample = await ProduceAsync(rows, keys, async row =>
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
        return sample;
    }

    private static Task<Sample> ProduceAsync(SensorReading[] rows, Keys keys, Func<SensorReading, ValueTask<SensorReading>> insert)
    {
        var each = rows.Length / Producers;
        var taken = -1;
        return Running.Producers.RunAsync(Producers, each, (producer, i) => insert(rows[keys == Keys.Growing ? Interlocked.Increment(ref taken) : (producer * each) + i]));
    }
}
