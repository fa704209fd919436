using System.ComponentModel;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>A table inside a unit of work: synchronous, on the writer's thread, sees what the unit wrote. Key-typed members are generated as extension methods.</summary>
/// <typeparam name="T">The record.</typeparam>
public readonly struct UnitTable<T> where T : class, IRow<T>
{
    internal UnitTable(WriteScope unit) => Unit = unit;

    /// <summary>The unit.</summary>
    public WriteScope Unit { get; }

    /// <summary>The number of rows.</summary>
    public long Count() => throw new NotImplementedException();

    /// <summary>All rows in the key's order.</summary>
    public IReadOnlyList<T> All() => throw new NotImplementedException();

    /// <summary>The row with a key.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindByKey<TKey>(in TKey key) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>True if a row with the key exists.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool ExistsByKey<TKey>(in TKey key) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>Deletes the row with a key; false if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool DeleteByKey<TKey>(in TKey key) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads a row, changes it and writes it; null if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? UpdateByKey<TKey>(in TKey key, Func<T, T> change) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>A finder of at most one row.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? FindOne<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>A finder of many rows.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> ListBy<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters => throw new NotImplementedException();
}
