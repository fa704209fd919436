using LineageAot.Diagnostics;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Runs one migration there or back, inside the caller's transaction and with foreign keys off, and what is asked afterwards: that no more rows point at nothing than
/// before, and that every view still works.
/// </summary>
internal sealed class MigrationExecution(SqliteSession session, MigrationLedger ledger, MigratorSettings settings)
{
    /// <summary>Applies it and adds its line to the ledger.</summary>
    /// <param name="component">The component.</param>
    /// <param name="migration">The migration.</param>
    /// <param name="withBackfills">Its backfills run here too and at once; otherwise its line says that they haven't begun.</param>
    /// <exception cref="MigrationException">It can't be applied; the caller rolls back.</exception>
    public MigrationReport Up(string component, Migration migration, bool withBackfills)
    {
        var text = MigrationPlan.Parse(component, migration);
        var isDestructive = DestructiveGuard.IsDestructive(session, text);
        var steps = text.Up.Count + text.Backfills.Count;
        ledger.Create();
        var duration = Run(component, migration, "MIGRATE", () =>
        {
            MigrationSteps.Run(session, component, migration, text.Up, Starts(component, migration, 0, steps));
            if (withBackfills)
            {
                Backfill.RunWhole(session, component, migration, text, Starts(component, migration, text.Up.Count, steps));
            }
            else
            {
                Backfill.Prepare(session, component, migration, text);
            }
        });
        ledger.Add(component, migration, Times.Cut(settings.Clock.GetUtcNow()), duration, withBackfills || text.Backfills.Count == 0 ? null : Backfill.NotBegun);
        return new MigrationReport(component, migration.Version, migration.FileName, isDestructive, duration);
    }

    /// <summary>Undoes it and takes its line out of the ledger, a backfill that hasn't ended included.</summary>
    /// <param name="component">The component.</param>
    /// <param name="migration">The migration, with a way back.</param>
    /// <exception cref="MigrationException">It can't be undone; the caller rolls back.</exception>
    public MigrationReport Down(string component, Migration migration)
    {
        var text = MigrationPlan.Parse(component, migration);
        var isDestructive = DestructiveGuard.IsDestructiveBack(session, text);
        var duration = Run(component, migration, "UNDO MIGRATION", () => MigrationSteps.Run(session, component, migration, text.Down, Starts(component, migration, 0, text.Down.Count)));
        ledger.Remove(component, migration.Version);
        return new MigrationReport(component, migration.Version, migration.FileName, isDestructive, duration);
    }

    private TimeSpan Run(string component, Migration migration, string name, Action steps)
    {
        var measured = DatabaseTelemetry.IsHeard ? settings.Telemetry?.Start(new OperationName(name, summary: $"{name} {component} {migration.FileName}"), isAmbient: true) ?? default : default;
        try
        {
            var duration = RunAndCheck(component, migration, steps);
            measured.Succeeded();
            return duration;
        }
        catch (Exception e)
        {
            measured.Failed(e);
            throw;
        }
    }

    private TimeSpan RunAndCheck(string component, Migration migration, Action steps)
    {
        var startedAt = settings.Clock.GetTimestamp();
        var before = ForeignKeyViolations.Read(session);
        steps();
        if (ForeignKeyViolations.Read(session).MoreThan(before) is { } violations)
        {
            throw MigrationFault.Of(MigrationProblem.ForeignKeys, component, migration, null,
                $"{violations} after it. Nothing of it was done. Foreign keys are off while a migration runs, so nothing cascades: delete or change the pointing rows in it too.");
        }

        RequireWorkingViews(session, component, migration);
        return settings.Clock.GetElapsedTime(startedAt);
    }

    private Action<int>? Starts(string component, Migration migration, int first, int steps)
        => settings.Progress is { } progress ? step => progress.Report(new MigrationProgress(component, migration.FileName, first + step + 1, steps)) : null;

    /// <summary>A view over a column that is gone fails only when somebody asks it.</summary>
    /// <exception cref="MigrationException">One doesn't work.</exception>
    public static void RequireWorkingViews(SqliteSession session, string component, Migration migration)
    {
        foreach (var view in SchemaCatalog.Read(session).Entries.Where(static entry => entry.Type == "view"))
        {
            try
            {
                session.Execute($"select * from main.{SqlIdentifier.Quote(view.Name)} limit 0");
            }
            catch (LineageException e)
            {
                throw MigrationFault.Of(MigrationProblem.Failed, component, migration, null, $"after it the view '{view.Name}' doesn't work any more: {e.Message} Nothing of it was done. Drop the view in it, and make it anew.", e);
            }
        }
    }
}
