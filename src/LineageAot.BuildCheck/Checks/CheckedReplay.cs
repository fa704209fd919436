using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks;

/// <summary>Runs a migration as the migrator does, without a ledger.</summary>
internal static class CheckedReplay
{
    /// <summary>Applies it; the session is as before where it fails.</summary>
    /// <exception cref="MigrationException">Its text can't be read, SQLite refuses a statement, rows point at nothing afterwards, or a view doesn't work any more.</exception>
    public static void Up(SqliteSession session, string component, Migration migration)
    {
        var text = MigrationPlan.Parse(component, migration);
        session.Execute("begin");
        try
        {
            var before = ForeignKeyViolations.Read(session);
            MigrationSteps.Run(session, component, migration, text.Up);
            if (ForeignKeyViolations.Read(session).MoreThan(before) is { } violations)
            {
                throw MigrationFault.Of(MigrationProblem.ForeignKeys, component, migration, null, $"{violations} after it.");
            }

            MigrationExecution.RequireWorkingViews(session, component, migration);
            session.Execute("commit");
        }
        catch (LineageException e) when (e is not MigrationException)
        {
            // A foreign key that points at no key of its parent.
            throw MigrationFault.Of(MigrationProblem.ForeignKeys, component, migration, null, e.Message, e);
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }
        }
    }
}
