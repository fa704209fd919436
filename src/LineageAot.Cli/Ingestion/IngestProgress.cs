namespace LineageAot.Cli.Ingestion;

/// <summary>How far an ingest is. Written by the pipeline's threads, read by whoever shows it.</summary>
internal sealed class IngestProgress
{
    private long done, bytes, chunks, failed, skipped, unchanged;
    private long total = -1;

    public long Done => Interlocked.Read(ref done);

    public long Bytes => Interlocked.Read(ref bytes);

    public long Chunks => Interlocked.Read(ref chunks);

    public long Failed => Interlocked.Read(ref failed);

    public long Skipped => Interlocked.Read(ref skipped);

    public long Unchanged => Interlocked.Read(ref unchanged);

    /// <summary>How many there are, once they have been counted.</summary>
    public long? Total => Interlocked.Read(ref total) is >= 0 and var known ? known : null;

    public void AddUnchanged(long files)
    {
        Interlocked.Add(ref unchanged, files);
        Interlocked.Add(ref done, files);
    }

    public void AddDelivered(long sizeBytes, int chunkCount, bool isSkipped)
    {
        Interlocked.Add(ref bytes, sizeBytes);
        Interlocked.Add(ref chunks, chunkCount);
        Interlocked.Add(ref skipped, isSkipped ? 1 : 0);
        Interlocked.Increment(ref done);
    }

    public void AddProblem(bool isFailure)
    {
        Interlocked.Add(ref failed, isFailure ? 1 : 0);
        Interlocked.Add(ref skipped, isFailure ? 0 : 1);
        Interlocked.Increment(ref done);
    }

    public void SetTotal(long count) => Interlocked.Exchange(ref total, count);
}
