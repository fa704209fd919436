using System.Diagnostics;

namespace LineageAot.Benchmarks.Running;

/// <summary>What many items took, each timed by itself.</summary>
internal sealed class Times
{
    private readonly long[] sorted;

    private Times(long[] sorted) => this.sorted = sorted;

    public int Count => sorted.Length;

    public double LongestMilliseconds => InMilliseconds(sorted[^1]);

    /// <param name="ticks">Ticks of <see cref="Stopwatch"/>, in any order.</param>
    public static Times Sort(IEnumerable<long> ticks) => new([.. ticks.Order()]);

    /// <summary>The time in milliseconds that this part of the items, from 0 to 1, took at most.</summary>
    public double Percentile(double part) => InMilliseconds(sorted[(int)((sorted.Length - 1) * part)]);

    private static double InMilliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
