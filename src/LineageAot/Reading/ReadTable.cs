using System.ComponentModel;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>The reads of a table, from a database or a snapshot. Key-typed members and finders are generated as extension methods.</summary>
/// <typeparam name="T">The record.</typeparam>
public class ReadTable<T> where T : class, IRow<T>
{
    private protected ReadTable(ReadSource source) => Source = source;

    /// <summary>Where the rows come from.</summary>
    public ReadSource Source { get; }

    /// <summary>The number of rows.</summary>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>All rows, in the key's order.</summary>
    public IAsyncEnumerable<T> AllAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>All rows, in the key's order, read on the caller's thread.</summary>
    public IEnumerable<T> All() => throw new NotImplementedException();

    /// <summary>A page of rows in the key's order (keyset: the cost doesn't grow with the page's number).</summary>
    /// <param name="size">Rows a page, 1 to 100,000.</param>
    /// <param name="after">The cursor of the page before, or null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<Page<T>> PageAsync(int size, Cursor? after = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The row with a key, read at once on the caller's thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindByKey<TKey>(in TKey key) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>The row with a key, read at once on the caller's thread where a reader is free.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> FindByKeyAsync<TKey>(in TKey key, CancellationToken cancellationToken = default) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>The rows with the given keys that exist, in the order of the keys, in one read transaction.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<IReadOnlyList<T>> FindManyByKeyAsync<TSource, TKey>(IEnumerable<TSource> keys, Func<TSource, TKey> toKey, CancellationToken cancellationToken = default)
        where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>True if a row with the key exists.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool ExistsByKey<TKey>(in TKey key) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>True if a row with the key exists.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<bool> ExistsByKeyAsync<TKey>(in TKey key, CancellationToken cancellationToken = default) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>A finder of at most one row: a unique index serves it, so it's read on the caller's thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindOne<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>A finder of at most one row: a unique index serves it, so it's read on the caller's thread where a reader is free.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> FindOneAsync<TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default) where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>A finder of many rows.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IAsyncEnumerable<T> StreamBy<TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default) where TParameters : struct, IParameters => throw new NotImplementedException();
}
