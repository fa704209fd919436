namespace LineageAot.Cli.Embedding;

/// <summary>How far it is. Written by who feeds, read by who shows it.</summary>
internal sealed class EmbedProgress(long total)
{
    private long done, failed;

    public long Total => total;

    public long Done => Interlocked.Read(ref done);

    public long Failed => Interlocked.Read(ref failed);

    public void Add(long newlyDone, long newlyFailed)
    {
        Interlocked.Add(ref done, newlyDone);
        Interlocked.Add(ref failed, newlyFailed);
    }
}
