using System.ComponentModel;
using LineageAot.Reading;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>
/// The front door: one file, one writer with group commit, many readers. Derive a partial class from it with
/// <see cref="DatabaseAttribute"/>; the generator adds <c>OpenAsync</c> and the rest. Safe to use from many threads.
/// </summary>
public abstract class LineageDatabase : ReadSource, IAsyncDisposable
{
    /// <summary>Used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected LineageDatabase(DatabaseHandle handle) : base(handle.Readers)
    {
    }

    /// <summary>Used by generated code: opens the file, applies the schema to an empty one, and makes the database object.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static ValueTask<TDatabase> OpenAsync<TDatabase>(DatabaseOptions options, DatabaseSchema schema, Func<DatabaseHandle, TDatabase> create, CancellationToken cancellationToken)
        where TDatabase : LineageDatabase => throw new NotImplementedException();

    /// <summary>Used by generated code: as OpenAsync, with a file of its own in the temporary folder that is gone after disposal.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected static ValueTask<TDatabase> OpenTemporaryAsync<TDatabase>(DatabaseOptions? options, DatabaseSchema schema, Func<DatabaseHandle, TDatabase> create, CancellationToken cancellationToken)
        where TDatabase : LineageDatabase => throw new NotImplementedException();

    /// <summary>A table of this database or of one that it includes.</summary>
    public Table<T> Table<T>() where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Runs a statement that writes, through the queue; the number of rows changed.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<int> ExecuteAsync<TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Runs a statement that writes and returns rows, through the queue.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<IReadOnlyList<T>> ExecuteListAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Runs a statement that writes and returns exactly one row, through the queue.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T> ExecuteSingleAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Runs a statement that writes and returns at most one row, through the queue.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> ExecuteSingleOrDefaultAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, WriteOptions options = default, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Drains the queue, checkpoints and closes.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

/// <summary>An opened file on its way into a database object. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DatabaseHandle
{
    internal DatabaseHandle(ReaderPool readers) => Readers = readers;

    internal ReaderPool Readers { get; }
}
