namespace LineageAot.Reading;

/// <summary>One timer that ends leases older than MaxReadAge. It runs only while there are leases.</summary>
internal sealed class ReadAgeLimit : IDisposable
{
    private readonly ReaderPool pool;
    private readonly ITimer? timer;
    private int isArmed;

    public ReadAgeLimit(ReaderPool pool)
    {
        this.pool = pool;
        timer = pool.MaxReadAge == Timeout.InfiniteTimeSpan
            ? null
            : pool.TimeProvider.CreateTimer(static limit => ((ReadAgeLimit)limit!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>There is a new lease.</summary>
    public void Watch()
    {
        if (timer is not null && Volatile.Read(ref isArmed) == 0 && Interlocked.Exchange(ref isArmed, 1) == 0)
        {
            timer.Change(pool.MaxReadAge, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer?.Dispose();

    private void OnDue()
    {
        if (pool.EndOldLeases() is { } next)
        {
            Arm(next);
            return;
        }

        Interlocked.Exchange(ref isArmed, 0);

        // A lease that began between the look and the line above found the timer armed.
        if (pool.EndOldLeases() is not null)
        {
            Watch();
        }
    }

    // A timer counts whole milliseconds: rounded up, so that it doesn't come a moment too early and spin.
    private void Arm(TimeSpan due) => timer!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
}
