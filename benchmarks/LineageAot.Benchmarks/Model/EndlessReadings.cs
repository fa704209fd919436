namespace LineageAot.Benchmarks.Model;

/// <summary>Readings for one writer until it's stopped; others may look how far it is.</summary>
internal sealed class EndlessReadings(long firstId)
{
    /// <summary>More than a batch of any contender, so that the first one is on its way.</summary>
    private const int Begun = 5_000;

    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long taken;
    private volatile bool stopped;

    /// <summary>Ends when the writer is at work.</summary>
    public Task HasBegun => begun.Task;

    public long Taken => Volatile.Read(ref taken);

    public void Stop() => stopped = true;

    public IEnumerable<SensorReading> Rows()
    {
        for (var id = firstId; !stopped; id++)
        {
            Volatile.Write(ref taken, id - firstId);
            if (id - firstId == Begun)
                begun.SetResult();
            yield return ReadingRows.At(id);
        }
    }
}
