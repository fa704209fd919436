using System.ComponentModel;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Writing;

namespace LineageAot;

/// <summary>A table inside a unit of work: synchronous, on the writer's thread, sees what the unit wrote. Key-typed members are generated as extension methods.</summary>
/// <typeparam name="T">The record.</typeparam>
public readonly struct UnitTable<T> where T : class, IRow<T>
{
    internal UnitTable(WriteScope unit) => Unit = unit;

    /// <summary>The unit.</summary>
    public WriteScope Unit { get; }

    /// <summary>The number of rows.</summary>
    public long Count() => QueryCommands.Single<long, CountDecoder, NoParameters>(Unit.Session, TableStatements<T>.Instance.Count, default);

    /// <summary>All rows in the key's order.</summary>
    public IReadOnlyList<T> All() => QueryCommands.List<T, RowDecoder<T>, NoParameters>(Unit.Session, TableStatements<T>.Instance.All, default, T.Schema);

    /// <summary>The row with a key.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindByKey<TKey>(in TKey key) where TKey : struct, IParameters => TableCommands<T>.Find(Unit.Session, key);

    /// <summary>True if a row with the key exists.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool ExistsByKey<TKey>(in TKey key) where TKey : struct, IParameters => TableCommands<T>.Exists(Unit.Session, key);

    /// <summary>Deletes the row with a key; false if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool DeleteByKey<TKey>(in TKey key) where TKey : struct, IParameters
    {
        var deleted = TableCommands<T>.DeleteByKey(Unit.Session, key);
        Unit.Note(T.Schema, deleted ? 1 : 0);
        return deleted;
    }

    /// <summary>Reads a row, changes it and writes it; null if there is none.</summary>
    /// <exception cref="InvalidOperationException">The function gave no row.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? UpdateByKey<TKey>(in TKey key, Func<T, T> change) where TKey : struct, IParameters
    {
        ArgumentNullException.ThrowIfNull(change);
        if (TableCommands<T>.Find(Unit.Session, key) is not { } row)
        {
            return null;
        }

        var changed = change(row) ?? throw new InvalidOperationException($"The function that changes a row of table '{T.Schema.Name}' returned null. Return the row, or delete it by its key.");
        return Unit.Update(changed);
    }

    /// <summary>A finder of at most one row.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindOne<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters
        => TableCommands<T>.FindOne(Unit.Session, statement, parameters);

    /// <summary>A finder of many rows.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> ListBy<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters
        => QueryCommands.List<T, RowDecoder<T>, TParameters>(Unit.Session, statement, parameters, T.Schema);

    /// <summary>A search of the table's full-text index; none where the text is blank.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <see cref="SearchOptions.SnippetWords"/> isn't in its range.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<SearchHit<T>> SearchBy(SqlStatement statement, string text, int limit, SearchOptions? options)
    {
        var session = Unit.Session;
        return SearchParameters.Of(text, limit, options) is { } parameters ? QueryCommands.List<SearchHit<T>, SearchHitDecoder<T>, SearchParameters>(session, statement, parameters) : [];
    }
}
