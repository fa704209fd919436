using System.Diagnostics.Metrics;
using System.Globalization;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>
/// Hears what the writer's thread does: it tells its own transactions and checkpoints to whoever listens. Only one database may be written meanwhile.
/// </summary>
internal sealed class WriterWatch : IDisposable
{
    private const string WriterName = "LineageAot writer";
    private const string OwnFigures = "/proc/thread-self/schedstat";

    private static readonly bool HasOwnFigures = File.Exists(OwnFigures);

    private readonly MeterListener listener = new();
    private double busySeconds;
    private TimeSpan processor, runnable;

    public WriterWatch()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "LineageAot" && instrument.Name == "db.client.operation.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>(Hear);
        listener.Start();
    }

    /// <summary>The time that transactions and checkpoints took, whether the thread had a processor or waited for one.</summary>
    public TimeSpan Busy => TimeSpan.FromSeconds(busySeconds);

    /// <summary>The thread's processor time up to its last transaction or checkpoint; zero where the system doesn't tell.</summary>
    public TimeSpan Processor => processor;

    /// <summary>How long it could have run and had no processor: other threads and programs had them.</summary>
    public TimeSpan WaitedForProcessor => runnable;

    public void Dispose() => listener.Dispose();

    private void Hear(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (Thread.CurrentThread.Name != WriterName)
            return;
        busySeconds += seconds;
        if (!HasOwnFigures)
            return;

        // Nanoseconds on a processor, nanoseconds of waiting for one, and turns.
        var figures = File.ReadAllText(OwnFigures).Split(' ');
        processor = TimeSpan.FromMicroseconds(long.Parse(figures[0], CultureInfo.InvariantCulture) / 1000.0);
        runnable = TimeSpan.FromMicroseconds(long.Parse(figures[1], CultureInfo.InvariantCulture) / 1000.0);
    }
}
