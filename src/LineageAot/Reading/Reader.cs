using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>One read-only connection of the pool, and what it's doing.</summary>
internal sealed class Reader(SqliteSession session)
{
    private volatile string? operation;
    private volatile ReaderLease? lease;

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
}

/// <summary>Who holds a reader.</summary>
/// <param name="Operation">The query's name, or what the library does with it.</param>
/// <param name="Age">For how long; zero for point reads, whose time isn't taken.</param>
internal sealed record ReaderHolder(string Operation, TimeSpan Age);
