using System.Diagnostics.Metrics;

namespace LineageAot.FaultTests.Bounds;

/// <summary>What waits in a database's write queue, as its instruments tell.</summary>
internal sealed class QueueGauge : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly Lock gate = new();
    private readonly string database;
    private long rows, bytes;

    /// <param name="path">The database's file, which no other in the process is called like.</param>
    public QueueGauge(string path)
    {
        database = Path.GetFileName(path);
        listener.InstrumentPublished = static (instrument, self) =>
        {
            if (instrument.Meter.Name == "LineageAot" && instrument.Name is "lineageaot.queue.rows" or "lineageaot.queue.bytes")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        listener.Start();
    }

    public (long Rows, long Bytes) Read()
    {
        lock (gate)
        {
            listener.RecordObservableInstruments();
            return (rows, bytes);
        }
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "db.namespace" && tag.Value as string == database)
            {
                (instrument.Name == "lineageaot.queue.rows" ? ref rows : ref bytes) = value;
            }
        }
    }
}
