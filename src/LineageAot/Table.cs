using System.ComponentModel;
using LineageAot.Schema;

namespace LineageAot;

/// <summary>
/// A table: its reads, and writes that complete when they are committed. Safe to use from many threads. Members that take the key, and
/// finders for unique and indexed columns, are generated as extension methods beside the record.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class Table<T> : ReadTable<T> where T : class, IRow<T>
{
    internal Table(LineageDatabase database) : base(database) => Database = database;

    /// <summary>The database.</summary>
    public LineageDatabase Database { get; }

    /// <summary>Inserts a row; completes when it's committed, with the row as stored.</summary>
    public ValueTask<T> InsertAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Inserts a row unless it conflicts with an existing one (primary key or unique); true if it was inserted.</summary>
    public ValueTask<bool> TryInsertAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Inserts a row or updates the one with its key; an equal row is left alone.</summary>
    public ValueTask<UpsertOutcome> UpsertAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Updates the row with this key; completes when it's committed, with the row as stored.</summary>
    public ValueTask<T> UpdateAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Deletes the row with this key, whatever its version; false if there was none.</summary>
    public ValueTask<bool> DeleteAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Inserts many rows in segments; single writes slip in between them.</summary>
    public ValueTask<BulkReport> InsertManyAsync(IEnumerable<T> rows, BulkOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Inserts many rows in segments as they arrive; the source waits while the queue is full.</summary>
    public ValueTask<BulkReport> InsertManyAsync(IAsyncEnumerable<T> rows, BulkOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Deletes the row with a key; false if there was none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<bool> DeleteByKeyAsync<TKey>(in TKey key, WriteOptions options = default, CancellationToken cancellationToken = default) where TKey : struct, IParameters => throw new NotImplementedException();

    /// <summary>Reads a row on the writer's thread, changes it and writes it in one unit; null if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> UpdateByKeyAsync<TKey>(in TKey key, Func<T, T> change, WriteOptions options = default, CancellationToken cancellationToken = default) where TKey : struct, IParameters => throw new NotImplementedException();
}
