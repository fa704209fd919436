using System.ComponentModel;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Writing;

namespace LineageAot;

/// <summary>
/// A table: its reads, and writes that complete when they are committed. Safe to use from many threads. Members that take the key, and
/// finders for unique and indexed columns, are generated as extension methods beside the record.
/// </summary>
/// <remarks>
/// Every write may throw, besides what its own text says: <see cref="DatabaseBusyException"/>, <see cref="DatabaseFullException"/>,
/// <see cref="DatabaseIOException"/>, <see cref="DatabaseReadOnlyException"/>, <see cref="WriteIndeterminateException"/>,
/// <see cref="WriteQueueClosedException"/>, and <see cref="OperationCanceledException"/> if it's cancelled while it waits (then it wasn't
/// executed; once started it is finished).
/// </remarks>
/// <typeparam name="T">The record.</typeparam>
public sealed class Table<T> : ReadTable<T> where T : class, IRow<T>
{
    private readonly DatabaseHandle handle;

    internal Table(LineageDatabase database, DatabaseHandle handle) : base(database)
    {
        Database = database;
        this.handle = handle;
    }

    /// <summary>The database.</summary>
    public LineageDatabase Database { get; }

    /// <summary>Inserts a row; completes when it's committed, with the row as stored.</summary>
    /// <exception cref="ConstraintException">A rule of the schema forbids it; other writes of the same transaction aren't touched.</exception>
    /// <exception cref="InvalidValueException">A value can't be stored.</exception>
    public ValueTask<T> InsertAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default)
        => WriteRow<T, InsertAction<T>>(row, RowOperation.Insert, options, cancellationToken);

    /// <summary>Inserts a row unless it conflicts with an existing one (primary key or unique); true if it was inserted.</summary>
    /// <exception cref="ConstraintException">Another rule of the schema forbids it.</exception>
    /// <exception cref="InvalidValueException">A value can't be stored.</exception>
    public ValueTask<bool> TryInsertAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default)
        => WriteRow<bool, TryInsertAction<T>>(row, RowOperation.Insert, options, cancellationToken);

    /// <summary>
    /// Inserts a row or updates the one with its key, whatever its version; a row that is equal (stamps and version aside) is left alone.
    /// </summary>
    /// <exception cref="ConstraintException">A rule of the schema forbids it.</exception>
    /// <exception cref="InvalidValueException">A value can't be stored.</exception>
    /// <exception cref="NotSupportedException">The table is immutable.</exception>
    public ValueTask<UpsertOutcome> UpsertAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default)
    {
        Immutability.Refuse<T>("upsert");
        return WriteRow<UpsertOutcome, UpsertAction<T>>(row, RowOperation.Upsert, options, cancellationToken);
    }

    /// <summary>Updates the row with this key; completes when it's committed, with the row as stored.</summary>
    /// <exception cref="ConcurrencyException">The row is gone, or (with a <c>[RowVersion]</c>) has another version than this one.</exception>
    /// <exception cref="ConstraintException">A rule of the schema forbids it.</exception>
    /// <exception cref="InvalidValueException">A value can't be stored.</exception>
    /// <exception cref="NotSupportedException">The table is immutable.</exception>
    public ValueTask<T> UpdateAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default)
    {
        Immutability.Refuse<T>("update");
        return WriteRow<T, UpdateAction<T>>(row, RowOperation.Update, options, cancellationToken);
    }

    /// <summary>Deletes the row with this key, whatever its version; false if there was none.</summary>
    /// <exception cref="ConstraintException">It is still pointed at.</exception>
    public ValueTask<bool> DeleteAsync(T row, WriteOptions options = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Enqueue<bool, DeleteAction<T>>(row, 64, options, cancellationToken);
    }

    /// <summary>
    /// Inserts many rows in segments, each a part of one transaction; single writes slip in between them. When a row fails, its whole
    /// segment is undone and nothing behind it is written: <see cref="LineageException.RowNumber"/> and
    /// <see cref="LineageException.CommittedRows"/> tell where it stopped. For all or nothing use a unit's InsertMany.
    /// </summary>
    /// <param name="rows">Read on the caller's thread, once.</param>
    /// <param name="options">What to do with conflicts, progress, durability.</param>
    /// <param name="cancellationToken">Stops between two segments.</param>
    /// <exception cref="ConstraintException">A row breaks a rule of the schema.</exception>
    /// <exception cref="InvalidValueException">A value can't be stored.</exception>
    public ValueTask<BulkReport> InsertManyAsync(IEnumerable<T> rows, BulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Bulk(options, cancellationToken).WriteAsync(rows);
    }

    /// <inheritdoc cref="InsertManyAsync(IEnumerable{T}, BulkOptions?, CancellationToken)"/>
    /// <param name="rows">Read as they come; the source waits while two segments are on their way.</param>
    /// <param name="options">What to do with conflicts, progress, durability.</param>
    /// <param name="cancellationToken">Stops between two segments; passed to the source too.</param>
    public ValueTask<BulkReport> InsertManyAsync(IAsyncEnumerable<T> rows, BulkOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Bulk(options, cancellationToken).WriteAsync(rows);
    }

    /// <summary>Deletes the row with a key; false if there was none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<bool> DeleteByKeyAsync<TKey>(in TKey key, WriteOptions options = default, CancellationToken cancellationToken = default) where TKey : struct, IParameters
    {
        var request = new FunctionRequest<TKey, bool>(key, TableStatements<T>.Instance.Delete, static (context, key) =>
        {
            var deleted = TableCommands<T>.DeleteByKey(context.Session, key);
            context.Changes.Note(T.Schema, deleted ? 1 : 0);
            return deleted;
        });
        return handle.EnqueueAsync(request, options, cancellationToken);
    }

    /// <summary>Reads a row on the writer's thread, changes it and writes it in one unit; null if there is none.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ValueTask<T?> UpdateByKeyAsync<TKey>(in TKey key, Func<T, T> change, WriteOptions options = default, CancellationToken cancellationToken = default) where TKey : struct, IParameters
    {
        ArgumentNullException.ThrowIfNull(change);
        Immutability.Refuse<T>("update");
        var copy = key;
        return handle.EnqueueAsync(new UnitRequest<T?>(handle.Queue, unit => unit.Table<T>().UpdateByKey(copy, change)), options, cancellationToken);
    }

    private ValueTask<TResult> WriteRow<TResult, TAction>(T row, RowOperation operation, WriteOptions options, CancellationToken cancellationToken)
        where TAction : struct, IRowAction<T, TResult>
    {
        ArgumentNullException.ThrowIfNull(row);
        T prepared;
        try
        {
            prepared = T.Prepare(row, new RowStamp(operation, handle.Now));
        }
        catch (Exception e)
        {
            // A row that refuses itself does so where the caller awaits, like every other failed write.
            return ValueTask.FromException<TResult>(e);
        }

        return Enqueue<TResult, TAction>(prepared, SizingRowWriter.SizeOf(prepared), options, cancellationToken);
    }

    private ValueTask<TResult> Enqueue<TResult, TAction>(T row, long bytes, WriteOptions options, CancellationToken cancellationToken)
        where TAction : struct, IRowAction<T, TResult>
    {
        var request = RequestPool<RowRequest<T, TResult, TAction>>.Rent();
        request.Row = row;
        request.Bytes = bytes;
        return handle.EnqueueAsync(request, options, cancellationToken);
    }

    private BulkWriter<T> Bulk(BulkOptions? options, CancellationToken cancellationToken)
    {
        var chosen = options ?? new BulkOptions();
        if (chosen.OnConflict == OnConflict.Update)
        {
            Immutability.Refuse<T>("update");
        }

        return new BulkWriter<T>(handle.Queue, handle.Options, handle.Telemetry, chosen, cancellationToken);
    }
}
