using System.Diagnostics;

namespace LineageAot.Benchmarks.Running;

/// <summary>What one timed run of one contender gave.</summary>
/// <param name="PerSecond">Items a second.</param>
/// <param name="BytesPerItem">Managed bytes allocated an item, by all threads.</param>
internal sealed record Sample(double PerSecond, double BytesPerItem)
{
    /// <summary>The 99th percentile of the time that one item took, in milliseconds, where each was timed.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>Times work that ends on the caller's thread.</summary>
    public static Sample Take(long items, Action work)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        work();
        return From(items, Stopwatch.GetElapsedTime(started), allocated);
    }

    /// <summary>Times work that is awaited.</summary>
    public static async Task<Sample> TakeAsync(long items, Func<Task> work)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        await work();
        return From(items, Stopwatch.GetElapsedTime(started), allocated);
    }

    private static Sample From(long items, TimeSpan elapsed, long allocatedBefore) =>
        new(items / elapsed.TotalSeconds, (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / (double)items);
}
