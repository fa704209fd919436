using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How large is a native program that uses the library, and how soon after its start is its first row committed?</summary>
internal sealed partial class NativeAotAgent(RunSettings settings) : Question(settings)
{
    private const double Megabyte = 1024 * 1024;
    private const int StartsARound = 10;

    public override bool IsAlone => true;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        var output = Path.Combine(Settings.Folder, "agent");
        var log = await Repository.RunAsync("dotnet", "publish", Repository.PathOf("benchmarks", "NativeAgent", "LineageAot.NativeAgent.csproj"), "-c", "Release", "-o", output, "--nologo", "-v", "quiet", "--use-current-runtime");
        var program = Path.Combine(output, "LineageAot.NativeAgent");
        result.Figures.Add(new FigureResult("size besides the SQLite library", "MB", new FileInfo(program).Length / Megabyte, 4.5));
        result.Figures.Add(new FigureResult("trim and AOT warnings", "", Warning().Count(log), 0));
        result.Figures.Add(await runner.MeasureAsync(new Figure("process start to first committed row of a new database, least of " + StartsARound, "ms", 12, async () =>
        {
            var least = double.MaxValue;
            for (var i = 0; i < StartsARound; i++)
            {
                using var file = new DatabaseFile(Settings, "agent");
                least = Math.Min(least, await StartAsync(program, file));
            }

            return least;
        })));
        using var existing = new DatabaseFile(Settings, "agent");
        await StartAsync(program, existing);
        result.Figures.Add(await runner.MeasureAsync(new Figure("the same with an existing database, least of " + StartsARound, "ms", 12, async () =>
        {
            var least = double.MaxValue;
            for (var i = 0; i < StartsARound; i++)
                least = Math.Min(least, await StartAsync(program, existing));
            return least;
        })));
    }

    // The system's monotonic clock is the same in both processes: the child tells how long ago the parent began to start it.
    private static async Task<double> StartAsync(string program, DatabaseFile file) =>
        double.Parse(await Repository.RunAsync(program, file.Path, Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);

    [GeneratedRegex("warning IL[0-9]+")]
    private static partial Regex Warning();
}
