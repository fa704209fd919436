using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>What surrounds the migrator's work on a connection.</summary>
internal static class MigrationTransaction
{
    /// <summary>All of the work is committed, or nothing is left of it.</summary>
    public static void Run(SqliteSession session, Action work)
    {
        session.Execute("begin immediate");
        try
        {
            work();
            session.Execute("commit");
        }
        finally
        {
            RollBack(session);
        }
    }

    /// <summary>Foreign keys are off for the work (inside a transaction the pragma says nothing and does nothing), and on again afterwards, whatever happened.</summary>
    public static void WithoutForeignKeys(SqliteSession session, Action work)
    {
        ConnectionSettings.Set(session, "foreign_keys", 0);
        try
        {
            work();
        }
        finally
        {
            RollBack(session);
            ConnectionSettings.Set(session, "foreign_keys", 1);
        }
    }

    private static void RollBack(SqliteSession session)
    {
        if (!session.IsAutocommit)
        {
            session.Execute("rollback");
            ForgetSchema(session);
        }
    }

    /// <summary>
    /// After a rollback: SQLite reads the schema anew only if it has noted that it changed, and a redefinition's <c>writable_schema=reset</c> (https://sqlite.org/pragma.html#pragma_writable_schema)
    /// wipes that note. An ALTER TABLE would then be read against tables that were undone.
    /// </summary>
    public static void ForgetSchema(SqliteSession session) => session.Execute("pragma writable_schema=reset");
}
