using System.ComponentModel;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Writing;

namespace LineageAot;

/// <summary>
/// A unit of work: all of its writes are committed together or none is. It runs on the writer's thread, once, may read what it wrote, and is
/// usable only inside the function that received it.
/// </summary>
public sealed class WriteScope
{
    private readonly WriterContext context;
    private readonly int threadId = Environment.CurrentManagedThreadId;
    private List<(TableSchema? Table, IReadOnlyList<string> Names, long Rows)>? changes;
    private bool isEnded;

    internal WriteScope(WriterContext context)
    {
        this.context = context;
        Now = context.Now;
    }

    /// <summary>The unit's time, used for all of its stamps: UTC, whole microseconds.</summary>
    public DateTimeOffset Now { get; }

    internal long WrittenRows { get; private set; }

    internal SqliteSession Session
    {
        get
        {
            Check();
            return context.Session;
        }
    }

    /// <summary>A table inside this unit.</summary>
    public UnitTable<T> Table<T>() where T : class, IRow<T> => new(this);

    /// <summary>Inserts a row and returns it as stored.</summary>
    /// <exception cref="ConstraintException">A rule of the schema forbids it.</exception>
    /// <exception cref="InvalidValueException">A value can't be stored.</exception>
    public T Insert<T>(T row) where T : class, IRow<T>
    {
        ArgumentNullException.ThrowIfNull(row);
        var stored = TableCommands<T>.Insert(Session, Prepare(row, RowOperation.Insert));
        Note(T.Schema, 1);
        return stored;
    }

    /// <summary>Inserts rows and returns their number.</summary>
    /// <exception cref="ConstraintException">A rule of the schema forbids one of them; <see cref="LineageException.RowNumber"/> says which.</exception>
    /// <exception cref="InvalidValueException">A value can't be stored.</exception>
    public long InsertMany<T>(IEnumerable<T> rows) where T : class, IRow<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        var session = Session;
        var number = 0L;
        using var buffer = new RowBuffer<T>();
        foreach (var row in rows)
        {
            buffer.Add(Prepare(row, RowOperation.Insert));
            if (buffer.IsFull)
            {
                number += InsertBuffer(session, buffer, number);
            }
        }

        number += InsertBuffer(session, buffer, number);
        Note(T.Schema, number);
        return number;
    }

    /// <summary>Inserts a row unless it conflicts with an existing one (primary key or unique); true if it was inserted.</summary>
    public bool TryInsert<T>(T row) where T : class, IRow<T>
    {
        ArgumentNullException.ThrowIfNull(row);
        var inserted = TableCommands<T>.TryInsert(Session, Prepare(row, RowOperation.Insert));
        Note(T.Schema, inserted ? 1 : 0);
        return inserted;
    }

    /// <summary>Inserts a row or updates the one with its key; an equal row (stamps and version aside) is left alone.</summary>
    public UpsertOutcome Upsert<T>(T row) where T : class, IRow<T>
    {
        ArgumentNullException.ThrowIfNull(row);
        Immutability.Refuse<T>("upsert");
        var outcome = TableCommands<T>.Upsert(Session, Prepare(row, RowOperation.Upsert));
        Note(T.Schema, outcome == UpsertOutcome.Unchanged ? 0 : 1);
        return outcome;
    }

    /// <summary>Updates the row with this key and returns it as stored.</summary>
    /// <exception cref="ConcurrencyException">It's gone, or has another version.</exception>
    public T Update<T>(T row) where T : class, IRow<T>
    {
        ArgumentNullException.ThrowIfNull(row);
        Immutability.Refuse<T>("update");
        var stored = TableCommands<T>.Update(Session, Prepare(row, RowOperation.Update));
        Note(T.Schema, 1);
        return stored;
    }

    /// <summary>Deletes the row with this key, whatever its version; false if there is none.</summary>
    public bool Delete<T>(T row) where T : class, IRow<T>
    {
        ArgumentNullException.ThrowIfNull(row);
        var deleted = TableCommands<T>.Delete(Session, row);
        Note(T.Schema, deleted ? 1 : 0);
        return deleted;
    }

    /// <summary>Runs a statement that writes; the number of rows changed.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int Execute<TParameters>(SqlStatement statement, in TParameters parameters) where TParameters : struct, IParameters
    {
        var changed = QueryCommands.Execute(Session, statement, parameters, out var tables);
        Note(null, changed, tables);
        return changed;
    }

    /// <summary>Reads all rows of a result, or of a write's <c>returning</c> clause.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<T> QueryList<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        var rows = QueryCommands.List<T, TDecoder, TParameters>(Session, statement, parameters, out var written);
        Note(null, rows.Count, written);
        return rows;
    }

    /// <summary>Reads the only row of a result.</summary>
    /// <exception cref="QueryException">There is none, or more than one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T QuerySingle<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => QueryCommands.Only(QueryList<T, TDecoder, TParameters>(statement, parameters), statement);

    /// <summary>Reads the only row of a result, or gives the default where there is none.</summary>
    /// <exception cref="QueryException">There is more than one.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public T? QuerySingleOrDefault<T, TDecoder, TParameters>(SqlStatement statement, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => QueryCommands.OnlyOrDefault(QueryList<T, TDecoder, TParameters>(statement, parameters), statement);

    internal T Prepare<T>(T row, RowOperation operation) where T : class, IRow<T> => T.Prepare(row, new RowStamp(operation, Now));

    internal void Note(TableSchema? table, long rows, IReadOnlyList<string>? names = null)
    {
        WrittenRows += rows;
        if (table is not null || names is { Count: > 0 })
        {
            (changes ??= []).Add((table, names ?? [], rows));
        }
    }

    /// <summary>The unit succeeded: what it changed counts for the batch.</summary>
    internal void Publish()
    {
        foreach (var (table, names, rows) in changes ?? [])
        {
            if (table is not null)
            {
                context.Changes.Note(table, rows);
            }
            else
            {
                context.Changes.Note(names, rows);
            }
        }
    }

    internal void End() => isEnded = true;

    private static int InsertBuffer<T>(SqliteSession session, RowBuffer<T> buffer, long before) where T : class, IRow<T>
    {
        var done = 0;
        try
        {
            TableCommands<T>.InsertAll(session, buffer.Rows, ref done);
        }
        catch (LineageException e)
        {
            e.RowNumber = before + done;
            throw;
        }

        buffer.Clear();
        return done;
    }

    private void Check()
    {
        if (isEnded || Environment.CurrentManagedThreadId != threadId)
        {
            throw new InvalidOperationException(isEnded
                ? "The unit of work has ended; its WriteScope can't be kept. Start another unit with WriteAsync."
                : "A WriteScope belongs to the writer's thread and can't be used from another. Do the unit's work in the function itself.");
        }

        if (context.Session.IsAutocommit)
        {
            throw new DatabaseIOException("SQLite rolled the transaction back after an earlier error in this unit; nothing more can be done in it. Let the exception leave the unit.");
        }
    }
}
