using System.Diagnostics;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>How long does a single write take while the database is copied? Takes three times the database's room on the disk, the log that grows meanwhile included.</summary>
internal sealed class WritesDuringBackup(RunSettings settings) : Question(settings)
{
    private const double P99AtMost = 50;
    private const double Megabyte = 1e6;

    private long lastId;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        using var file = await BackupSource.MakeAsync(Settings, Settings.Count(1_000, 100));
        var megabytes = new FileInfo(file.Path).Length / Megabyte;
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = file.Path, Durability = Durability.Full });
        foreach (var (producers, writes) in ((int, int)[])[(1, Settings.Count(5_000, 1_000)), (16, Settings.Count(20_000, 4_000))])
        {
            var who = producers == 1 ? "1 producer" : $"{producers} producers";
            var left = writes;
            Add(result, $"single inserts of {who}, FULL, no backup", await WriteAsync(database, producers, () => Interlocked.Decrement(ref left) >= 0), null);
            await BackUpAsync(database, file, megabytes, producers, who, result);
        }
    }

    private async Task BackUpAsync(BenchmarkDatabase database, DatabaseFile file, double megabytes, int producers, string who, QuestionResult result)
    {
        using var copy = new DatabaseFile(Settings, "copy");
        var (chunks, before) = (await database.Chunks.CountAsync(), await database.Readings.CountAsync());
        var started = Stopwatch.GetTimestamp();
        var backup = database.BackupAsync(copy.Path).AsTask();
        var times = await WriteAsync(database, producers, () => !backup.IsCompleted);
        await backup;
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Add(result, $"single inserts of {who}, FULL, during a backup of {megabytes:N0} MB", times, P99AtMost);
        result.Figures.Add(new FigureResult($"the backup of {megabytes:N0} MB, {who} writing", "s", seconds, null));
        result.Figures.Add(new FigureResult($"the write-ahead log after it, {who} writing", "MB", new FileInfo(file.Path + "-wal").Length / Megabyte, null));
        using var connection = new RawConnection(copy.Path, FileSettings.Reader);
        Verify(connection.Scalar("select count(*) from chunks") == chunks && connection.Scalar("select count(*) from readings") >= before, "the backup");
    }

    private async Task<Times> WriteAsync(BenchmarkDatabase database, int producers, Func<bool> goesOn)
    {
        var rows = await database.Readings.CountAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(async () =>
        {
            var own = new List<long>();
            while (goesOn())
            {
                var row = ReadingRows.At(Interlocked.Increment(ref lastId));
                var started = Stopwatch.GetTimestamp();
                await database.Readings.InsertAsync(row);
                own.Add(Stopwatch.GetTimestamp() - started);
            }

            return own;
        })));
        Verify(await database.Readings.CountAsync() == rows + all.Sum(static own => own.Count), "the number of rows");
        return Times.Sort(all.SelectMany(static own => own));
    }

    private static void Add(QuestionResult result, string title, Times times, double? p99AtMost)
    {
        result.Figures.Add(new FigureResult($"{title}: median", "ms", times.Percentile(0.5), null));
        result.Figures.Add(new FigureResult($"{title}: 99th percentile of {times.Count:N0}", "ms", times.Percentile(0.99), p99AtMost));
        result.Figures.Add(new FigureResult($"{title}: longest", "ms", times.LongestMilliseconds, null));
    }
}
