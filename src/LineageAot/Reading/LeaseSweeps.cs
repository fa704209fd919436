namespace LineageAot.Reading;

/// <summary>
/// Counts the times that the pool goes through its leases to end some. A lease that no sweep can have seen is known to its user alone, so
/// that it may serve the next read; one that was seen may still be ended by whoever saw it. Safe to use from many threads.
/// </summary>
internal sealed class LeaseSweeps
{
    /// <summary>One is under way.</summary>
    public const long Running = -1;

    private long begun;
    private long ended;

    /// <summary>How many there were, or <see cref="Running"/>.</summary>
    public long Count
    {
        get
        {
            // The ended ones first: a sweep that begins in between makes the numbers differ.
            var over = Volatile.Read(ref ended);
            var all = Volatile.Read(ref begun);
            return over == all ? all : Running;
        }
    }

    /// <summary>Begins one, before its look at the first lease: the count is a full barrier. Disposing ends it.</summary>
    public Sweep Begin()
    {
        Interlocked.Increment(ref begun);
        return new Sweep(this);
    }

    public readonly struct Sweep(LeaseSweeps sweeps) : IDisposable
    {
        public void Dispose() => Interlocked.Increment(ref sweeps.ended);
    }
}
