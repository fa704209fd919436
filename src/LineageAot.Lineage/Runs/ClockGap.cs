namespace LineageAot.Lineage;

/// <summary>
/// Notices when the wall clock and the monotonic one part: the machine slept, or somebody set the clock. Leases are wall-clock times, and their owners slept as well: after a gap they
/// get one lease of waking time to give a sign of life. Safe to use from many threads.
/// </summary>
internal sealed class ClockGap(TimeProvider time)
{
    // Two clocks of one machine run apart by less than this share of the time between two looks, and are read one after the other.
    private const double Drift = 1.0 / 5000;
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private DateTimeOffset wall = time.GetUtcNow();
    private long stamp = time.GetTimestamp();
    private long? gapAt;

    /// <summary>Looks at both clocks; how long ago, by the monotonic one, a gap was last noticed. Null where there was none.</summary>
    public TimeSpan? Look()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var at = time.GetTimestamp();
            var elapsed = time.GetElapsedTime(stamp, at);
            if ((now - wall - elapsed).Duration() > Tolerance + (elapsed * Drift))
            {
                gapAt = at;
            }

            wall = now;
            stamp = at;
            return gapAt is { } gap ? time.GetElapsedTime(gap, at) : null;
        }
    }
}
