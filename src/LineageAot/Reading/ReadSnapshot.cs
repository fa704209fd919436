using LineageAot.Reading;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot;

/// <summary>
/// One unmoving view of the database for many reads. Dispose it soon: while it is open the write-ahead log can't be reset, and after
/// <see cref="DatabaseOptions.MaxReadAge"/> it is ended and every further read throws <see cref="SnapshotExpiredException"/>. Safe to
/// use from many threads; its reads take turns on one connection, streams batch by batch.
/// </summary>
public sealed class ReadSnapshot : ReadSource, IAsyncDisposable, IDisposable
{
    private readonly ReaderLease lease;
    private readonly HashSet<string> tables;

    private ReadSnapshot(ReaderPool pool, ReaderLease lease, HashSet<string> tables) : base(pool, lease)
    {
        this.lease = lease;
        this.tables = tables;
    }

    /// <summary>The tables that its statements have read so far, and those that lie behind the virtual ones among them.</summary>
    internal IReadOnlyCollection<string> TablesRead()
    {
        var session = lease.EnterUnlessEnded(null);
        if (session is null)
        {
            return [.. tables];
        }

        try
        {
            var read = new HashSet<string>(tables, StringComparer.Ordinal);
            VirtualTables.AddSources(session, read);
            return read;
        }
        catch (LineageException e) when (WasEnded(lease, e) is not null)
        {
            // As where it was over before: what was read is known, and who goes on is told why it can't.
            return [.. tables];
        }
        finally
        {
            lease.Exit();
        }
    }

    /// <summary>A table as the snapshot sees it.</summary>
    public ReadTable<T> Table<T>() where T : class, IRow<T> => new(this);

    /// <summary>Gives the reader back. Reads that still run are interrupted, later ones throw <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose() => lease.EndAndWait(LeaseEnd.Returned);

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>Takes a reader and fixes its view before this returns.</summary>
    /// <exception cref="DatabaseBusyException">All readers are in use.</exception>
    internal static ValueTask<ReadSnapshot> BeginAsync(ReaderPool pool, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<ReadSnapshot>(cancellationToken);
        }

        try
        {
            return new ValueTask<ReadSnapshot>(Begin(pool));
        }
        catch (Exception e)
        {
            return ValueTask.FromException<ReadSnapshot>(e);
        }
    }

    /// <summary>Why it was ended, where that is what a statement met; a pause or a disposal may come at any moment.</summary>
    private static Exception? WasEnded(ReaderLease lease, LineageException error)
        => SqliteErrors.IsInterrupt(error.SqliteErrorCode) ? lease.ReasonOfInterrupt(CancellationToken.None) : null;

    private static ReadSnapshot Begin(ReaderPool pool)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        var lease = pool.Lease("a snapshot", isHeld: true);
        try
        {
            var session = lease.Enter(null);
            try
            {
                ReadTransaction.BeginSnapshot(session);
                session.TablesRead = tables;
            }
            catch (LineageException e) when (WasEnded(lease, e) is { } reason)
            {
                throw reason;
            }
            finally
            {
                lease.Exit();
            }
        }
        catch
        {
            lease.End(LeaseEnd.Returned);
            throw;
        }

        return new ReadSnapshot(pool, lease, tables);
    }
}
