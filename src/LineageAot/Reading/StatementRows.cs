using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>
/// The rows of one statement, taken in batches: each batch is one use of the lease, so that reads of a snapshot take turns and an old
/// one can be ended between batches. The reader is leased with the first batch. Batches grow while they are cheap in bytes and time.
/// </summary>
internal sealed class StatementRows<T, TDecoder, TParameters>(ReadSource source, SqlStatement query, TableSchema? table, TParameters parameters, int maxRows)
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    private const int FirstRows = 32;
    private const int MaxBytes = 1024 * 1024;
    private static readonly TimeSpan LongWait = TimeSpan.FromMilliseconds(10);

    private ReaderLease? lease;
    private Statement? statement;
    private ScratchBuffer? scratch;
    private int size = Math.Min(FirstRows, maxRows);

    /// <summary>Reads the next rows.</summary>
    /// <param name="rows">Takes them; replaced by a longer one where it's short.</param>
    /// <param name="signal">Tells the statement to stop, or null.</param>
    /// <param name="cancellationToken">Why it was told to.</param>
    /// <param name="count">How many there are, also when an exception ends the statement after some.</param>
    /// <returns>False where these were the last.</returns>
    public bool Fill(ref T[] rows, IStopSignal? signal, CancellationToken cancellationToken, out int count)
    {
        count = 0;
        cancellationToken.ThrowIfCancellationRequested();
        if (lease is null)
        {
            lease = source.Lease(query.Name, isHeld: true);
            if (!source.IsShared(lease))
            {
                lease.InterruptWhen(cancellationToken);
            }
        }

        if (rows.Length < size)
        {
            rows = new T[size];
        }

        lease.Enter(signal);
        try
        {
            if (Read(rows, signal, lease.Pool.TimeProvider, ref count))
            {
                return true;
            }

            CloseStatement(lease);
            return false;
        }
        catch (LineageException e) when (SqliteErrors.IsInterrupt(e.SqliteErrorCode) && lease.ReasonOfInterrupt(cancellationToken) is { } reason)
        {
            throw reason;
        }
        finally
        {
            lease.Exit();
        }
    }

    /// <summary>Gives the reader back; what runs is stopped first by its signal.</summary>
    public void Close()
    {
        if (lease is not { } held)
        {
            return;
        }

        if (!source.IsShared(held))
        {
            held.EndAndWait(LeaseEnd.Returned);
        }
        else if (statement is not null && held.EnterUnlessEnded(null) is not null)
        {
            CloseStatement(held);
            held.Exit();
        }

        // Only now: the statement's values lie in it.
        statement = null;
        scratch?.Dispose();
        scratch = null;
    }

    /// <summary>Ends a running step from another thread, where the reader serves nobody else.</summary>
    public void Interrupt()
    {
        if (lease is { } held && !source.IsShared(held))
        {
            held.Interrupt();
        }
    }

    private bool Read(T[] rows, IStopSignal? signal, TimeProvider clock, ref int count)
    {
        var current = statement ?? Open();
        var reader = new SqliteRowReader(current);
        var start = clock.GetTimestamp();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var limit = size;
        while (current.Step())
        {
            rows[count] = TDecoder.Read(ref reader);
            count++;

            // Asking costs little, but not nothing: often while it isn't known how the rows come, then now and then.
            if ((limit <= FirstRows || count % 8 == 0) && IsEnough(clock.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - bytes, signal))
            {
                size = count;
                return true;
            }

            if (count >= limit)
            {
                size = Math.Min(maxRows, limit * 2);
                return true;
            }
        }

        return false;
    }

    /// <summary>Rows that come slowly aren't held back for others, and long texts and blobs don't pile up: what this thread allocated is what they weigh.</summary>
    private static bool IsEnough(TimeSpan elapsed, long bytes, IStopSignal? signal)
        => bytes > MaxBytes || elapsed > LongWait || signal is { ShouldStop: true };

    private void CloseStatement(ReaderLease held)
    {
        held.Close(statement!);

        // From here on it may be another stream's.
        statement = null;
    }

    private Statement Open()
    {
        var opened = statement = lease!.Open(query, table);
        if (source.IsShared(lease))
        {
            // Other statements of the snapshot use the connection's buffer while this one is open.
            scratch = new ScratchBuffer();
            var writer = new SqliteRowWriter(opened, scratch);
            parameters.Bind(ref writer);
        }
        else
        {
            QueryCommands.Bind(opened, parameters);
        }

        return opened;
    }
}
