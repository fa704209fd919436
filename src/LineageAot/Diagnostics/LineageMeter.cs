using System.Diagnostics.Metrics;

namespace LineageAot.Diagnostics;

/// <summary>
/// The library's instruments, one meter a process. Their names, units and tags are public: docs/telemetry.md lists them, and none is ever given
/// another meaning. A tag names a file without its folder, never data.
/// </summary>
internal static class LineageMeter
{
    public const string Name = "LineageAot";

    private static readonly Meter Meter = new(new MeterOptions(Name) { Version = typeof(LineageMeter).Assembly.GetName().Version?.ToString(3) });

    /// <summary>A database client's operations, by the conventions of OpenTelemetry, boundaries included.</summary>
    public static readonly Histogram<double> OperationDuration = Meter.CreateHistogram(
        "db.client.operation.duration", "s", "Duration of database client operations.", advice: Boundaries(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10));

    public static readonly Histogram<long> BatchRows = Meter.CreateHistogram(
        "lineageaot.batch.rows", "{row}", "Rows that a committed transaction of the write queue wrote.", advice: Boundaries<long>(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000));

    public static readonly Histogram<long> BatchBytes = Meter.CreateHistogram(
        "lineageaot.batch.bytes", "By", "Bytes that a committed transaction of the write queue wrote, as its bounds count them.", advice: Boundaries<long>(256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216));

    public static readonly Histogram<double> CommitDuration = Meter.CreateHistogram(
        "lineageaot.commit.duration", "s", "How long COMMIT took, the disk's sync included where one was asked for.", advice: Boundaries(0.000_02, 0.000_05, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5));

    public static readonly Counter<long> BusyRetries = Meter.CreateCounter<long>(
        "lineageaot.busy.retries", "{retry}", "How often something was tried again because another program held the lock.");

    public static readonly Histogram<double> CheckpointDuration = Meter.CreateHistogram(
        "lineageaot.checkpoint.duration", "s", "How long a checkpoint took.", advice: Boundaries(0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10));

    public static readonly ObservableUpDownCounter<long> QueueRows = Meter.CreateObservableUpDownCounter(
        "lineageaot.queue.rows", static () => OpenDatabases.Observe(static gauges => gauges.QueuedRows?.Invoke()), "{row}", "Rows that wait in the write queue.");

    public static readonly ObservableUpDownCounter<long> QueueBytes = Meter.CreateObservableUpDownCounter(
        "lineageaot.queue.bytes", static () => OpenDatabases.Observe(static gauges => gauges.QueuedBytes?.Invoke()), "By", "Bytes that wait in the write queue.");

    public static readonly ObservableGauge<double> QueueAge = Meter.CreateObservableGauge(
        "lineageaot.queue.age", static () => OpenDatabases.Observe(static gauges => gauges.OldestQueued?.Invoke().TotalSeconds), "s", "How long the oldest request has been waiting in the write queue.");

    public static readonly ObservableGauge<long> CheckpointLag = Meter.CreateObservableGauge(
        "lineageaot.checkpoint.lag", static () => OpenDatabases.Observe(static gauges => gauges.CheckpointLag?.Invoke()), "{frame}", "Frames of the write-ahead log that aren't in the file yet.");

    public static readonly ObservableGauge<double> PageCacheHitRatio = Meter.CreateObservableGauge(
        "lineageaot.page_cache.hit_ratio", static () => OpenDatabases.Observe(static gauges => gauges.PageCacheHitRatio?.Invoke()), "1", "The share of the pages which the writer asked for that its cache had, since the last observation.");

    public static readonly ObservableUpDownCounter<long> ReadersInUse = Meter.CreateObservableUpDownCounter(
        "lineageaot.readers.in_use", static () => OpenDatabases.Observe(static gauges => gauges.ReadersInUse?.Invoke()), "{reader}", "Readers that are in use.");

    /// <summary>Somebody wants to know of batches.</summary>
    public static bool MeasuresBatches => BatchRows.Enabled || BatchBytes.Enabled || OperationDuration.Enabled;

    private static InstrumentAdvice<double> Boundaries(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };

    private static InstrumentAdvice<T> Boundaries<T>(params T[] boundaries) where T : struct => new() { HistogramBucketBoundaries = boundaries };
}
