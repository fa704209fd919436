using System.Diagnostics;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>How traces are timed.</summary>
internal static class Traces
{
    private const double MillisecondsAtMost = 50;
    private const int TracesARound = 10;

    /// <summary>The median of a round's traces, all warm.</summary>
    public static Figure FigureOf(string title, int least, Func<ValueTask<LineageGraph>> trace) => new($"{title}, median of {TracesARound}", "ms", MillisecondsAtMost, async () =>
    {
        var elapsed = new double[TracesARound];
        for (var i = 0; i < TracesARound; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var graph = await trace();
            elapsed[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (graph.Nodes.Count < least)
                throw new InvalidOperationException($"A trace gave {graph.Nodes.Count:N0} things where at least {least:N0} are.");
        }

        return Runner.Median(elapsed);
    });
}
