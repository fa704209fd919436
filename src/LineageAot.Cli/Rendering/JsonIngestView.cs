using System.Text.Json;
using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;

namespace LineageAot.Cli.Rendering;

/// <summary>For machines: one JSON object a line; the last one's type is <c>done</c>.</summary>
internal sealed class JsonIngestView(TextWriter output, TimeProvider time) : IIngestView
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();

    public async Task ShowAsync(IngestProgress progress, Task work)
    {
        var rate = new ProgressRate(time);
        while (await Task.WhenAny(work, Task.Delay(Pace, time, CancellationToken.None)) != work)
        {
            rate.Sample(progress);
            Write(JsonSerializer.Serialize(
                new ProgressReport(
                    "progress", progress.Done, progress.Total, progress.Unchanged, progress.Failed, progress.Skipped, progress.Chunks, progress.Bytes,
                    Math.Round(rate.FilesPerSecond, 1), rate.Left(progress)?.TotalSeconds is { } left ? Math.Round(left, 1) : null),
                CliJson.Default.ProgressReport));
        }
    }

    public void Problem(SourceProblem problem) => Write(JsonSerializer.Serialize(
        new ProblemReport("problem", PathDisplay.Of(problem.Uri), problem.Status == RunItemStatus.Failed ? "failed" : "skipped", problem.Reason), CliJson.Default.ProblemReport));

    public void Finished(IngestResult result) => Write(JsonSerializer.Serialize(result.ToReport(), CliJson.Default.IngestReport));

    private void Write(string line)
    {
        lock (gate)
        {
            output.WriteLine(line);
        }
    }
}
