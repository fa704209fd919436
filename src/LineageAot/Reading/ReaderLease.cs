using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>Why a lease is over.</summary>
internal enum LeaseEnd
{
    None,
    Returned,
    Expired,
    Paused,
    Disposed,
}

/// <summary>
/// A reader in somebody's hands, until it's given back or taken away: the pool ends a lease that is too old, or whose database closes,
/// and the next use says so. One use at a time, others wait; what was opened is touched only inside a use.
/// </summary>
internal sealed class ReaderLease : IStopSignal
{
    private readonly Lock gate = new();
    private readonly Lock interruptGate = new();
    private readonly ReaderPool pool;
    private readonly List<Statement> statements = [];
    private readonly long sweeps;
    private string operation = "";
    private Reader? reader;
    private CancellationTokenRegistration interruption;
    private volatile IStopSignal? user;
    private int end;

    public ReaderLease(ReaderPool pool, Reader reader, string operation, bool isHeld)
    {
        this.pool = pool;
        IsHeld = isHeld;
        sweeps = pool.Sweeps.Count;
        Begin(reader, operation);
    }

    public ReaderPool Pool => pool;

    /// <summary>What it is for, as errors and health name it.</summary>
    public string Operation => operation;

    /// <summary>When it began, by the pool's clock.</summary>
    public long Since { get; private set; }

    /// <summary>The caller's code runs while the reader is held.</summary>
    public bool IsHeld { get; }

    /// <summary>The running statement is to end: its user wants to stop, or the lease is over.</summary>
    public bool ShouldStop => Volatile.Read(ref end) != 0 || user is { ShouldStop: true };

    /// <summary>Nobody but the read that had it knows it: it may serve another one. False for one that the caller's code holds, or that a sweep may have seen.</summary>
    public bool IsUnseen => !IsHeld && sweeps != LeaseSweeps.Running && sweeps == pool.Sweeps.Count;

    private LeaseEnd EndReason => (LeaseEnd)Volatile.Read(ref end);

    /// <summary>Begins with a reader; again only where it <see cref="IsUnseen"/> and its reader was given back.</summary>
    public void Begin(Reader reader, string operation)
    {
        this.reader = reader;
        this.operation = operation;
        Since = pool.TimeProvider.GetTimestamp();
        Volatile.Write(ref end, (int)LeaseEnd.None);
        reader.Session.WatchFor(this);
    }

    /// <summary>Begins a use; waits while another one runs. Call <see cref="Exit"/> when it ends.</summary>
    /// <param name="signal">Tells a running statement to stop; null: nothing but the lease's end does.</param>
    /// <exception cref="SnapshotExpiredException">The lease was too old.</exception>
    /// <exception cref="ObjectDisposedException">The snapshot or the database was disposed.</exception>
    public SqliteSession Enter(IStopSignal? signal) => EnterUnlessEnded(signal) ?? throw EndedError();

    /// <summary>As <see cref="Enter"/>; null where the lease is over.</summary>
    public SqliteSession? EnterUnlessEnded(IStopSignal? signal)
    {
        gate.Enter();
        return Begin(signal);
    }

    /// <summary>As <see cref="Enter"/>, but doesn't wait; null while another use runs.</summary>
    public SqliteSession? TryEnter(IStopSignal? signal) => gate.TryEnter() ? Begin(signal) ?? throw EndedError() : null;

    /// <summary>Ends a use.</summary>
    public void Exit()
    {
        user = null;
        gate.Exit();

        // Whoever ended the lease meanwhile found it in use and left the rest to its user. The barrier keeps this look behind the exit.
        Interlocked.MemoryBarrier();
        if (EndReason != LeaseEnd.None)
        {
            ReleaseIfIdle();
        }
    }

    /// <summary>Opens a statement that stays open after the use, until it's closed or the lease ends. Only inside a use.</summary>
    public Statement Open(SqlStatement source, TableSchema? table)
    {
        var statement = reader!.Session.Rent(source, table);
        statements.Add(statement);
        return statement;
    }

    /// <summary>Closes a statement. Only inside a use.</summary>
    public void Close(Statement statement)
    {
        if (statements.Remove(statement))
        {
            reader!.Session.Return(statement);
        }
    }

    /// <summary>Interrupts what runs when the token is cancelled, also inside steps that ask no signal. Only for a lease of a single read.</summary>
    public void InterruptWhen(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            interruption = cancellationToken.UnsafeRegister(static lease => ((ReaderLease)lease!).Interrupt(), this);
        }
    }

    /// <summary>Ends what runs on the reader; nothing where the lease is over.</summary>
    public void Interrupt()
    {
        lock (interruptGate)
        {
            reader?.Session.Interrupt();
        }
    }

    /// <summary>
    /// Ends the lease: open statements are reset, the transaction is rolled back, and the reader goes back to the pool; where a
    /// use runs, it is interrupted and does that when it stops. Safe from any thread, also twice.
    /// </summary>
    /// <returns>False where it had ended before, whatever for.</returns>
    public bool End(LeaseEnd reason)
    {
        var isFirst = Interlocked.CompareExchange(ref end, (int)reason, (int)LeaseEnd.None) == (int)LeaseEnd.None;
        if (!ReleaseIfIdle())
        {
            Interrupt();
        }

        return isFirst;
    }

    /// <summary>As <see cref="End"/>, and waits for the use that runs.</summary>
    public void EndAndWait(LeaseEnd reason)
    {
        End(reason);
        gate.Enter();
        Exit();
    }

    /// <summary>Why a use was interrupted, or null where it was for no reason that this lease knows.</summary>
    public Exception? ReasonOfInterrupt(CancellationToken cancellationToken)
        => EndReason != LeaseEnd.None ? EndedError()
            : cancellationToken.IsCancellationRequested ? new OperationCanceledException(cancellationToken)
            : null;

    private SqliteSession? Begin(IStopSignal? signal)
    {
        if (EndReason != LeaseEnd.None || reader is null)
        {
            Exit();
            return null;
        }

        user = signal;
        return reader.Session;
    }

    private bool ReleaseIfIdle()
    {
        if (!gate.TryEnter())
        {
            return false;
        }

        try
        {
            Release();
            return true;
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Release()
    {
        if (reader is not { } released)
        {
            return;
        }

        // Waits for a running interruption: it must not hit the next one who reads on this connection.
        interruption.Dispose();
        interruption = default;
        lock (interruptGate)
        {
            reader = null;
        }

        released.Lease = null;
        try
        {
            Clean(released.Session);
        }
        catch (LineageException)
        {
            // A connection that can't even roll back is of no use to the next one.
            pool.Close(released);
            return;
        }

        pool.Return(released);
    }

    private void Clean(SqliteSession session)
    {
        session.WatchFor(null);
        session.TablesRead = null;
        foreach (var statement in statements)
        {
            session.Return(statement);
        }

        statements.Clear();
        ReadTransaction.End(session);
        session.Scratch.Clear();
    }

    private Exception EndedError() => EndReason switch
    {
        LeaseEnd.Expired => new SnapshotExpiredException(
            $"'{operation}' was reading for longer than MaxReadAge ({pool.MaxReadAge}) and was ended, so that the write-ahead log stays bounded. Read in shorter steps, for instance with PageAsync, or raise DatabaseOptions.MaxReadAge.") { Operation = operation },
        LeaseEnd.Paused => new SnapshotExpiredException(
            $"'{operation}' was ended because the database was paused. Begin it again after ResumeAsync.") { Operation = operation },
        LeaseEnd.Disposed => new ObjectDisposedException(nameof(LineageDatabase), $"The database was disposed while '{operation}' was reading."),
        _ => new ObjectDisposedException(nameof(ReadSnapshot), $"'{operation}' was disposed; begin a new one."),
    };
}
