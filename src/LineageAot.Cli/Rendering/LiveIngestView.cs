using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;
using Spectre.Console;

namespace LineageAot.Cli.Rendering;

/// <summary>A terminal: one line that moves.</summary>
internal sealed class LiveIngestView(IAnsiConsole console, TextWriter errors, TimeProvider time) : IIngestView
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private const int MostProblems = 50;

    private readonly List<SourceProblem> problems = [];

    public async Task ShowAsync(IngestProgress progress, Task work)
    {
        var rate = new ProgressRate(time);
        await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var task = context.AddTask("looking", maxValue: 1);
                while (await Task.WhenAny(work, Task.Delay(Pace, time, CancellationToken.None)) != work)
                {
                    rate.Sample(progress);
                    task.IsIndeterminate = progress.Total is null;
                    task.MaxValue = Math.Max(1, progress.Total ?? 1);
                    task.Value = progress.Total is null ? 0 : Math.Min(progress.Done, task.MaxValue);
                    task.Description = Markup.Escape(PlainIngestView.Line(progress, rate));
                }
            });
    }

    // Lines between would break the moving one: they are told at the end.
    public void Problem(SourceProblem problem)
    {
        lock (problems)
        {
            if (problem.Status == RunItemStatus.Failed && problems.Count < MostProblems)
            {
                problems.Add(problem);
            }
        }
    }

    public void Finished(IngestResult result)
    {
        var number = 0;
        foreach (var problem in problems)
        {
            PlainIngestView.WriteProblem(errors, problem, ++number);
        }

        foreach (var line in IngestSummary.Lines(result))
        {
            console.WriteLine(line);
        }
    }
}
