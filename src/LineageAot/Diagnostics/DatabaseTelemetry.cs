using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace LineageAot.Diagnostics;

/// <summary>What one database tells of itself, under its name. While nobody listens each call is over after one comparison. Safe to use from many threads.</summary>
internal sealed class DatabaseTelemetry
{
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private volatile int checkpointLag;

    public DatabaseTelemetry(DatabaseOptions options)
    {
        clock = options.TimeProvider;
        logger = options.LoggerFactory.CreateLogger("LineageAot.Telemetry");
        ShowsText = options.LogSql;
        Name = Path.GetFileName(options.Path);
        Tag = new KeyValuePair<string, object?>(TagNames.Namespace, Name);
    }

    /// <summary>The file's name, without its folder.</summary>
    public string Name { get; }

    /// <summary>Tells measurements of this database from those of others.</summary>
    public KeyValuePair<string, object?> Tag { get; }

    /// <summary>Statements may be shown.</summary>
    public bool ShowsText { get; }

    /// <summary>Somebody wants to know of operations.</summary>
    public static bool IsHeard => LineageMeter.OperationDuration.Enabled || LineageActivitySource.HasListeners;

    public PageCacheCounts PageCache { get; } = new();

    /// <summary>Frames of the log that aren't in the file.</summary>
    public int CheckpointLag
    {
        get => checkpointLag;
        set => checkpointLag = value;
    }

    /// <summary>Begins to measure an operation.</summary>
    /// <param name="operation">What it's called.</param>
    /// <param name="isAmbient">What the caller does until its end belongs to it. It must end in the same flow of control then; otherwise on any thread.</param>
    public MeasuredOperation Start(OperationName operation, bool isAmbient = false) => IsHeard ? new MeasuredOperation(this, operation, isAmbient) : default;

    /// <summary>A point in time, for <see cref="Since"/>.</summary>
    public long Timestamp() => clock.GetTimestamp();

    public TimeSpan Since(long timestamp) => clock.GetElapsedTime(timestamp);

    public DateTimeOffset UtcNow() => clock.GetUtcNow();

    /// <summary>Something is tried again, because another program held the lock.</summary>
    public void BusyRetried()
    {
        try
        {
            LineageMeter.BusyRetries.Add(1, Tag);
        }
        catch (Exception e)
        {
            ListenerFailed(e);
        }
    }

    public void Committed(TimeSpan duration) => Record(LineageMeter.CommitDuration, duration.TotalSeconds);

    public void Checkpointed(TimeSpan duration) => Record(LineageMeter.CheckpointDuration, duration.TotalSeconds);

    /// <summary>A batch was committed.</summary>
    public void Wrote(long rows, long bytes)
    {
        Record(LineageMeter.BatchRows, rows);
        Record(LineageMeter.BatchBytes, bytes);
    }

    /// <summary>An operation is over.</summary>
    /// <param name="operation">What it's called.</param>
    /// <param name="name">The same for one or for several of the kind.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="error">Why it failed; null: it didn't.</param>
    public void Ended(OperationName operation, string name, TimeSpan duration, Exception? error)
    {
        if (!LineageMeter.OperationDuration.Enabled)
        {
            return;
        }

        var tags = new TagList { TagNames.Sqlite, Tag, new(TagNames.Operation, name) };
        if (operation.Collection is not null)
        {
            tags.Add(TagNames.Collection, operation.Collection);
        }

        if (error is not null)
        {
            tags.Add(TagNames.ErrorType, TagNames.ErrorTypeOf(error));
        }

        try
        {
            LineageMeter.OperationDuration.Record(duration.TotalSeconds, tags);
        }
        catch (Exception e)
        {
            ListenerFailed(e);
        }
    }

    /// <summary>Listeners run on the library's threads: one that throws must end neither the writer nor a read.</summary>
    public void ListenerFailed(Exception error) => LogMessages.ListenerFailed(logger, Name, error);

    private void Record<T>(Histogram<T> histogram, T value) where T : struct
    {
        try
        {
            histogram.Record(value, Tag);
        }
        catch (Exception e)
        {
            ListenerFailed(e);
        }
    }
}
