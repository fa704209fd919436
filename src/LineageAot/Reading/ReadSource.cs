using System.ComponentModel;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>
/// Where reads come from: a database (each read sees the newest committed state) or a snapshot (all reads see one state). Safe to use
/// from many threads.
/// </summary>
public abstract class ReadSource
{
    private protected ReadSource()
    {
    }

    /// <summary>Streams a result; a reader is held only while it's enumerated.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IAsyncEnumerable<T> QueryStream<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads all rows of a result, on a thread of the reader pool.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<IReadOnlyList<T>> QueryListAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads the only row of a result, on a thread of the reader pool.</summary>
    /// <exception cref="QueryException">There is no row, or more than one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T> QuerySingleAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads the only row of a result, or gives the default where there is none, on a thread of the reader pool.</summary>
    /// <exception cref="QueryException">There is more than one row.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> QuerySingleOrDefaultAsync<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Streams a result on the caller's thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerable<T> Query<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads all rows of a result on the caller's thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> QueryList<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads the only row of a result on the caller's thread.</summary>
    /// <exception cref="QueryException">There is no row, or more than one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T QuerySingle<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads the only row of a result on the caller's thread, or gives the default where there is none.</summary>
    /// <exception cref="QueryException">There is more than one row.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? QuerySingleOrDefault<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();
}
