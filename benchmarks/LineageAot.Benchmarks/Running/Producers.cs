using System.Diagnostics;

namespace LineageAot.Benchmarks.Running;

/// <summary>Tasks that each make one call after the other and await it, side by side.</summary>
internal static class Producers
{
    /// <summary>Times all calls together, and each by itself.</summary>
    /// <param name="producers">How many tasks.</param>
    /// <param name="each">How many calls each of them makes.</param>
    /// <param name="call">The call of a producer, both counted from 0.</param>
    public static async Task<Sample> RunAsync<T>(int producers, int each, Func<int, int, ValueTask<T>> call)
    {
        var elapsed = new long[producers * each];
        var sample = await Sample.TakeAsync(elapsed.Length, () => Task.WhenAll(Enumerable.Range(0, producers).Select(producer => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await call(producer, i);
                elapsed[(producer * each) + i] = Stopwatch.GetTimestamp() - started;
            }
        }))));
        return sample.WithTimes(elapsed);
    }
}
