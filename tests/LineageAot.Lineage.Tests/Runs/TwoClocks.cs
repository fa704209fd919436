namespace LineageAot.Lineage.Tests.Runs;

/// <summary>A wall clock and a monotonic one, moved by hand: together, or apart as when a machine sleeps or its clock is set.</summary>
internal sealed class TwoClocks : TimeProvider
{
    private DateTimeOffset wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long monotonic;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => wall;

    public override long GetTimestamp() => monotonic;

    public void Pass(TimeSpan time)
    {
        wall += time;
        monotonic += time.Ticks;
    }

    public void Sleep(TimeSpan time) => wall += time;
}
