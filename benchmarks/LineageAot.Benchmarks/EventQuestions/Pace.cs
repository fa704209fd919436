using System.Diagnostics;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>Makes calls at a steady rate, whether or not the calls before have ended: a slow one delays none after it.</summary>
internal static class Pace
{
    /// <summary>Done when all calls have ended. Sleeps between them: a call that was due while it slept is made at once.</summary>
    public static async Task RunAsync(int count, int callsASecond, Func<int, Task> call)
    {
        var calls = new Task[count];
        await Task.Factory.StartNew(() =>
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < count; i++)
            {
                while (Stopwatch.GetElapsedTime(started).TotalSeconds < (double)i / callsASecond)
                    Thread.Sleep(1);
                calls[i] = call(i);
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(calls);
    }
}
