using LineageAot.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LineageAot.Writing;

/// <summary>Waits for another process's lock: with growing pauses and jitter, until the busy timeout.</summary>
internal static class BusyRetry
{
    private const double FirstPause = 1, LongestPause = 100; // milliseconds

    public static void Run(WriterSettings settings, Action action) => Run(settings.Clock, settings.BusyTimeout, settings.Logger, settings.Path, action);

    public static void Run(TimeProvider clock, TimeSpan timeout, ILogger logger, string path, Action action)
    {
        var startedAt = clock.GetTimestamp();
        var pause = FirstPause;
        using var pauses = new ManualResetEventSlim(false);
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (DatabaseBusyException) when (clock.GetElapsedTime(startedAt) < timeout)
            {
                pauses.Wait(TimeSpan.FromMilliseconds(pause * (0.5 + Random.Shared.NextDouble() / 2)));
                if (pause < LongestPause && pause * 2 >= LongestPause)
                {
                    LogMessages.WriterWaits(logger, path, clock.GetElapsedTime(startedAt).TotalMilliseconds);
                }

                pause = Math.Min(pause * 2, LongestPause);
            }
        }
    }
}
