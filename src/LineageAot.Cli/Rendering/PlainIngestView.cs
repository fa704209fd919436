using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;

namespace LineageAot.Cli.Rendering;

/// <summary>Plain lines, for pipes, files and terminals that can do no more: a line every few seconds.</summary>
internal sealed class PlainIngestView(TextWriter output, TextWriter errors, TimeProvider time) : IIngestView
{
    private const int MostProblems = 50;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private int problems;

    public async Task ShowAsync(IngestProgress progress, Task work)
    {
        var rate = new ProgressRate(time);
        while (await Task.WhenAny(work, Task.Delay(Pace, time, CancellationToken.None)) != work)
        {
            rate.Sample(progress);
            output.WriteLine(Line(progress, rate));
        }
    }

    public void Problem(SourceProblem problem) => WriteProblem(errors, problem, Interlocked.Increment(ref problems));

    public void Finished(IngestResult result)
    {
        foreach (var line in IngestSummary.Lines(result))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Failures are told, up to a number; what is merely skipped is in the store.</summary>
    public static void WriteProblem(TextWriter errors, SourceProblem problem, int number)
    {
        if (problem.Status != RunItemStatus.Failed || number > MostProblems)
        {
            return;
        }

        errors.WriteLine(number == MostProblems ? "more couldn't be read: see run_items" : $"failed: {PathDisplay.Of(problem.Uri)}: {problem.Reason}");
    }

    public static string Line(IngestProgress progress, ProgressRate rate)
    {
        var total = progress.Total is { } known ? $" of {Sizes.Count(known)}" : string.Empty;
        var left = rate.Left(progress) is { } time ? $", about {Sizes.Duration(time)} left" : string.Empty;
        return $"{Sizes.Count(progress.Done)}{total} files, {Sizes.Count((long)rate.FilesPerSecond)} files/s, {Sizes.Count(progress.Chunks)} chunks, {Sizes.Bytes(progress.Bytes)}{left}";
    }
}
