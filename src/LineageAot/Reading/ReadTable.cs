using System.ComponentModel;
using LineageAot.Reading;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot;

/// <summary>The reads of a table, from a database or a snapshot. Key-typed members and finders are generated as extension methods.</summary>
/// <typeparam name="T">The record.</typeparam>
public class ReadTable<T> where T : class, IRow<T>
{
    internal ReadTable(ReadSource source) => Source = source;

    /// <summary>Where the rows come from.</summary>
    public ReadSource Source { get; }

    private static TableStatements Statements => TableStatements<T>.Instance;

    /// <summary>The number of rows. SQLite counts them one by one, on a thread of the reader pool.</summary>
    public ValueTask<long> CountAsync(CancellationToken cancellationToken = default)
        => Source.RunAsync<long, SingleRead<long, CountDecoder, NoParameters>>(new(Statements.Count, default), Statements.Count, cancellationToken);

    /// <summary>All rows, in the key's order.</summary>
    public IAsyncEnumerable<T> AllAsync(CancellationToken cancellationToken = default)
        => new RowStream<T, RowDecoder<T>, NoParameters>(Source, Statements.All, Statements.Table, default, cancellationToken);

    /// <summary>All rows, in the key's order, read on the caller's thread.</summary>
    public IEnumerable<T> All() => new RowSequence<T, RowDecoder<T>, NoParameters>(Source, Statements.All, Statements.Table, default);

    /// <summary>A page of rows in the key's order (keyset: the cost doesn't grow with the page's number).</summary>
    /// <param name="size">Rows a page, 1 to 100,000.</param>
    /// <param name="after">The cursor of the page before, or null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> isn't in its range.</exception>
    /// <exception cref="ArgumentException"><paramref name="after"/> is another table's, or the key has changed since.</exception>
    public ValueTask<Page<T>> PageAsync(int size, Cursor? after = null, CancellationToken cancellationToken = default)
    {
        PagePlaces.Check(Statements.Page, size, after);
        return Source.RunAsync<Page<T>, PageRead<T, RowDecoder<T>, NoParameters>>(new(Statements.Page, default, size, after), Statements.Page.First, cancellationToken);
    }

    /// <summary>The row with a key, read at once on the caller's thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindByKey<TKey>(in TKey key) where TKey : struct, IParameters => FindOne(Statements.Find, key);

    /// <summary>The row with a key, read at once on the caller's thread where a reader is free.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> FindByKeyAsync<TKey>(in TKey key, CancellationToken cancellationToken = default) where TKey : struct, IParameters
        => FindOneAsync(Statements.Find, key, cancellationToken);

    /// <summary>The rows with the given keys that exist, in the order of the keys, in one read transaction.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="keys"/> is null.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<IReadOnlyList<T>> FindManyByKeyAsync<TSource, TKey>(IEnumerable<TSource> keys, Func<TSource, TKey> toKey, CancellationToken cancellationToken = default)
        where TKey : struct, IParameters
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(toKey);
        var read = new FindManyRead<T, TKey>([.. keys.Select(toKey)]);
        return read.Count <= FindSoon<T, TKey>.MaxKeys ? FindSoonAsync(read, cancellationToken) : FindManyAsync(read, cancellationToken);
    }

    /// <summary>True if a row with the key exists.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool ExistsByKey<TKey>(in TKey key) where TKey : struct, IParameters
        => Source.RunPoint<bool, ExistsRead<T, TKey>>(new(key), Statements.Exists);

    /// <summary>True if a row with the key exists.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<bool> ExistsByKeyAsync<TKey>(in TKey key, CancellationToken cancellationToken = default) where TKey : struct, IParameters
        => Source.RunPointAsync<bool, ExistsRead<T, TKey>>(new(key), Statements.Exists, cancellationToken);

    /// <summary>A finder of at most one row: a unique index serves it, so it's read on the caller's thread.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindOne<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters
        => Source.RunPoint<T?, FindRead<T, TParameters>>(new(statement, parameters), statement);

    /// <summary>A finder of at most one row: a unique index serves it, so it's read on the caller's thread where a reader is free.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> FindOneAsync<TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default) where TParameters : struct, IParameters
        => Source.RunPointAsync<T?, FindRead<T, TParameters>>(new(statement, parameters), statement, cancellationToken);

    /// <summary>A finder of many rows.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IAsyncEnumerable<T> StreamBy<TParameters>(SqlStatement statement, in TParameters parameters, CancellationToken cancellationToken = default) where TParameters : struct, IParameters
        => new RowStream<T, RowDecoder<T>, TParameters>(Source, statement, Statements.Table, parameters, cancellationToken);

    /// <summary>A search of the table's full-text index; none where the text is blank.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <see cref="SearchOptions.SnippetWords"/> isn't in its range.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<IReadOnlyList<SearchHit<T>>> SearchByAsync(SqlStatement statement, string text, int limit, SearchOptions? options, CancellationToken cancellationToken)
        => SearchParameters.Of(text, limit, options) is { } parameters
            ? Source.QueryListAsync<SearchHit<T>, SearchHitDecoder<T>, SearchParameters>(statement, parameters, cancellationToken)
            : new ValueTask<IReadOnlyList<SearchHit<T>>>([]);

    private async ValueTask<IReadOnlyList<T>> FindSoonAsync<TKey>(FindManyRead<T, TKey> read, CancellationToken cancellationToken) where TKey : struct, IParameters
        => await Source.RunPointAsync<IReadOnlyList<T>?, FindSoon<T, TKey>>(new(read, Source.Pool.TimeProvider), Statements.Find, cancellationToken).ConfigureAwait(false)
            ?? await FindManyAsync(read, cancellationToken).ConfigureAwait(false);

    private ValueTask<IReadOnlyList<T>> FindManyAsync<TKey>(FindManyRead<T, TKey> read, CancellationToken cancellationToken) where TKey : struct, IParameters
        => Source.RunAsync<IReadOnlyList<T>, FindManyRead<T, TKey>>(read, Statements.Find, cancellationToken);
}
