using LineageAot.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LineageAot.Writing;

/// <summary>Waits for another process's lock: with growing pauses and jitter, until the busy timeout.</summary>
internal static class BusyRetry
{
    private const double FirstPause = 1, LongestPause = 100; // milliseconds

    public static void Run(WriterSettings settings, Action action) => Run(settings, action, static action => action());

    /// <summary>The same for what runs with each transaction: a state instead of a closure, so that nothing is allocated.</summary>
    public static void Run<TState>(WriterSettings settings, TState state, Action<TState> action) => Run(settings.Clock, settings.BusyTimeout, settings.Logger, settings.Path, state, action, settings.Telemetry);

    public static void Run(TimeProvider clock, TimeSpan timeout, ILogger logger, string path, Action action) => Run(clock, timeout, logger, path, action, static action => action(), null);

    private static void Run<TState>(TimeProvider clock, TimeSpan timeout, ILogger logger, string path, TState state, Action<TState> action, DatabaseTelemetry? telemetry)
    {
        var startedAt = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            try
            {
                action(state);
                return;
            }
            catch (DatabaseBusyException) when (clock.GetElapsedTime(startedAt) < timeout)
            {
                telemetry?.BusyRetried();
                Thread.Sleep(TimeSpan.FromMilliseconds(pause * (0.5 + Random.Shared.NextDouble() / 2)));
                if (pause < LongestPause && pause * 2 >= LongestPause)
                {
                    LogMessages.WriterWaits(logger, path, clock.GetElapsedTime(startedAt).TotalMilliseconds);
                }

                pause = Math.Min(pause * 2, LongestPause);
            }
        }
    }
}
