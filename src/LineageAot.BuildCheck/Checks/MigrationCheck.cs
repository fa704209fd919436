using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks;

/// <summary>Checks one migration on the schema that those before it have made, and leaves it applied.</summary>
/// <param name="session">The schema before it.</param>
/// <param name="database">Whose it is.</param>
/// <param name="migration">The migration.</param>
/// <param name="files">Where its file is.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class MigrationCheck(SqliteSession session, AssemblyDatabase database, Migration migration, ProjectFiles files, List<Finding> findings)
{
    private string Component => database.Schema.Name;

    /// <summary>False where it doesn't replay.</summary>
    public bool Run()
    {
        var before = SchemaPicture.Take(session);
        try
        {
            CheckedReplay.Up(session, Component, migration);
        }
        catch (MigrationException e)
        {
            Report(e.Line ?? 1, $"The migration doesn't replay: {Reason(e)}");
            return false;
        }

        var text = MigrationPlan.Parse(Component, migration);
        foreach (var backfill in text.Backfills)
        {
            CheckBackfill(backfill);
        }

        if (text.HasDown)
        {
            CheckDown(text, before);
        }

        return true;
    }

    private void CheckBackfill(MigrationStep backfill)
    {
        try
        {
            // Prepared and not run: EXPLAIN tells the program of it.
            SqlScript.Run(session, "explain " + backfill.Sql, static _ => { }, static (_, error) => error);
        }
        catch (LineageException e)
        {
            Report(backfill.Line, $"The backfill doesn't run after '-- up': {e.Message}");
        }
    }

    private void CheckDown(MigrationText text, SchemaPicture before)
    {
        session.Execute("begin");
        try
        {
            MigrationSteps.Run(session, Component, migration, text.Down);
            var differences = before.DifferencesTo(SchemaPicture.Take(session));
            if (differences.Count > 0)
            {
                Report(text.Down is [var first, ..] ? first.Line : LineOfDown(),
                    $"'-- down' doesn't return to the schema before '-- up': {string.Join("; ", differences)}. Mend it, or write '-- irreversible' in its place.");
            }
        }
        catch (MigrationException e)
        {
            Report(e.Line ?? LineOfDown(), $"'-- down' doesn't run after '-- up': {Reason(e)}");
        }
        finally
        {
            session.Execute("rollback");
        }
    }

    private int LineOfDown() => Array.FindIndex(migration.Text.Split('\n'), static line => line.StartsWith("--", StringComparison.Ordinal) && line[2..].Trim() == MigrationDirective.Down) + 1;

    /// <summary>Without the file's name, at which the finding stands, and without what happens to a file.</summary>
    private static string Reason(MigrationException exception)
        => exception.InnerException?.Message ?? (exception.Message.IndexOf(": ", StringComparison.Ordinal) is >= 0 and var end ? exception.Message[(end + 2)..] : exception.Message);

    private void Report(int line, string text) => findings.Add(new Finding(CheckRule.BadMigration, files.FileOf(database.MigrationsFolder, migration), line, text));
}
