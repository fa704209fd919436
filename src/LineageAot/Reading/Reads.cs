using System.Runtime.CompilerServices;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>All rows.</summary>
internal readonly struct ListRead<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters) : IRead<IReadOnlyList<T>>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public IReadOnlyList<T> Run(SqliteSession session) => QueryCommands.List<T, TDecoder, TParameters>(session, statement, parameters);
}

/// <summary>The only row.</summary>
internal readonly struct SingleRead<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters) : IRead<T>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public T Run(SqliteSession session) => QueryCommands.Single<T, TDecoder, TParameters>(session, statement, parameters);
}

/// <summary>The only row, or the default.</summary>
internal readonly struct SingleOrDefaultRead<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters) : IRead<T?>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public T? Run(SqliteSession session) => QueryCommands.SingleOrDefault<T, TDecoder, TParameters>(session, statement, parameters);
}

/// <summary>The first row of a statement that yields at most one.</summary>
internal readonly struct FindRead<T, TParameters>(SqlStatement statement, TParameters parameters) : IRead<T?>
    where T : class, IRow<T> where TParameters : struct, IParameters
{
    public T? Run(SqliteSession session) => TableCommands<T>.FindOne(session, statement, parameters);
}

/// <summary>Whether a row with the key exists.</summary>
internal readonly struct ExistsRead<T, TKey>(TKey key) : IRead<bool> where T : class, IRow<T> where TKey : struct, IParameters
{
    public bool Run(SqliteSession session) => TableCommands<T>.Exists(session, key);
}

/// <summary>The rows of many keys in one read transaction: opening one costs more than finding a row.</summary>
internal readonly struct FindManyRead<T, TKey>(TKey[] keys) : IRead<IReadOnlyList<T>> where T : class, IRow<T> where TKey : struct, IParameters
{
    public int Count => keys.Length;

    public IReadOnlyList<T> Run(SqliteSession session)
    {
        if (!session.IsAutocommit)
        {
            return Find(session);
        }

        ReadTransaction.Begin(session);
        try
        {
            return Find(session);
        }
        finally
        {
            ReadTransaction.End(session);
        }
    }

    private List<T> Find(SqliteSession session)
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(statements.Find, statements.Table);
        try
        {
            var rows = new List<T>(keys.Length);
            FindEach(statement, keys, rows);
            return rows;
        }
        finally
        {
            session.Return(statement);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FindEach(Statement statement, ReadOnlySpan<TKey> keys, List<T> rows)
    {
        foreach (ref readonly var key in keys)
        {
            QueryCommands.Bind(statement, key);
            if (statement.Step())
            {
                var reader = new SqliteRowReader(statement);
                rows.Add(T.Read(ref reader));
            }

            statement.Reset();
        }
    }
}
