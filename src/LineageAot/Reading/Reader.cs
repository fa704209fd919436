using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>One read-only connection of the pool, and what it's doing.</summary>
internal sealed class Reader(SqliteSession session)
{
    private volatile string? operation;
    private volatile ReaderLease? lease;
    private ReaderLease? spare;

    public SqliteSession Session { get; } = session;

    /// <summary>Where it was taken from among the free ones; it goes back there if it can.</summary>
    public int Place { get; set; }

    /// <summary>What it is used for; null while it's free.</summary>
    public string? Operation
    {
        get => operation;
        set => operation = value;
    }

    /// <summary>The lease that holds it, unless it's free or serves a point read, which is over in microseconds.</summary>
    public ReaderLease? Lease
    {
        get => lease;
        set => lease = value;
    }

    /// <summary>A lease for a new use. Reads that return before their caller goes on share one, so that a read costs no memory of its own. Only for who has taken the reader.</summary>
    public ReaderLease LeaseFor(ReaderPool pool, string operation, bool isHeld)
    {
        if (isHeld)
        {
            return new ReaderLease(pool, this, operation, isHeld);
        }

        // The last use gave the reader back through an interlocked exchange: a sweep that saw the lease in it is counted by now.
        if (spare is { IsUnseen: true } unseen)
        {
            unseen.Begin(this, operation);
            return unseen;
        }

        return spare = new ReaderLease(pool, this, operation, isHeld);
    }
}

/// <summary>Who holds a reader.</summary>
/// <param name="Operation">The query's name, or what the library does with it.</param>
/// <param name="Age">For how long; zero for point reads, whose time isn't taken.</param>
internal sealed record ReaderHolder(string Operation, TimeSpan Age);
