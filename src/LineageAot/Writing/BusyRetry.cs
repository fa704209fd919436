using LineageAot.Diagnostics;

namespace LineageAot.Writing;

/// <summary>Waits for another process's lock: with growing pauses and jitter, until the busy timeout.</summary>
internal static class BusyRetry
{
    private const double FirstPause = 1, LongestPause = 100; // milliseconds

    public static void Run(WriterSettings settings, Action action)
    {
        var startedAt = settings.Clock.GetTimestamp();
        var pause = FirstPause;
        using var pauses = new ManualResetEventSlim(false);
        while (true)
        {
            try
            {
                action();
                return;
            }
            catch (DatabaseBusyException) when (settings.Clock.GetElapsedTime(startedAt) < settings.BusyTimeout)
            {
                pauses.Wait(TimeSpan.FromMilliseconds(pause * (0.5 + Random.Shared.NextDouble() / 2)));
                if (pause < LongestPause && pause * 2 >= LongestPause)
                {
                    LogMessages.WriterWaits(settings.Logger, settings.Path, settings.Clock.GetElapsedTime(startedAt).TotalMilliseconds);
                }

                pause = Math.Min(pause * 2, LongestPause);
            }
        }
    }
}
