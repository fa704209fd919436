using System.Runtime.CompilerServices;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>Runs a statement of the user on one connection and reads its rows by position.</summary>
internal static class QueryCommands
{
    /// <summary>
    /// Runs a statement that writes; the number of rows changed, and the table that it writes with those that it reaches besides: none where nothing was changed.
    /// Rows that a trigger on a view writes aren't in the number.
    /// </summary>
    public static int Execute<TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters, out string[] written) where TParameters : struct, IParameters
    {
        var statement = session.Rent(source);
        try
        {
            Bind(statement, parameters);
            var before = session.TotalChanges;
            var changed = checked((int)statement.Run());
            written = session.TotalChanges == before ? [] : statement.Tables.Written;
            return changed;
        }
        finally
        {
            session.Return(statement);
        }
    }

    /// <summary>All rows of a result, and the tables that the statement wrote, as <see cref="Execute"/> tells them (none for a query).</summary>
    public static List<T> List<T, TDecoder, TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters, out string[] written, TableSchema? table = null)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        var statement = session.Rent(source, table);
        try
        {
            Bind(statement, parameters);
            var before = session.TotalChanges;
            var rows = new List<T>();
            ReadEach<T, TDecoder>(statement, rows);
            written = session.TotalChanges == before ? [] : statement.Tables.Written;
            return rows;
        }
        finally
        {
            session.Return(statement);
        }
    }

    /// <inheritdoc cref="List{T, TDecoder, TParameters}(SqliteSession, SqlStatement, in TParameters, out string[], TableSchema?)"/>
    public static List<T> List<T, TDecoder, TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters, TableSchema? table = null)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => List<T, TDecoder, TParameters>(session, source, parameters, out _, table);

    /// <summary>The only one of the rows that a statement yielded.</summary>
    /// <exception cref="QueryException">There is none, or more than one.</exception>
    public static T Only<T>(IReadOnlyList<T> rows, SqlStatement source) => rows.Count == 0 ? throw NoRow(source) : OnlyOrDefault(rows, source)!;

    /// <summary>The only one of the rows that a statement yielded, or the default where there is none.</summary>
    /// <exception cref="QueryException">There is more than one.</exception>
    public static T? OnlyOrDefault<T>(IReadOnlyList<T> rows, SqlStatement source) => rows.Count switch
    {
        0 => default,
        1 => rows[0],
        _ => throw ManyRows(source),
    };

    /// <summary>The only row.</summary>
    /// <exception cref="QueryException">There is none, or more than one.</exception>
    public static T Single<T, TDecoder, TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => TryRead<T, TDecoder, TParameters>(session, source, parameters, out var value)
            ? value!
            : throw NoRow(source);

    /// <summary>The only row, or the default where there is none.</summary>
    /// <exception cref="QueryException">There is more than one.</exception>
    public static T? SingleOrDefault<T, TDecoder, TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        TryRead<T, TDecoder, TParameters>(session, source, parameters, out var value);
        return value;
    }

    public static void Bind<TParameters>(Statement statement, in TParameters parameters) where TParameters : struct, IParameters
    {
        var writer = new SqliteRowWriter(statement);
        parameters.Bind(ref writer);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReadEach<T, TDecoder>(Statement statement, List<T> rows) where TDecoder : struct, IDecoder<T>
    {
        var reader = new SqliteRowReader(statement);
        while (statement.Step())
        {
            rows.Add(TDecoder.Read(ref reader));
        }
    }

    private static bool TryRead<T, TDecoder, TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters, out T? value)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        var statement = session.Rent(source);
        try
        {
            Bind(statement, parameters);
            if (!statement.Step())
            {
                value = default;
                return false;
            }

            var reader = new SqliteRowReader(statement);
            value = TDecoder.Read(ref reader);
            return !statement.Step()
                ? true
                : throw ManyRows(source);
        }
        finally
        {
            session.Return(statement);
        }
    }

    private static QueryException NoRow(SqlStatement source)
        => new($"{source.Name} found no row, and exactly one is expected. Make the result nullable where none may exist.") { Operation = source.Name };

    private static QueryException ManyRows(SqlStatement source)
        => new($"{source.Name} found more than one row, and at most one is expected. Return a list, or narrow the query.") { Operation = source.Name };
}
