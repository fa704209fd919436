using System.Diagnostics;
using LineageAot.Tests.Reading;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>
/// Figures that no test asserts, since they depend on the machine: <c>dotnet exec tests/LineageAot.Tests/bin/Release/net10.0/LineageAot.Tests.dll measure-upkeep</c>.
/// </summary>
internal static class UpkeepMeasurements
{
    private const int Rows = 300_000;

    public static async Task RunAsync()
    {
        using var folder = new TempFolder();
        var path = folder.File("a.db");
        Directory.CreateDirectory(folder.File("backups"));
        string backup;
        await using (var database = await ReadingDatabase.OpenAsync(path))
        {
            await database.Items.InsertManyAsync(Enumerable.Range(0, Rows).Select(static i => new Item { Id = i, Name = $"name {i}", Category = i % 100, Payload = new byte[1000] }));
            await database.CheckpointAsync(CheckpointMode.Truncate);
            Console.WriteLine($"file: {new FileInfo(path).Length / 1e6:0} MB, {Rows} rows");
            backup = await TimeAsync("backup into a folder", async () => await database.BackupToFolderAsync(new BackupFolder { Path = folder.File("backups") }));
            await TimeAsync("integrity, whole file", async () => await database.CheckIntegrityAsync());
            await TimeAsync("integrity, table by table", async () => await database.CheckIntegrityAsync(new IntegrityCheckOptions()));
            await TimeAsync("quick, table by table", async () => await database.CheckIntegrityAsync(new IntegrityCheckOptions { IsQuick = true }));
            await TimeAsync("optimize", async () =>
            {
                await database.OptimizeAsync();
                return 0;
            });
            await MeasureVacuumAsync(database);
            await TimeAsync("full vacuum", async () => await database.VacuumAsync());
        }

        await TimeAsync("restore", () => DatabaseRestore.RunAsync<ReadingDatabase>(backup, path));
    }

    /// <summary>Single writes, awaited one by one, before a vacuum and beside one.</summary>
    private static async Task MeasureVacuumAsync(ReadingDatabase database)
    {
        for (var from = 0; from < Rows / 2; from += 10_000)
        {
            var first = from;
            await database.WriteAsync(unit =>
            {
                for (var i = first; i < first + 10_000; i++)
                {
                    unit.Delete(new Item { Id = i, Name = "" });
                }
            });
        }

        await database.CheckpointAsync(CheckpointMode.Truncate);
        var id = Rows;
        Report("write, idle", await WriteUntilAsync(database, () => id++, writes => writes >= 2000));
        var vacuum = TimeAsync("incremental vacuum", async () => await database.IncrementalVacuumAsync());
        Report("write, beside it", await WriteUntilAsync(database, () => id++, _ => vacuum.IsCompleted));
        Console.WriteLine(await vacuum);
    }

    private static async Task<List<double>> WriteUntilAsync(ReadingDatabase database, Func<int> nextId, Func<int, bool> isEnough)
    {
        var times = new List<double>();
        while (!isEnough(times.Count))
        {
            var id = nextId();
            var startedAt = Stopwatch.GetTimestamp();
            await database.Items.InsertAsync(new Item { Id = id, Name = $"name {id}" });
            times.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
        }

        return times;
    }

    private static void Report(string what, List<double> times)
    {
        times.Sort();
        Console.WriteLine($"{what}: {times.Count} writes, median {times[times.Count / 2]:0.000} ms, p99 {times[times.Count * 99 / 100]:0.000} ms, longest {times[^1]:0.0} ms");
    }

    private static async Task<T> TimeAsync<T>(string what, Func<Task<T>> work)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var result = await work();
        Console.WriteLine($"{what}: {Stopwatch.GetElapsedTime(startedAt).TotalSeconds:0.00} s");
        return result;
    }
}
