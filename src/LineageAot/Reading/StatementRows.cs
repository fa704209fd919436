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
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(20);

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

        var start = lease.Pool.TimeProvider.GetTimestamp();
        lease.Enter(signal);
        try
        {
            if (Read(rows, signal, ref count))
            {
                Adapt(count, lease.Pool.TimeProvider.GetElapsedTime(start));
                return true;
            }

            lease.Close(statement!);
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
            held.Close(statement);
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

    private bool Read(T[] rows, IStopSignal? signal, ref int count)
    {
        var current = statement ??= Open();
        var reader = new SqliteRowReader(current);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var limit = size;
        while (current.Step())
        {
            rows[count] = TDecoder.Read(ref reader);
            if (++count >= limit)
            {
                return true;
            }

            // Long texts and blobs: what this thread allocated is what the rows weigh. Asking costs little, but not nothing.
            if ((limit <= FirstRows || count % 8 == 0) && (GC.GetAllocatedBytesForCurrentThread() - bytes > MaxBytes || signal is { ShouldStop: true }))
            {
                size = Math.Max(1, count / 2);
                return true;
            }
        }

        return false;
    }

    private Statement Open()
    {
        var opened = lease!.Open(query, table);
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

    private void Adapt(int count, TimeSpan elapsed)
    {
        if (count < size)
        {
            return;
        }

        size = elapsed > TooLong ? Math.Max(1, size / 4) : Math.Min(maxRows, size * 2);
    }
}
