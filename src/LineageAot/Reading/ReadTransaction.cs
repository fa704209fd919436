using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>The bounds of a transaction that only reads.</summary>
internal static class ReadTransaction
{
    private static readonly SqlStatement BeginStatement = new("begin", "begin a read");
    private static readonly SqlStatement RollbackStatement = new("rollback", "end a read");
    private static readonly SqlStatement FirstRead = new("select 1 from sqlite_schema limit 1", "begin a snapshot");

    public static void Begin(SqliteSession session) => Run(session, BeginStatement);

    /// <summary>Ends the transaction, if one is open.</summary>
    public static void End(SqliteSession session)
    {
        if (!session.IsAutocommit)
        {
            Run(session, RollbackStatement);
        }
    }

    /// <summary>BEGIN alone fixes nothing: the first read does (https://sqlite.org/isolation.html).</summary>
    public static void BeginSnapshot(SqliteSession session)
    {
        Begin(session);
        Run(session, FirstRead);
    }

    private static void Run(SqliteSession session, SqlStatement source)
    {
        var statement = session.Rent(source);
        try
        {
            statement.Run();
        }
        finally
        {
            session.Keep(statement);
        }
    }
}
