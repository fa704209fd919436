using System.Runtime.CompilerServices;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>What can be done to the rows of a table on one connection. Rows are prepared (stamped, validated) before they come here.</summary>
/// <typeparam name="T">The record.</typeparam>
internal static class TableCommands<T> where T : class, IRow<T>
{
    /// <summary>Inserts a row and gives it back as stored.</summary>
    public static T Insert(SqliteSession session, T row)
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(statements.Insert, statements.Table);
        try
        {
            Bind(statement, row);
            if (statements.ReturnsRow)
            {
                return RunReturning(statement, row)!;
            }

            statement.Run();
            return T.WantsGeneratedKey(row) ? T.WithGeneratedKey(row, session.LastInsertRowId) : row;
        }
        catch (ConstraintException e) when (e.Kind == ConstraintKind.ForeignKey)
        {
            throw ForeignKeyProbe.Explain(session, row, e);
        }
        finally
        {
            session.Keep(statement);
        }
    }

    /// <summary>Inserts rows from a segment until its end or the first that fails; a copy isn't made for any of them.</summary>
    /// <param name="session">The writer's connection.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="done">How many were inserted before an exception.</param>
    public static void InsertAll(SqliteSession session, ReadOnlySpan<T> rows, ref int done)
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(statements.InsertWithoutRow, statements.Table);
        try
        {
            RunEach(statement, rows, ref done);
        }
        catch (ConstraintException e) when (e.Kind == ConstraintKind.ForeignKey)
        {
            throw ForeignKeyProbe.Explain(session, rows[done], e);
        }
        finally
        {
            session.Keep(statement);
        }
    }

    /// <summary>Inserts a row unless a key or unique value of it exists.</summary>
    public static bool TryInsert(SqliteSession session, T row) => RunRow(session, TableStatements<T>.Instance.TryInsert, row) > 0;

    /// <summary>Inserts a row, or updates the one with its key where it differs.</summary>
    public static UpsertOutcome Upsert(SqliteSession session, T row)
    {
        var statements = TableStatements<T>.Instance;
        if (RunRow(session, statements.InsertUnlessKeyExists, row) > 0)
        {
            return UpsertOutcome.Inserted;
        }

        return RunRow(session, statements.UpdateIfDifferent, row) > 0 ? UpsertOutcome.Updated : UpsertOutcome.Unchanged;
    }

    /// <summary>Updates the row with this key (and, where there is one, the version before this row's) and gives it back as stored.</summary>
    /// <exception cref="ConcurrencyException">There is no such row.</exception>
    public static T Update(SqliteSession session, T row)
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(statements.Update, statements.Table);
        T? stored;
        try
        {
            Bind(statement, row);
            stored = statements.ReturnsRow ? RunReturning(statement, row) : statement.Run() > 0 ? row : null;
        }
        catch (ConstraintException e) when (e.Kind == ConstraintKind.ForeignKey)
        {
            throw ForeignKeyProbe.Explain(session, row, e);
        }
        finally
        {
            session.Keep(statement);
        }

        return stored ?? throw Stale(session, row, statements);
    }

    /// <summary>Deletes the row with this row's key.</summary>
    public static bool Delete(SqliteSession session, T row) => DeleteByKey(session, new KeyOf<T>(row));

    public static bool DeleteByKey<TKey>(SqliteSession session, in TKey key) where TKey : struct, IParameters
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(statements.Delete, statements.Table);
        try
        {
            Bind(statement, key);
            return statement.Run() > 0;
        }
        finally
        {
            session.Keep(statement);
        }
    }

    /// <summary>The row with a key, or null.</summary>
    public static T? Find<TKey>(SqliteSession session, in TKey key) where TKey : struct, IParameters
        => FindOne(session, TableStatements<T>.Instance.Find, key);

    /// <summary>The first row of a statement that yields at most one, or null.</summary>
    public static T? FindOne<TKey>(SqliteSession session, SqlStatement source, in TKey key) where TKey : struct, IParameters
    {
        var statement = session.Rent(source, TableStatements<T>.Instance.Table);
        try
        {
            Bind(statement, key);
            if (!statement.Step())
            {
                return null;
            }

            var reader = new SqliteRowReader(statement);
            return T.Read(ref reader);
        }
        finally
        {
            session.Return(statement);
        }
    }

    public static bool Exists<TKey>(SqliteSession session, in TKey key) where TKey : struct, IParameters
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(statements.Exists, statements.Table);
        try
        {
            Bind(statement, key);
            return statement.Step();
        }
        finally
        {
            session.Return(statement);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunEach(Statement statement, ReadOnlySpan<T> rows, ref int done)
    {
        foreach (var row in rows)
        {
            Bind(statement, row);
            statement.RunOnce();
            done++;
        }
    }

    private static long RunRow(SqliteSession session, SqlStatement source, T row)
    {
        var statement = session.Rent(source, TableStatements<T>.Instance.Table);
        try
        {
            Bind(statement, row);
            return statement.Run();
        }
        catch (ConstraintException e) when (e.Kind == ConstraintKind.ForeignKey)
        {
            throw ForeignKeyProbe.Explain(session, row, e);
        }
        finally
        {
            session.Keep(statement);
        }
    }

    private static T? RunReturning(Statement statement, T row)
    {
        // SQLite applies all changes before the first row of RETURNING comes (https://sqlite.org/lang_returning.html).
        if (!statement.Step())
        {
            statement.Reset();
            return null;
        }

        try
        {
            var reader = new SqliteRowReader(statement);
            return T.Read(ref reader);
        }
        finally
        {
            statement.Reset();
        }
    }

    private static ConcurrencyException Stale(SqliteSession session, T row, TableStatements statements)
    {
        var missing = !statements.HasVersion || !Exists(session, new KeyOf<T>(row));
        return new ConcurrencyException(missing
            ? $"The row of table '{statements.Table.Name}' to update doesn't exist (any more). Insert it, or use UpsertAsync."
            : $"The row of table '{statements.Table.Name}' was changed by somebody else since it was read. Read it again and decide anew, or use UpdateAsync(key, change).")
        {
            Table = statements.Table.Name,
            Columns = Array.ConvertAll(TableSql.KeyColumns(statements.Table), column => column.Name),
            Operation = "update",
            RowIsMissing = missing,
        };
    }

    private static void Bind(Statement statement, T row)
    {
        var writer = new SqliteRowWriter(statement);
        T.Write(row, ref writer);
    }

    private static void Bind<TParameters>(Statement statement, in TParameters parameters) where TParameters : struct, IParameters
    {
        var writer = new SqliteRowWriter(statement);
        parameters.Bind(ref writer);
    }
}

/// <summary>A row's own key as parameters.</summary>
internal readonly struct KeyOf<T>(T row) : IParameters where T : class, IRow<T>
{
    public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct => T.WriteKey(row, ref writer);
}
