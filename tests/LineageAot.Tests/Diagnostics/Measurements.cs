using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LineageAot.Tests.Diagnostics;

/// <summary>One measurement, its tags by name.</summary>
internal sealed record Measured(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    public string? Operation => Tags.GetValueOrDefault("db.operation.name") as string;
}

/// <summary>Listens to the library's instruments as an exporter does, and keeps what is about one file.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<Measured> all = new();
    private readonly string database;

    /// <param name="database">The file's name.</param>
    public Measurements(string database)
    {
        this.database = database;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "LineageAot")
            {
                Instruments.Enqueue(instrument);
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
    }

    public ConcurrentQueue<Instrument> Instruments { get; } = new();

    /// <summary>Told of each measurement on the thread that makes it.</summary>
    public Action<Measured> Told { get; set; } = static _ => { };

    public IReadOnlyList<Measured> All => [.. all];

    public IReadOnlyList<Measured> Of(string instrument) => [.. all.Where(measured => measured.Instrument == instrument)];

    public IReadOnlyList<Measured> Operations(string name) => [.. Of("db.client.operation.duration").Where(measured => measured.Operation == name)];

    /// <summary>What an instrument tells when it's asked now; null: nothing.</summary>
    public double? Observe(string instrument)
    {
        var before = Of(instrument).Count;
        listener.RecordObservableInstruments();
        return Of(instrument).Skip(before).SingleOrDefault()?.Value;
    }

    public void Dispose() => listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "db.namespace" && tag.Value as string == database)
            {
                var measured = new Measured(instrument.Name, value, tags.ToArray().ToDictionary());
                all.Enqueue(measured);
                Told(measured);
            }
        }
    }
}
