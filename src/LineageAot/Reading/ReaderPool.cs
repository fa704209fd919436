using System.Globalization;
using LineageAot.Diagnostics;
using LineageAot.Sqlite;
using Microsoft.Extensions.Logging;

namespace LineageAot.Reading;

/// <summary>
/// The readers of one file: opened when needed, a few kept, more opened while many are in use, up to a limit. Taking a free one costs an
/// interlocked exchange and no memory. Nobody ever waits for a reader, so that a read inside a read can't hang. Safe to use from many threads.
/// </summary>
internal sealed class ReaderPool : IAsyncDisposable
{
    private readonly SessionOptions sessionOptions;
    private readonly ILogger logger;
    private readonly int maxReaders;
    private readonly int manyReaders;
    private readonly FreeReaders free;
    private readonly Lock readersGate = new();
    private readonly List<Reader> readers = [];
    private readonly ReadAgeLimit ageLimit;
    private int open;
    private int state;
    private volatile TaskCompletionSource? drained;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="options">Their numbers and the clock; checked by the caller.</param>
    /// <param name="sessionOptions">How each connection is opened.</param>
    /// <param name="telemetry">Told of reads that may take long.</param>
    public ReaderPool(DatabaseOptions options, SessionOptions sessionOptions, DatabaseTelemetry telemetry)
    {
        // A reader is refused only for moments (the last one closes the file, recovery, a file that isn't in WAL mode); it may block its own thread for them.
        this.sessionOptions = sessionOptions with { BusyMilliseconds = (int)options.BusyTimeout.TotalMilliseconds };
        Telemetry = telemetry;
        maxReaders = Math.Max(options.MaxReaders, options.Readers);
        manyReaders = Math.Max(options.Readers + 1, maxReaders * 3 / 4);
        logger = options.LoggerFactory.CreateLogger("LineageAot.Reading");
        free = new FreeReaders(options.Readers);
        TimeProvider = options.TimeProvider;
        MaxReadAge = options.MaxReadAge;
        Threads = new ReaderThreads(options.Readers, maxReaders);
        ageLimit = new ReadAgeLimit(this);
    }

    private enum State
    {
        Open,
        Paused,
        Disposed,
    }

    public DatabaseTelemetry Telemetry { get; }

    public TimeProvider TimeProvider { get; }

    public TimeSpan MaxReadAge { get; }

    /// <summary>How often leases were ended that somebody else uses.</summary>
    public LeaseSweeps Sweeps { get; } = new();

    /// <summary>Where reads run that may take long.</summary>
    public ReaderThreads Threads { get; }

    /// <summary>Connections that are open, free or in use.</summary>
    public int OpenReaders
    {
        get
        {
            lock (readersGate)
            {
                return readers.Count;
            }
        }
    }

    /// <summary>Readers in use.</summary>
    public int OpenLeases => Snapshot().Count(static reader => reader.Operation is not null);

    /// <summary>True while somebody reads: a TRUNCATE checkpoint would find the log in use.</summary>
    public bool HasActiveReads => OpenLeases > 0;

    /// <summary>Who holds readers, the oldest first.</summary>
    public IReadOnlyList<ReaderHolder> Holders() => [.. Snapshot()
        .Select(reader => new ReaderHolder(reader.Operation ?? "", reader.Lease is { } lease ? TimeProvider.GetElapsedTime(lease.Since) : TimeSpan.Zero))
        .Where(static holder => holder.Operation.Length > 0)
        .OrderByDescending(static holder => holder.Age)];

    /// <summary>Takes a reader for a point read on the caller's thread; its age isn't watched.</summary>
    /// <exception cref="DatabaseBusyException">All are in use.</exception>
    public Reader Rent(string operation)
    {
        var reader = free.Take() ?? Open();
        reader.Operation = operation;
        if (Volatile.Read(ref state) != (int)State.Open)
        {
            Return(reader);
            throw Closed();
        }

        return reader;
    }

    /// <summary>Gives a reader back, without any open statement or transaction.</summary>
    public void Return(Reader reader)
    {
        reader.Operation = null;
        if (Volatile.Read(ref state) != (int)State.Open || !free.TryKeep(reader))
        {
            Close(reader);
            return;
        }

        // A close may have emptied the places just before; then nobody else would close this one.
        if (Volatile.Read(ref state) != (int)State.Open)
        {
            CloseFree();
        }
    }

    /// <summary>Takes a reader for a read that may take long or be held by a caller.</summary>
    /// <param name="operation">What for, as errors and health name it.</param>
    /// <param name="isHeld">The caller's code runs while the reader is held, as in a stream or a snapshot.</param>
    /// <exception cref="DatabaseBusyException">All are in use.</exception>
    public ReaderLease Lease(string operation, bool isHeld)
    {
        var reader = Rent(operation);
        var lease = reader.LeaseFor(this, operation, isHeld);
        reader.Lease = lease;
        ageLimit.Watch();

        // Closing ends all leases that it sees; this one may have come between. The barrier keeps the look at the state behind the lease.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref state) != (int)State.Open && (isHeld || Volatile.Read(ref state) == (int)State.Disposed))
        {
            lease.End(EndOfLease());
        }

        return lease;
    }

    /// <summary>Closes a reader that isn't in a state to be used again, instead of giving it back.</summary>
    public void Close(Reader reader)
    {
        reader.Operation = null;
        reader.Session.Dispose();
        lock (readersGate)
        {
            readers.Remove(reader);
        }

        Opened(-1);
    }

    /// <summary>Ends the leases that are too old; the time until the next look, or null where there is no lease.</summary>
    public TimeSpan? EndOldLeases()
    {
        // For a step that hasn't stopped yet: it's told again.
        var again = TimeSpan.FromMilliseconds(100);
        TimeSpan? next = null;
        using var sweep = Sweeps.Begin();
        foreach (var reader in Snapshot())
        {
            if (reader.Lease is not { } lease)
            {
                continue;
            }

            var age = TimeProvider.GetElapsedTime(lease.Since);
            var rest = MaxReadAge - age;
            if (rest <= TimeSpan.Zero)
            {
                if (lease.End(LeaseEnd.Expired))
                {
                    LogMessages.ReadExpired(logger, sessionOptions.Path, age.TotalSeconds, lease.Operation);
                }

                if (!ReferenceEquals(reader.Lease, lease))
                {
                    continue;
                }

                rest = again;
            }

            if (next is null || rest < next)
            {
                next = rest;
            }
        }

        return next;
    }

    /// <summary>
    /// Lets go of the file: streams and snapshots end, other reads are waited for, and every connection is closed. Until
    /// <see cref="Reopen"/> reads are refused.
    /// </summary>
    public Task CloseAsync() => CloseAsync(State.Paused);

    /// <summary>Allows reads again; connections open when needed.</summary>
    public void Reopen() => Interlocked.CompareExchange(ref state, (int)State.Open, (int)State.Paused);

    /// <summary>Ends every read and closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync(State.Disposed).ConfigureAwait(false);
        Threads.Close();
        ageLimit.Dispose();
    }

    private async Task CloseAsync(State next)
    {
        // Disposed is for good; only an open pool is paused.
        if (next == State.Disposed)
        {
            Interlocked.Exchange(ref state, (int)State.Disposed);
        }
        else
        {
            Interlocked.CompareExchange(ref state, (int)State.Paused, (int)State.Open);
        }

        TaskCompletionSource completion;
        lock (readersGate)
        {
            completion = drained is { Task.IsCompleted: false } earlier ? earlier : drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        EndLeases(next);
        CloseFree();
        Opened(0);
        await completion.Task.ConfigureAwait(false);
    }

    private void EndLeases(State next)
    {
        using var sweep = Sweeps.Begin();
        foreach (var reader in Snapshot())
        {
            if (reader.Lease is { } lease && (lease.IsHeld || next == State.Disposed))
            {
                lease.End(EndOfLease());
            }
        }
    }

    private void CloseFree()
    {
        while (free.Take() is { } reader)
        {
            Close(reader);
        }
    }

    private Reader Open()
    {
        var count = Interlocked.Increment(ref open);
        if (count > maxReaders)
        {
            Opened(-1);
            throw AllInUse();
        }

        if (count == manyReaders)
        {
            LogMessages.ManyReaders(logger, sessionOptions.Path, count, maxReaders);
        }

        SqliteSession? session = null;
        try
        {
            if (Volatile.Read(ref state) != (int)State.Open)
            {
                throw Closed();
            }

            session = SqliteSession.Open(sessionOptions);
        }
        catch
        {
            session?.Dispose();
            Opened(-1);
            throw;
        }

        var reader = new Reader(session);
        lock (readersGate)
        {
            readers.Add(reader);
        }

        return reader;
    }

    private void Opened(int change)
    {
        if (Interlocked.Add(ref open, change) == 0 && Volatile.Read(ref state) != (int)State.Open)
        {
            drained?.TrySetResult();
        }
    }

    private Reader[] Snapshot()
    {
        lock (readersGate)
        {
            return [.. readers];
        }
    }

    private LeaseEnd EndOfLease() => Volatile.Read(ref state) == (int)State.Disposed ? LeaseEnd.Disposed : LeaseEnd.Paused;

    private Exception Closed() => Volatile.Read(ref state) == (int)State.Disposed
        ? new ObjectDisposedException(nameof(LineageDatabase), "The database was disposed; it can't be read any more.")
        : new DatabaseBusyException($"'{sessionOptions.Path}' is paused and its connections are closed. Call ResumeAsync before reading.") { Operation = "read" };

    private DatabaseBusyException AllInUse()
    {
        var holders = Holders();
        var named = string.Join(", ", holders.Take(5).Select(static holder => string.Create(CultureInfo.InvariantCulture, $"'{holder.Operation}' for {holder.Age.TotalSeconds:0.0} s")));
        var others = holders.Count > 5 ? $", and {holders.Count - 5} more" : "";
        return new DatabaseBusyException(
            $"All {maxReaders} readers of '{sessionOptions.Path}' are in use: {named}{others}. Dispose snapshots and end streams sooner, or raise DatabaseOptions.MaxReaders.") { Operation = "read" };
    }
}
