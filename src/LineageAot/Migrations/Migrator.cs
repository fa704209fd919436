using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Brings a file up to date: whatever its ledger lacks of the program's migrations is applied, each in one transaction with its line in the ledger (an empty file gets
/// all of them in one). A migration runs with foreign keys off and is refused if rows point at nothing afterwards that didn't before; the last one also if the tables
/// aren't those of the records then.
/// </summary>
internal sealed class Migrator
{
    /// <summary>"LINA": what <c>pragma application_id</c> says of a file with migrations (https://sqlite.org/pragma.html#pragma_application_id).</summary>
    public const int ApplicationId = 0x4C494E41;

    private readonly SqliteSession session;
    private readonly DatabaseSchema schema;
    private readonly MigratorSettings settings;
    private readonly MigrationLedger ledger;

    private Migrator(SqliteSession session, DatabaseSchema schema, MigratorSettings settings)
    {
        this.session = session;
        this.schema = schema;
        this.settings = settings;
        ledger = new MigrationLedger(session);
    }

    /// <summary>Applies what is missing, or sees to it that nothing is.</summary>
    /// <param name="session">The writer without an open transaction; a read-only session only compares.</param>
    /// <param name="schema">The program's tables and migrations.</param>
    /// <param name="settings">What may be done.</param>
    /// <exception cref="MigrationException">A migration can't be applied; the file is as it was before that migration.</exception>
    /// <exception cref="SchemaMismatchException">The file is another one's, a newer one, or has drifted; nothing was changed.</exception>
    public static void Ensure(SqliteSession session, DatabaseSchema schema, MigratorSettings settings)
    {
        if (settings.Mode == MigrationMode.None || !HasMigrations(schema))
        {
            SchemaInitializer.Ensure(session, schema, settings.Mode);
            return;
        }

        new Migrator(session, schema, settings).Run();
    }

    /// <summary>As <see cref="Ensure"/> without changing anything: refuses a file that Ensure would refuse.</summary>
    public static void RequireUsable(SqliteSession session, DatabaseSchema schema, MigratorSettings settings)
    {
        if (settings.Mode == MigrationMode.None || !HasMigrations(schema))
        {
            SchemaInitializer.RequireUsable(session, schema, settings.Mode);
            return;
        }

        var migrator = new Migrator(session, schema, settings);
        migrator.RequireOurs();
        var plans = migrator.Plans();
        migrator.RequireKnown(plans);
        if (settings.Mode == MigrationMode.Verify)
        {
            migrator.RequireCurrent(plans);
            return;
        }

        migrator.RequireRecognized();
        Adoption.RequireFitting(session, migrator.ledger, schema);
    }

    private static bool HasMigrations(DatabaseSchema schema) => schema.AllComponents().Any(static component => component.Migrations.Length > 0);

    private void Run()
    {
        RequireOurs();
        var plans = Plans();
        RequireKnown(plans);
        if (plans.TrueForAll(static plan => plan.Pending.Count == 0) && SchemaComparison.Compare(session, schema).State == SchemaState.Current)
        {
            return;
        }

        if (settings.Mode == MigrationMode.Verify || session.IsReadOnly)
        {
            RequireCurrent(plans);
            return;
        }

        ConnectionSettings.Set(session, "foreign_keys", 0);
        try
        {
            Apply();
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }

            ConnectionSettings.Set(session, "foreign_keys", 1);
        }
    }

    private void Apply()
    {
        if (SchemaCatalog.Read(session).IsEmpty)
        {
            InTransaction(FillEmptyFile);
            return;
        }

        RequireRecognized();
        InTransaction(() => Adoption.Stamp(session, ledger, schema, settings.Clock));
        var isFinished = false;
        while (Next() is var (component, migration, _))
        {
            if (DestructiveGuard.IsDestructive(session, MigrationPlan.Parse(component, migration)))
            {
                DestructiveGuard.Pass(session, component, migration, settings);
            }

            var applied = false;
            InTransaction(() =>
            {
                // Another program may have been faster between the look and the lock.
                if (Next() is var (still, same, isLast) && still == component && same.Version == migration.Version)
                {
                    ApplyOne(component, migration);
                    if (isLast)
                    {
                        FinishSchema();
                    }

                    (applied, isFinished) = (true, isLast);
                }
            });
            if (applied)
            {
                settings.Applied(component, migration);
            }
        }

        if (!isFinished)
        {
            // Nothing was to be applied, or another program has done it.
            InTransaction(FinishSchema);
        }
    }

    /// <summary>A file with tables, but no ledger and none of ours, was somebody's before: nothing is put into it unasked.</summary>
    private void RequireRecognized()
    {
        var catalog = SchemaCatalog.Read(session);
        if (!catalog.IsEmpty && !ledger.Exists && !schema.AllTables().Any(table => catalog.FindTable(table.Name) is not null))
        {
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(SchemaState.Older, ["the file has tables, and none of them is one of the program's"]), "Check Path: it may be another program's file.");
        }
    }

    /// <summary>All migrations of all components: the model's DDL alone would lose views, triggers and rows written by hand.</summary>
    private void FillEmptyFile()
    {
        if (!SchemaCatalog.Read(session).IsEmpty)
        {
            return;
        }

        foreach (var component in schema.AllComponents())
        {
            foreach (var migration in component.Migrations.OrderBy(static migration => migration.Version))
            {
                ApplyOne(component.Name, migration);
            }
        }

        FinishSchema();
    }

    private void ApplyOne(string component, Migration migration)
    {
        var text = MigrationPlan.Parse(component, migration);
        if (text.Backfills is [var backfill, ..])
        {
            throw MigrationFault.Of(MigrationProblem.BadText, component, migration, backfill.Line, "backfills aren't supported yet. Write the UPDATE into '-- up'.");
        }

        ledger.Create();
        var startedAt = settings.Clock.GetTimestamp();
        var before = ForeignKeyViolations.Read(session);
        MigrationSteps.Run(session, component, migration, text.Up);
        if (ForeignKeyViolations.Read(session).MoreThan(before) is { } violations)
        {
            throw MigrationFault.Of(MigrationProblem.ForeignKeys, component, migration, null,
                $"{violations} after it. Nothing of it was done. Foreign keys are off while a migration runs, so nothing cascades: delete or change the pointing rows in it too.");
        }

        RequireWorkingViews(component, migration);
        ledger.Add(component, migration, Times.Cut(settings.Clock.GetUtcNow()), settings.Clock.GetElapsedTime(startedAt), backfill: null);
        session.Execute($"pragma main.application_id={ApplicationId}");
        if (component == schema.Name)
        {
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma main.user_version={migration.Version}"));
        }
    }

    /// <summary>A view over a column that is gone fails only when somebody asks it.</summary>
    private void RequireWorkingViews(string component, Migration migration)
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

    /// <summary>Makes the tables of components without migrations where none of them is there, and sees to it that all tables are the records'.</summary>
    private void FinishSchema()
    {
        foreach (var component in schema.AllComponents().Where(static component => component.Migrations.Length == 0))
        {
            var catalog = SchemaCatalog.Read(session);
            if (!Array.Exists(component.Tables, table => catalog.FindTable(table.Name) is not null))
            {
                ModelStructure.Create(session, component.Tables);
            }
        }

        if (SchemaComparison.Compare(session, schema) is { State: not SchemaState.Current } result)
        {
            throw SchemaInitializer.Mismatch(session, schema, result, "The migrations make other tables than the records ask for: add a migration for what the records have changed, or put the file's drift right with SQL while no program has it open.");
        }
    }

    private (string Component, Migration Migration, bool IsLast)? Next()
    {
        var plans = Plans();
        var first = plans.Find(static plan => plan.Pending.Count > 0);
        return first is null ? null : (first.Component.Name, first.Pending[0], plans.Sum(static plan => plan.Pending.Count) == 1);
    }

    private List<MigrationPlan> Plans()
    {
        var applied = ledger.Read();
        return [.. schema.AllComponents().Select(component => MigrationPlan.Make(component, applied))];
    }

    private void RequireOurs()
    {
        if (session.QueryText("pragma main.application_id") is { } id && id is not "0" && id != ApplicationId.ToString(CultureInfo.InvariantCulture))
        {
            throw MigrationFault.Of(MigrationProblem.OtherApplication, schema.Name, null, null,
                $"'{session.Path}' belongs to another application (its application_id is {id}), so no migration is applied to it. Check Path.");
        }
    }

    private void RequireKnown(List<MigrationPlan> plans)
    {
        var unknown = plans.SelectMany(static plan => plan.Unknown).ToArray();
        if (unknown.Length > 0)
        {
            var names = unknown.Select(static applied => $"migration {applied.Version} '{applied.Name}' of {applied.Component} was applied to the file, and this program doesn't have it").ToArray();
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(SchemaState.Newer, names), "A newer version of the program has written the file: run that version.");
        }
    }

    private void RequireCurrent(List<MigrationPlan> plans)
    {
        var pending = plans.SelectMany(static plan => plan.Pending.Select(migration => $"migration '{migration.FileName}' of {plan.Component.Name} hasn't been applied")).ToArray();
        if (pending.Length > 0)
        {
            var state = SchemaCatalog.Read(session).IsEmpty ? SchemaState.New : SchemaState.Older;
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(state, pending), "Open it once for writing with Migrations = Apply, which applies them.");
        }

        if (SchemaComparison.Compare(session, schema) is { State: not SchemaState.Current } result)
        {
            throw SchemaInitializer.Mismatch(session, schema, result, "All migrations were applied, and the file was changed besides: put it right with SQL while no program has it open, or restore a backup.");
        }
    }

    private void InTransaction(Action work)
    {
        session.Execute("begin immediate");
        try
        {
            work();
            session.Execute("commit");
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
