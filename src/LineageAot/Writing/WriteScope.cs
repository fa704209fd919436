using System.ComponentModel;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>
/// A unit of work: all of its writes are committed together or none is. It runs on the writer's thread, once, may read what it wrote, and is
/// usable only inside the function that received it.
/// </summary>
public sealed class WriteScope
{
    internal WriteScope()
    {
    }

    /// <summary>A table inside this unit.</summary>
    public UnitTable<T> Table<T>() where T : class, IRow<T> => new(this);

    /// <summary>Inserts a row and returns it as stored.</summary>
    /// <exception cref="ConstraintException">A rule of the schema forbids it.</exception>
    public T Insert<T>(T row) where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Inserts rows and returns their number.</summary>
    public long InsertMany<T>(IEnumerable<T> rows) where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Inserts a row unless it conflicts with an existing one; true if it was inserted.</summary>
    public bool TryInsert<T>(T row) where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Inserts a row or updates the one with its key.</summary>
    public UpsertOutcome Upsert<T>(T row) where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Updates the row with this key and returns it as stored.</summary>
    /// <exception cref="ConcurrencyException">It's gone, or has another version.</exception>
    public T Update<T>(T row) where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Deletes the row with this key, whatever its version; false if there is none.</summary>
    public bool Delete<T>(T row) where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Runs a statement that writes; the number of rows changed.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int Execute<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads all rows of a result, or of a write's <c>returning</c> clause.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> QueryList<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads the only row of a result.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T QuerySingle<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads the only row of a result, or gives the default where there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? QuerySingleOrDefault<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters => throw new NotImplementedException();
}
