using System.Diagnostics.Metrics;

namespace LineageAot.Diagnostics;

/// <summary>What a database tells when it's asked. Each answer may come from any thread; null: it can't tell, or doesn't have it.</summary>
internal sealed class DatabaseGauges
{
    public Func<long>? QueuedRows { get; init; }

    public Func<long>? QueuedBytes { get; init; }

    public Func<TimeSpan>? OldestQueued { get; init; }

    public Func<long>? CheckpointLag { get; init; }

    public Func<double?>? PageCacheHitRatio { get; init; }

    public Func<long>? ReadersInUse { get; init; }
}

/// <summary>The databases of the process that are open now, for instruments that are asked and not told. Safe to use from many threads.</summary>
internal static class OpenDatabases
{
    private static readonly Lock Gate = new();
    private static volatile (DatabaseTelemetry Database, DatabaseGauges Gauges)[] open = [];

    public static void Add(DatabaseTelemetry database, DatabaseGauges gauges)
    {
        lock (Gate)
        {
            open = [.. open, (database, gauges)];
        }
    }

    public static void Remove(DatabaseTelemetry database)
    {
        lock (Gate)
        {
            open = [.. open.Where(entry => entry.Database != database)];
        }
    }

    public static IEnumerable<Measurement<T>> Observe<T>(Func<DatabaseGauges, T?> read) where T : struct
    {
        foreach (var (database, gauges) in open)
        {
            if (read(gauges) is { } value)
            {
                yield return new Measurement<T>(value, database.Tag);
            }
        }
    }
}
