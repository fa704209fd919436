using System.Diagnostics;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Questions;

/// <summary>How long does it take to open a database whose schema is up to date?</summary>
internal sealed class Open(RunSettings settings) : Question(settings)
{
    private const int OpensARound = 20;

    public override bool IsAlone => true;

    public override async Task AnswerAsync(Runner runner, QuestionResult result)
    {
        await MeasureAsync(runner, result, 4, 1.5, static async options => await FourTablesDatabase.OpenAsync(options));
        await MeasureAsync(runner, result, 200, 5, static async options => await TwoHundredTablesDatabase.OpenAsync(options));
    }

    private async Task MeasureAsync(Runner runner, QuestionResult result, int tables, double limit, Func<DatabaseOptions, Task<LineageDatabase>> open)
    {
        using var file = new DatabaseFile(Settings, "open");
        var options = new DatabaseOptions { Path = file.Path };
        await (await open(options)).DisposeAsync();
        result.Figures.Add(await runner.MeasureAsync(new Figure($"open with {tables} tables, nothing to do (compiled already), median of {OpensARound}", "ms", limit, async () =>
        {
            var elapsed = new double[OpensARound];
            for (var i = 0; i < OpensARound; i++)
            {
                var started = Stopwatch.GetTimestamp();
                var database = await open(options);
                elapsed[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                await database.DisposeAsync();
            }

            return Runner.Median(elapsed);
        }) { Name = $"open {tables} tables" }));
    }
}
