using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>Listens to everything that the library tells, as an exporter would, and counts it.</summary>
internal sealed class Listeners : IDisposable
{
    private const string Name = "LineageAot";

    private readonly MeterListener metrics;
    private readonly ActivityListener activities;
    private double sum;
    private long measurements;
    private long stopped;

    public Listeners()
    {
        metrics = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        metrics.SetMeasurementEventCallback<double>((_, value, _, _) => Add(value));
        metrics.SetMeasurementEventCallback<long>((_, value, _, _) => Add(value));
        metrics.Start();
        activities = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ => Interlocked.Increment(ref stopped),
        };
        ActivitySource.AddActivityListener(activities);
    }

    /// <summary>Asks the gauges, as an exporter does now and then.</summary>
    public void Observe() => metrics.RecordObservableInstruments();

    /// <summary>Whether both were told something.</summary>
    public bool Heard => Interlocked.Read(ref measurements) > 0 && Interlocked.Read(ref stopped) > 0 && sum > 0;

    public void Dispose()
    {
        activities.Dispose();
        metrics.Dispose();
    }

    private void Add(double value)
    {
        // The writer's thread and readers may measure at once; the sum is only there so that the value is used.
        sum += value;
        Interlocked.Increment(ref measurements);
    }
}
