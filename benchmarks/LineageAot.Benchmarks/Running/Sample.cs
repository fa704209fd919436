using System.Diagnostics;

namespace LineageAot.Benchmarks.Running;

/// <summary>What one timed run of one contender gave.</summary>
/// <param name="PerSecond">Items a second.</param>
/// <param name="BytesPerItem">Managed bytes allocated an item, by all threads.</param>
internal sealed record Sample(double PerSecond, double BytesPerItem)
{
    /// <summary>Processor time an item, of all of the process's threads, in microseconds: says more than the clock where other programs run.</summary>
    public double ProcessorMicroseconds { get; init; }

    /// <summary>How long all items took together.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The median of the time that one item took, in milliseconds, where each was timed.</summary>
    public double? P50Milliseconds { get; init; }

    /// <summary>The 99th percentile of it.</summary>
    public double? P99Milliseconds { get; init; }

    /// <summary>What was written or read in that time; null where the question compares it by itself.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Times work that ends on the caller's thread.</summary>
    public static Sample Take(long items, Action work)
    {
        var before = Before.Take();
        work();
        return From(items, before);
    }

    /// <summary>Times work that is awaited.</summary>
    public static async Task<Sample> TakeAsync(long items, Func<Task> work)
    {
        var before = Before.Take();
        await work();
        return From(items, before);
    }

    /// <summary>The same with the percentiles of the items' own times.</summary>
    /// <param name="times">What each item took, in ticks of <see cref="Stopwatch"/>, in any order.</param>
    public Sample WithTimes(IEnumerable<long> times)
    {
        var sorted = Times.Sort(times);
        return this with { P50Milliseconds = sorted.Percentile(0.5), P99Milliseconds = sorted.Percentile(0.99) };
    }

    private static Sample From(long items, Before before)
    {
        var elapsed = Stopwatch.GetElapsedTime(before.Started);
        var processor = Environment.CpuUsage.TotalTime - before.Processor;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before.Allocated;
        return new Sample(items / elapsed.TotalSeconds, allocated / (double)items) { ProcessorMicroseconds = processor.TotalMicroseconds / items, Elapsed = elapsed };
    }

    private readonly record struct Before(long Allocated, TimeSpan Processor, long Started)
    {
        public static Before Take()
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var processor = Environment.CpuUsage.TotalTime;
            return new Before(allocated, processor, Stopwatch.GetTimestamp());
        }
    }
}
