using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Runs a section's steps inside the migrator's transaction.</summary>
internal static class MigrationSteps
{
    // They would end the transaction that makes a migration all or nothing, or change the connection behind the migrator's back.
    private static readonly string[] Refused = ["begin", "commit", "end", "rollback", "savepoint", "release", "pragma", "vacuum", "attach", "detach"];

    /// <param name="session">Inside a transaction, foreign keys off.</param>
    /// <param name="component">The component, for messages.</param>
    /// <param name="migration">The migration, for messages.</param>
    /// <param name="steps">A section's steps.</param>
    /// <param name="starts">Told of each step, from 0, before it runs; null: nobody.</param>
    /// <exception cref="MigrationException">A step failed; the caller rolls back.</exception>
    public static void Run(SqliteSession session, string component, Migration migration, IReadOnlyList<MigrationStep> steps, Action<int>? starts = null)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            starts?.Invoke(i);
            try
            {
                RunStep(session, component, migration, step);
            }
            catch (Exception e) when (e is MigrationStepException or LineageException and not MigrationException)
            {
                throw Failed(component, migration, step.Line, e);
            }
        }
    }

    private static void RunStep(SqliteSession session, string component, Migration migration, MigrationStep step)
    {
        switch (step.Kind)
        {
            case MigrationStepKind.Rebuild:
                TableRebuild.Run(session, step.Table, step.Sql, step.Copies);
                break;
            case MigrationStepKind.Redefine:
                TableRedefinition.Run(session, step.Table, step.Sql);
                break;
            default:
                SqlScript.Run(session, step.Sql, RefuseControl, (place, error) => Failed(component, migration, step.FirstLine + step.Sql.AsSpan(0, place).Count('\n'), error, Explain(session, step.Sql[place..], error)));
                break;
        }
    }

    private static MigrationException Failed(string component, Migration migration, int line, Exception error, string? explanation = null)
        => MigrationFault.Of(MigrationProblem.Failed, component, migration, line, $"{error.Message}{(explanation is null ? "" : $" {explanation} Mend them first.")} Nothing of this migration was done.", error);

    private static string? Explain(SqliteSession session, string sql, Exception error)
        => error is ConstraintException { Kind: ConstraintKind.Unique } && !session.IsAutocommit ? DuplicateRows.Describe(session, sql) : null;

    private static void RefuseControl(string statement)
    {
        if (SqlTokenizer.Tokenize(statement) is [var first, ..] && Array.Exists(Refused, first.IsWord))
        {
            throw new MigrationStepException($"'{first.Text.ToUpperInvariant()}' can't stand in a migration: the migrator keeps one transaction around all of it, and its own settings. Take the statement out; a table is made anew with '-- rebuild'.");
        }
    }
}
