namespace LineageAot.FaultTests.RandomRounds;

/// <summary>What somebody was told of a write.</summary>
internal enum Fate
{
    /// <summary>Nothing yet.</summary>
    Pending,

    /// <summary>All of it is there.</summary>
    Committed,

    /// <summary>It was taken out before it began.</summary>
    Cancelled,

    /// <summary>It gave up by itself.</summary>
    Failed,

    /// <summary>The database was closed or paused before its turn.</summary>
    Refused,

    /// <summary>Nobody knows: all of it is there, or nothing.</summary>
    Unknown,
}

/// <summary>One write and what its caller was told of it.</summary>
internal sealed class Request(long number, int rows)
{
    private int completions;
    private volatile Fate fate;

    public long Number => number;

    public int Rows => rows;

    /// <summary>Gives up by itself.</summary>
    public bool Fails { get; init; }

    /// <summary>Written in segments: a part of it, from its start on, may be there.</summary>
    public bool IsBulk { get; init; }

    /// <summary>Of a bulk write that stopped: how many rows its caller was told of.</summary>
    public long? ToldRows { get; set; }

    public Fate Fate { get => fate; set => fate = value; }

    public int Completions => Volatile.Read(ref completions);

    /// <summary>Its caller is told; the number of times.</summary>
    public int Complete() => Interlocked.Increment(ref completions);

    /// <summary>The write as a task, and each call of its continuation counted.</summary>
    public Task<T> Watch<T>(ValueTask<T> write)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var awaiter = write.GetAwaiter();
        if (awaiter.IsCompleted)
        {
            Finish();
        }
        else
        {
            awaiter.UnsafeOnCompleted(Finish);
        }

        return done.Task;

        void Finish()
        {
            if (Complete() > 1)
            {
                return;
            }

            try
            {
                done.SetResult(awaiter.GetResult());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
    }

    /// <summary>What is wrong with what is there of it; null if nothing.</summary>
    /// <param name="places">The places of its rows in the file, ascending.</param>
    public string? Fault(IReadOnlyList<int> places)
    {
        if (Completions != 1)
        {
            return $"request {number} was completed {Completions} times";
        }

        var isPrefix = places.Select(static (place, i) => place == i).All(static isAtPlace => isAtPlace);
        var isRight = Fate switch
        {
            Fate.Committed => isPrefix && places.Count == rows,
            Fate.Pending => false,
            Fate.Unknown when !IsBulk => isPrefix && (places.Count == 0 || places.Count == rows),
            Fate.Unknown => isPrefix && places.Count >= (ToldRows ?? 0),
            _ when IsBulk => isPrefix && (ToldRows is null || ToldRows == places.Count),
            _ => places.Count == 0,
        };
        return isRight ? null : $"request {number} of {rows} rows is {Fate}{(ToldRows is { } told ? $" behind {told} rows" : "")}, and {places.Count} of them are there{(isPrefix ? "" : ", with gaps")}";
    }
}
