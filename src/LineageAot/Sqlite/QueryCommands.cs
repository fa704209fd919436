using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>Runs a statement of the user on one connection and reads its rows by position.</summary>
internal static class QueryCommands
{
    /// <summary>Runs a statement that writes; the number of rows changed.</summary>
    public static int Execute<TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters) where TParameters : struct, IParameters
    {
        var statement = session.Rent(source);
        try
        {
            Bind(statement, parameters);
            return checked((int)statement.Run());
        }
        finally
        {
            session.Return(statement);
        }
    }

    public static List<T> List<T, TDecoder, TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters, TableSchema? table = null)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
    {
        var statement = session.Rent(source, table);
        try
        {
            Bind(statement, parameters);
            var rows = new List<T>();
            var reader = new SqliteRowReader(statement);
            while (statement.Step())
            {
                rows.Add(TDecoder.Read(ref reader));
            }

            return rows;
        }
        finally
        {
            session.Return(statement);
        }
    }

    /// <summary>The only row.</summary>
    /// <exception cref="QueryException">There is none, or more than one.</exception>
    public static T Single<T, TDecoder, TParameters>(SqliteSession session, SqlStatement source, in TParameters parameters)
        where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
        => TryRead<T, TDecoder, TParameters>(session, source, parameters, out var value)
            ? value!
            : throw new QueryException($"{source.Name} found no row, and exactly one is expected. Make the result nullable where none may exist.") { Operation = source.Name };

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
                : throw new QueryException($"{source.Name} found more than one row, and at most one is expected. Return a list, or narrow the query.") { Operation = source.Name };
        }
        finally
        {
            session.Return(statement);
        }
    }
}
