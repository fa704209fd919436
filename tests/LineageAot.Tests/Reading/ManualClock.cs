namespace LineageAot.Tests.Reading;

/// <summary>A clock that goes on only when told to; timers that come due fire on the caller's thread.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private TimeSpan setBack;
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that wait for their time.</summary>
    public int Armed
    {
        get
        {
            lock (gate)
            {
                return timers.Count(timer => timer.Due is not null);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now - setBack;
        }
    }

    /// <summary>Called before each look at the timestamp, on the thread that looks.</summary>
    public Action? BeforeTimestamp { get; set; }

    public override long GetTimestamp()
    {
        BeforeTimestamp?.Invoke();
        lock (gate)
        {
            return now.UtcTicks;
        }
    }

    /// <summary>Somebody sets the time of day back; timestamps and timers go on.</summary>
    public void SetBack(TimeSpan by)
    {
        lock (gate)
        {
            setBack += by;
        }
    }

    /// <summary>Called before each timer is there: time can go by between the look at a clock and the timer that follows from it.</summary>
    public Action? BeforeTimer { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        BeforeTimer?.Invoke();
        var timer = new ManualTimer(this, () => callback(state));
        lock (gate)
        {
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
        }

        while (NextDue() is { } due)
        {
            due.Fire();
        }
    }

    private ManualTimer? NextDue()
    {
        lock (gate)
        {
            var due = timers.Where(timer => timer.Due <= now).MinBy(timer => timer.Due);
            if (due is not null)
            {
                due.Due = null;
            }

            return due;
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => callback();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
