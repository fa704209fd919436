using LineageAot.Cli.Ingestion;

namespace LineageAot.Cli.Rendering;

/// <summary>How fast an ingest is, and how long it may still take: over the last seconds, so that a change of pace shows.</summary>
internal sealed class ProgressRate(TimeProvider time)
{
    private const int Kept = 16;

    private readonly long start = time.GetTimestamp();
    private readonly Queue<(TimeSpan At, long Done)> samples = new();

    public double FilesPerSecond { get; private set; }

    public TimeSpan Elapsed => time.GetElapsedTime(start);

    /// <summary>Takes a sample; call it about once a second.</summary>
    public void Sample(IngestProgress progress)
    {
        var now = Elapsed;
        var (since, done) = samples.Count == 0 ? (TimeSpan.Zero, 0) : samples.Peek();
        FilesPerSecond = now > since ? (progress.Done - done) / (now - since).TotalSeconds : 0;
        samples.Enqueue((now, progress.Done));
        if (samples.Count > Kept)
        {
            samples.Dequeue();
        }
    }

    /// <summary>The estimate, or null while nothing is known to estimate from.</summary>
    public TimeSpan? Left(IngestProgress progress)
        => progress.Total is { } total && FilesPerSecond > 0 ? TimeSpan.FromSeconds(Math.Max(0, total - progress.Done) / FilesPerSecond) : null;
}
