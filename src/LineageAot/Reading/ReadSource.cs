using System.ComponentModel;
using LineageAot.Diagnostics;
using LineageAot.Reading;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot;

/// <summary>
/// Where reads come from: a database (each read sees the newest committed state) or a snapshot (all reads see one state). Safe to use
/// from many threads.
/// </summary>
public abstract class ReadSource
{
    private readonly ReaderLease? shared;

    private protected ReadSource(ReaderPool pool, ReaderLease? shared = null)
    {
        Pool = pool;
        this.shared = shared;
    }

    /// <summary>Where the readers come from.</summary>
    internal ReaderPool Pool { get; }

    /// <summary>Streams a result; a reader is held only while it's enumerated. Each enumeration runs the query again.</summary>
    /// <exception cref="SnapshotExpiredException">While enumerating: it took longer than <see cref="DatabaseOptions.MaxReadAge"/>.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IAsyncEnumerable<T> QueryStream<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => new RowStream<T, TDecoder, TParameters>(this, statement, null, parameters, cancellationToken);

    /// <summary>Reads all rows of a result, on a thread of the reader pool.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<IReadOnlyList<T>> QueryListAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => RunAsync<IReadOnlyList<T>, ListRead<T, TDecoder, TParameters>>(new(statement, parameters), statement, cancellationToken);

    /// <summary>Reads the only row of a result, on a thread of the reader pool.</summary>
    /// <exception cref="QueryException">There is no row, or more than one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T> QuerySingleAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => RunAsync<T, SingleRead<T, TDecoder, TParameters>>(new(statement, parameters), statement, cancellationToken);

    /// <summary>Reads the only row of a result, or gives the default where there is none, on a thread of the reader pool.</summary>
    /// <exception cref="QueryException">There is more than one row.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> QuerySingleOrDefaultAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => RunAsync<T?, SingleOrDefaultRead<T, TDecoder, TParameters>>(new(statement, parameters), statement, cancellationToken);

    /// <summary>Reads a page of a result, on a thread of the reader pool.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> isn't 1 to 100,000.</exception>
    /// <exception cref="ArgumentException"><paramref name="after"/> is another query's, or the order has changed since.</exception>
    /// <exception cref="QueryException">The order doesn't tell two rows apart between which the page would end.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<Page<T>> QueryPageAsync<T, TDecoder, TParameters>(PageStatement page, in TParameters parameters, int size, Cursor? after, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        ArgumentNullException.ThrowIfNull(page);
        PagePlaces.Check(page, size, after);
        return RunAsync<Page<T>, PageRead<T, TDecoder, TParameters>>(new(page, parameters, size, after), page.First, cancellationToken);
    }

    /// <summary>Streams a result on the caller's thread; a reader is held only while it's enumerated. Each enumeration runs the query again.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerable<T> Query<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => new RowSequence<T, TDecoder, TParameters>(this, statement, null, parameters);

    /// <summary>Reads all rows of a result on the caller's thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> QueryList<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => Run<IReadOnlyList<T>, ListRead<T, TDecoder, TParameters>>(new(statement, parameters), statement.Name, null);

    /// <summary>Reads the only row of a result on the caller's thread.</summary>
    /// <exception cref="QueryException">There is no row, or more than one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T QuerySingle<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => Run<T, SingleRead<T, TDecoder, TParameters>>(new(statement, parameters), statement.Name, null);

    /// <summary>Reads the only row of a result on the caller's thread, or gives the default where there is none.</summary>
    /// <exception cref="QueryException">There is more than one row.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? QuerySingleOrDefault<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => Run<T?, SingleOrDefaultRead<T, TDecoder, TParameters>>(new(statement, parameters), statement.Name, null);

    /// <summary>Reads a page of a result on the caller's thread.</summary>
    /// <inheritdoc cref="QueryPageAsync{T, TDecoder, TParameters}(PageStatement, in TParameters, int, Cursor?, CancellationToken)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Page<T> QueryPage<T, TDecoder, TParameters>(PageStatement page, in TParameters parameters, int size, Cursor? after)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        ArgumentNullException.ThrowIfNull(page);
        PagePlaces.Check(page, size, after);
        return Run<Page<T>, PageRead<T, TDecoder, TParameters>>(new(page, parameters, size, after), page.First.Name, null);
    }

    /// <summary>A reader for one read, or the snapshot's own.</summary>
    internal ReaderLease Lease(string operation, bool isHeld) => shared ?? Pool.Lease(operation, isHeld);

    /// <summary>True for the snapshot's lease, which other reads use too and only the snapshot ends.</summary>
    internal bool IsShared(ReaderLease lease) => ReferenceEquals(lease, shared);

    /// <summary>Runs a read of microseconds on the caller's thread.</summary>
    internal TResult RunPoint<TResult, TRead>(in TRead read, SqlStatement statement) where TRead : struct, IRead<TResult>
    {
        if (shared is null)
        {
            var reader = Pool.Rent(statement.Name);
            try
            {
                return read.Run(reader.Session);
            }
            finally
            {
                Pool.Return(reader);
            }
        }

        return RunEntered<TResult, TRead>(read, shared, shared.Enter(null), null);
    }

    /// <summary>Runs a read of microseconds on the caller's thread, unless the snapshot's connection is busy with a longer one.</summary>
    internal ValueTask<TResult> RunPointAsync<TResult, TRead>(in TRead read, SqlStatement statement, CancellationToken cancellationToken) where TRead : struct, IRead<TResult>
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        }

        try
        {
            if (shared is null)
            {
                return new ValueTask<TResult>(RunPoint<TResult, TRead>(read, statement));
            }

            return shared.TryEnter(null) is { } session
                ? new ValueTask<TResult>(RunEntered<TResult, TRead>(read, shared, session, null))
                : RunAsync<TResult, TRead>(read, statement, cancellationToken);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<TResult>(e);
        }
    }

    /// <summary>Runs a read of one statement on a thread of the reader pool.</summary>
    internal ValueTask<TResult> RunAsync<TResult, TRead>(in TRead read, SqlStatement statement, CancellationToken cancellationToken) where TRead : struct, IRead<TResult>
        => cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<TResult>(cancellationToken)
            : RunAsync<TResult, TRead>(read, statement.Name, Measure(statement), cancellationToken);

    /// <summary>Runs a read of several statements on a thread of the reader pool.</summary>
    internal ValueTask<TResult> RunAsync<TResult, TRead>(in TRead read, string operation, CancellationToken cancellationToken) where TRead : struct, IRead<TResult>
        => cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<TResult>(cancellationToken)
            : RunAsync<TResult, TRead>(read, operation, DatabaseTelemetry.IsHeard ? Pool.Telemetry.Start(new OperationName("SELECT", summary: operation)) : default, cancellationToken);

    /// <summary>Begins to measure a read where somebody listens.</summary>
    internal MeasuredOperation Measure(SqlStatement statement) => DatabaseTelemetry.IsHeard ? Pool.Telemetry.Start(statement.Operation) : default;

    /// <summary>Runs a read that may take long on this thread.</summary>
    /// <param name="read">The read.</param>
    /// <param name="operation">What errors and health call it.</param>
    /// <param name="work">The work that it belongs to, which may be cancelled; or null.</param>
    internal TResult Run<TResult, TRead>(in TRead read, string operation, ReadWork? work) where TRead : struct, IRead<TResult>
    {
        var lease = Lease(operation, isHeld: false);
        if (IsShared(lease))
        {
            return RunEntered<TResult, TRead>(read, lease, lease.Enter(work), work);
        }

        try
        {
            lease.InterruptWhen(work?.CancellationToken ?? CancellationToken.None);
            return RunEntered<TResult, TRead>(read, lease, lease.Enter(work), work);
        }
        finally
        {
            lease.End(LeaseEnd.Returned);
        }
    }

    private ValueTask<TResult> RunAsync<TResult, TRead>(in TRead read, string operation, MeasuredOperation measured, CancellationToken cancellationToken) where TRead : struct, IRead<TResult>
    {
        var request = new ReadRequest<TResult, TRead>(this, read, operation, measured, cancellationToken);
        Pool.Threads.Enqueue(request);
        return new ValueTask<TResult>(request.Completion);
    }

    private static TResult RunEntered<TResult, TRead>(in TRead read, ReaderLease lease, SqliteSession session, ReadWork? work) where TRead : struct, IRead<TResult>
    {
        try
        {
            return read.Run(session);
        }
        catch (LineageException e) when (SqliteErrors.IsInterrupt(e.SqliteErrorCode) && lease.ReasonOfInterrupt(work?.CancellationToken ?? default) is { } reason)
        {
            throw reason;
        }
        finally
        {
            lease.Exit();
        }
    }
}
