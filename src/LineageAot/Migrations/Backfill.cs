using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// The part of a migration that goes over rows in batches, behind its schema's transaction: each batch is a transaction of its own, foreign keys on, and moves the
/// cursor in the ledger, so that a row is done once whatever ends the program between two of them.
/// </summary>
internal sealed class Backfill
{
    /// <summary>The cursor of a backfill that hasn't begun.</summary>
    public const string NotBegun = "0";

    private readonly SqliteSession session;
    private readonly MigrationLedger ledger;
    private readonly string component;
    private readonly Migration migration;
    private readonly MigrationText text;
    private readonly MigratorSettings settings;

    private Backfill(SqliteSession session, MigrationLedger ledger, string component, Migration migration, MigratorSettings settings)
    {
        this.session = session;
        this.ledger = ledger;
        this.component = component;
        this.migration = migration;
        this.settings = settings;
        text = MigrationPlan.Parse(component, migration);
    }

    /// <summary>Runs an unfinished backfill to its end.</summary>
    /// <param name="session">The writer without an open transaction.</param>
    /// <param name="ledger">Its ledger.</param>
    /// <param name="component">The component.</param>
    /// <param name="migration">The migration, as it was applied.</param>
    /// <param name="settings">Who is told.</param>
    /// <exception cref="MigrationException">Rows don't fit, or SQLite refuses the statement; the batches before stay done.</exception>
    public static void Finish(SqliteSession session, MigrationLedger ledger, string component, Migration migration, MigratorSettings settings)
    {
        var backfill = new Backfill(session, ledger, component, migration, settings);
        ConnectionSettings.Set(session, "foreign_keys", 1);
        while (backfill.RunBatch())
        {
        }
    }

    /// <summary>Runs all of it at once inside the caller's transaction: in a new file, where every row is one that the migrations have made.</summary>
    public static void RunWhole(SqliteSession session, string component, Migration migration, MigrationText text, Action<int>? starts = null)
    {
        for (var i = 0; i < text.Backfills.Count; i++)
        {
            starts?.Invoke(i);
            InStep(component, migration, text.Backfills[i], "Nothing of this migration was done.", () => new BackfillWalk(session, text.Backfills[i]).RunWhole());
        }
    }

    /// <summary>Sees to it, before the schema's transaction ends, that SQLite takes every statement.</summary>
    public static void Prepare(SqliteSession session, string component, Migration migration, MigrationText text)
    {
        foreach (var step in text.Backfills)
        {
            InStep(component, migration, step, "Nothing of this migration was done.", () => new BackfillWalk(session, step).Prepare());
        }
    }

    /// <summary>False once nothing is left to do.</summary>
    private bool RunBatch()
    {
        BackfillCursor? done = null;
        MigrationTransaction.Run(session, () =>
        {
            // Another program may have gone on with it meanwhile, or have ended it.
            if (ledger.Find(component, migration.Version)?.Backfill is not { } place)
            {
                return;
            }

            var cursor = Parse(place);
            if (cursor.Step >= text.Backfills.Count)
            {
                ledger.SetBackfill(component, migration.Version, null);
                return;
            }

            var step = text.Backfills[cursor.Step];
            BackfillCursor? next = null;
            InStep(component, migration, step, "The batches before it stay done. Mend the rows with SQL and open the database again, which goes on where it stands; or roll the migration back.",
                () => next = new BackfillWalk(session, step).RunBatch(cursor));
            done = next ?? cursor with { Rows = cursor.TotalRows };
            next ??= cursor.Step + 1 < text.Backfills.Count ? new BackfillCursor(cursor.Step + 1) : null;
            ledger.SetBackfill(component, migration.Version, next?.ToString());
        });
        if (done is not null)
        {
            var steps = text.Up.Count;
            settings.Progress?.Report(new MigrationProgress(component, migration.FileName, steps + done.Step + 1, steps + text.Backfills.Count) { Rows = done.Rows, TotalRows = done.TotalRows });
        }

        return done is not null;
    }

    private BackfillCursor Parse(string place)
    {
        try
        {
            return BackfillCursor.Parse(place);
        }
        catch (MigrationStepException e)
        {
            throw MigrationFault.Of(MigrationProblem.Failed, component, migration, null, e.Message, e);
        }
    }

    private static void InStep(string component, Migration migration, MigrationStep step, string wayOut, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is MigrationStepException or QueryException or ConstraintException or InvalidValueException)
        {
            throw MigrationFault.Of(MigrationProblem.Failed, component, migration, step.Line, $"{e.Message} {wayOut}", e);
        }
    }
}
