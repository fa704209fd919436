using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Brings a file up to date: whatever its ledger lacks of the program's migrations is applied, each in one transaction with its line in the ledger (an empty file gets
/// all of them in one) and its backfill behind it. The last one is undone if the tables aren't those of the records then.
/// </summary>
internal sealed class Migrator
{
    private readonly SqliteSession session;
    private readonly DatabaseSchema schema;
    private readonly MigratorSettings settings;
    private readonly MigrationLedger ledger;
    private readonly MigrationChecks checks;
    private readonly MigrationExecution execution;

    private Migrator(SqliteSession session, DatabaseSchema schema, MigratorSettings settings)
    {
        this.session = session;
        this.schema = schema;
        this.settings = settings;
        ledger = new MigrationLedger(session);
        checks = new MigrationChecks(session, schema, ledger);
        execution = new MigrationExecution(session, ledger, settings);
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
        migrator.checks.RequireOurs();
        var plans = migrator.Plans();
        migrator.checks.RequireKnown(plans);
        if (settings.Mode == MigrationMode.Verify)
        {
            migrator.checks.RequireCurrent(plans);
            return;
        }

        migrator.checks.RequireRecognized();
        Adoption.RequireFitting(session, migrator.ledger, schema);
    }

    public static bool HasMigrations(DatabaseSchema schema) => schema.AllComponents().Any(static component => component.Migrations.Length > 0);

    private void Run()
    {
        checks.RequireOurs();
        var plans = Plans();
        checks.RequireKnown(plans);
        if (plans.TrueForAll(static plan => plan is { Pending.Count: 0, HasLater: false, Unfinished: null }) && HasRecordsTables(plans))
        {
            return;
        }

        if (settings.Mode == MigrationMode.Verify || session.IsReadOnly)
        {
            checks.RequireCurrent(plans);
            return;
        }

        MigrationTransaction.WithoutForeignKeys(session, Apply);
    }

    /// <summary>True if the tables are the records': by what was noted when they were last compared, else by comparing them.</summary>
    private bool HasRecordsTables(List<MigrationPlan> plans)
    {
        var noted = plans.FindLast(static plan => plan.Applied.Count > 0)?.Applied[^1];
        var hash = SchemaHash.Of(SchemaCatalog.Read(session), schema);
        if (noted?.SchemaHash == hash)
        {
            return true;
        }

        if (SchemaComparison.Compare(session, schema).State != SchemaState.Current)
        {
            return false;
        }

        if (noted is not null && settings.Mode == MigrationMode.Apply && !session.IsReadOnly)
        {
            // Another program's records, or another version's without a migration between them.
            MigrationTransaction.Run(session, () => ledger.NoteSchema(noted.Component, noted.Version, hash));
        }

        return true;
    }

    private void Apply()
    {
        if (SchemaCatalog.Read(session).IsEmpty && FillEmptyFile())
        {
            return;
        }

        checks.RequireRecognized();
        MigrationTransaction.Run(session, () => Adoption.Stamp(session, ledger, schema, settings.Clock));
        FinishBackfills();
        var isFinished = false;
        while (Next() is var (component, migration, _))
        {
            isFinished = ApplyOne(component, migration);
            FinishBackfills();
        }

        if (!isFinished)
        {
            // Nothing was to be applied, or another program has done it.
            MigrationTransaction.Run(session, FinishSchema);
        }
    }

    /// <summary>True if it was the last one and the tables are the records'.</summary>
    private bool ApplyOne(string component, Migration migration)
    {
        if (DestructiveGuard.IsDestructive(session, MigrationPlan.Parse(component, migration)))
        {
            DestructiveGuard.Pass(session, component, migration, settings, isBack: false);
        }

        MigrationReport? report = null;
        var isFinished = false;
        MigrationTransaction.Run(session, () =>
        {
            // Another program may have been faster between the look and the lock; its backfill comes first then.
            if (Next() is var (still, same, isLast) && still == component && same.Version == migration.Version && Plans().TrueForAll(static plan => plan.Unfinished is null))
            {
                report = execution.Up(component, migration, withBackfills: false);
                ledger.Mark(schema);
                if (isLast)
                {
                    FinishSchema();
                    isFinished = true;
                }
            }
        });
        if (report is not null)
        {
            settings.Applied(report);
        }

        return isFinished;
    }

    private void FinishBackfills()
    {
        foreach (var plan in Plans())
        {
            foreach (var applied in plan.Applied)
            {
                if (applied.Backfill is not null && Array.Find(plan.Component.Migrations, migration => migration.Version == applied.Version) is { } migration)
                {
                    Backfill.Finish(session, ledger, plan.Component.Name, migration, settings);
                    ConnectionSettings.Set(session, "foreign_keys", 0);
                }
            }
        }
    }

    /// <summary>All migrations of all components in one transaction: the model's DDL alone would lose views, triggers and rows written by hand. False if another program has filled it.</summary>
    private bool FillEmptyFile()
    {
        List<MigrationReport>? reports = null;
        MigrationTransaction.Run(session, () =>
        {
            if (!SchemaCatalog.Read(session).IsEmpty)
            {
                return;
            }

            reports = [];
            foreach (var plan in Plans())
            {
                foreach (var migration in plan.Pending)
                {
                    reports.Add(execution.Up(plan.Component.Name, migration, withBackfills: true));
                }
            }

            if (reports.Count > 0)
            {
                ledger.Mark(schema);
            }

            FinishSchema();
        });
        reports?.ForEach(settings.Applied);
        return reports is not null;
    }

    /// <summary>
    /// Makes the tables of components without migrations where none of them is there, and sees to it that all tables are the records', unless migrations are left out
    /// on purpose.
    /// </summary>
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

        var plans = Plans();
        if (plans.Exists(static plan => plan.HasLater))
        {
            return;
        }

        if (SchemaComparison.Compare(session, schema) is { State: not SchemaState.Current } result)
        {
            throw SchemaInitializer.Mismatch(session, schema, result, "The migrations make other tables than the records ask for: add a migration for what the records have changed, or put the file's drift right with SQL while no program has it open.");
        }

        if (plans.FindLast(static plan => plan.Applied.Count > 0)?.Applied[^1] is { } last)
        {
            ledger.NoteSchema(last.Component, last.Version, SchemaHash.Of(SchemaCatalog.Read(session), schema));
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
        return [.. schema.AllComponents().Select(component => MigrationPlan.Make(component, applied, component == schema && settings.To is { } to ? to : int.MaxValue))];
    }
}
