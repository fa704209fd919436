using System.Runtime.CompilerServices;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>The rows of many keys in one read transaction: opening one costs more than finding a row.</summary>
internal readonly struct FindManyRead<T, TKey>(TKey[] keys) : IRead<IReadOnlyList<T>> where T : class, IRow<T> where TKey : struct, IParameters
{
    public int Count => keys.Length;

    public IReadOnlyList<T> Run(SqliteSession session) => Run(session, null)!;

    /// <summary>The rows, or null where it would take longer than the caller's thread is lent for.</summary>
    public IReadOnlyList<T>? Run(SqliteSession session, TimeProvider? limitedBy)
    {
        if (!session.IsAutocommit)
        {
            return Find(session, limitedBy);
        }

        ReadTransaction.Begin(session);
        try
        {
            return Find(session, limitedBy);
        }
        finally
        {
            ReadTransaction.End(session);
        }
    }

    private List<T>? Find(SqliteSession session, TimeProvider? limitedBy)
    {
        var statements = TableStatements<T>.Instance;
        var statement = session.Rent(statements.Find, statements.Table);
        try
        {
            var rows = new List<T>(keys.Length);
            var keysATime = limitedBy is null ? keys.Length : FindSoon<T, TKey>.KeysATime;
            var start = limitedBy?.GetTimestamp() ?? 0;
            for (var from = 0; from < keys.Length; from += keysATime)
            {
                if (from > 0 && limitedBy!.GetElapsedTime(start) > FindSoon<T, TKey>.TimeLimit)
                {
                    return null;
                }

                FindEach(statement, keys.AsSpan(from, Math.Min(keysATime, keys.Length - from)), rows);
            }

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

/// <summary>
/// The rows of some keys on the caller's thread, or null where that takes too long: a file that isn't in memory. The way to another thread and back takes as long as
/// finding thirty rows that are.
/// </summary>
internal readonly struct FindSoon<T, TKey>(FindManyRead<T, TKey> read, TimeProvider clock) : IRead<IReadOnlyList<T>?> where T : class, IRow<T> where TKey : struct, IParameters
{
    /// <summary>More than these aren't begun on the caller's thread: about an eighth of a millisecond where all is in memory.</summary>
    public const int MaxKeys = 128;

    /// <summary>So many are found between two looks at the clock, so that these cost a part of one key only.</summary>
    public const int KeysATime = 4;

    /// <summary>After it the caller gets its thread back, and a thread of the pool begins anew.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(0.5);

    public IReadOnlyList<T>? Run(SqliteSession session) => read.Run(session, clock);
}
