using System.Diagnostics;
using System.Globalization;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How much managed memory does it take to store a million rows that arrive as a stream? Measured in a process of its own.</summary>
internal sealed class Memory(RunSettings settings) : Question(settings)
{
    public const string ChildArgument = "--memory-child";
    private const double Megabyte = 1024 * 1024;

    public override bool IsAlone => true;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var rows = Settings.Count(1_000_000, 200_000, 20_000);
        await MeasureAsync(runner, result, rows, $"peak managed heap over the idle program, garbage included, {rows:N0} rows from a stream", 32, null);

        // How much garbage the runtime lets be follows the processor's cache. This is that of a desktop's.
        await MeasureAsync(runner, result, rows, "the same where the youngest generation may have 16 MB", null, "0x1000000");
    }

    private async Task MeasureAsync(Runner runner, QuestionResult result, int rows, string title, double? atMost, string? youngest)
    {
        var resident = new List<double>();
        result.Figures.Add(await runner.MeasureAsync(new Figure(title, "MB", atMost, async () =>
        {
            using var file = new DatabaseFile(Settings, "memory");
            var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(Memory).Assembly.Location, ChildArgument, file.Path, rows.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
            if (!Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.Ordinal))
                start.ArgumentList.RemoveAt(0);
            if (youngest is not null)
                start.Environment["DOTNET_GCgen0size"] = youngest;
            using var child = Process.Start(start)!;
            var figures = (await child.StandardOutput.ReadToEndAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            await child.WaitForExitAsync();
            Verify(child.ExitCode == 0 && figures.Length == 2, "the child stored all rows");
            resident.Add(double.Parse(figures[1], CultureInfo.InvariantCulture));
            return double.Parse(figures[0], CultureInfo.InvariantCulture);
        })));
        result.Figures.Add(new FigureResult($"the peak resident set over the idle program{(youngest is null ? "" : ", youngest generation of 16 MB")} (64 MB of SQLite's page cache included)", "MB", Runner.Median(resident.TakeLast(Settings.Rounds)), null));
    }

    public static async Task<int> RunChildAsync(string path, int rows)
    {
        await using var database = await BenchmarkDatabase.OpenAsync(new DatabaseOptions { Path = path });
        await database.Readings.InsertAsync(ReadingRows.At(rows + 1L));
        var idle = GC.GetTotalMemory(forceFullCollection: true);
        var idleResident = Environment.WorkingSet;
        var done = false;
        var peak = 0L;
        var peakResident = 0L;
        var watch = new Thread(() =>
        {
            while (!Volatile.Read(ref done))
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                peakResident = Math.Max(peakResident, Environment.WorkingSet);
                Thread.Sleep(1);
            }
        });
        watch.Start();
        await database.Readings.InsertManyAsync(Stream(rows));
        Volatile.Write(ref done, true);
        watch.Join();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(peak - idle) / Megabyte:F2} {(peakResident - idleResident) / Megabyte:F2}"));
        return await database.Readings.CountAsync() == rows + 1 ? 0 : 1;
    }

    private static async IAsyncEnumerable<SensorReading> Stream(int rows)
    {
        for (var id = 1; id <= rows; id++)
        {
            // A stream has its pauses.
            if (id % 5000 == 0)
                await Task.Yield();
            yield return ReadingRows.At(id);
        }
    }
}
