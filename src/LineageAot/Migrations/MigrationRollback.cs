using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Undoes a component's migrations from the greatest number down, each in one transaction with the removal of its line. All of them must have a way back before the
/// first is undone, and that way is the program's own text only if it is the text that was applied.
/// </summary>
internal sealed class MigrationRollback
{
    private readonly SqliteSession session;
    private readonly DatabaseSchema schema;
    private readonly MigratorSettings settings;
    private readonly MigrationLedger ledger;

    private MigrationRollback(SqliteSession session, DatabaseSchema schema, MigratorSettings settings)
    {
        this.session = session;
        this.schema = schema;
        this.settings = settings;
        ledger = new MigrationLedger(session);
    }

    /// <param name="session">The writer without an open transaction.</param>
    /// <param name="schema">The program's tables and migrations; those of included components stay.</param>
    /// <param name="settings">What may be done, and who is told.</param>
    /// <param name="choose">Which of the applied ones are undone; it gets their numbers, the greatest first, and answers how many.</param>
    /// <exception cref="MigrationException">One of them has no way back, or can't be undone; those before it stay undone.</exception>
    /// <exception cref="SchemaMismatchException">The file is a newer program's; nothing was changed.</exception>
    public static void Run(SqliteSession session, DatabaseSchema schema, MigratorSettings settings, Func<IReadOnlyList<int>, int> choose)
        => new MigrationRollback(session, schema, settings).Run(choose);

    private void Run(Func<IReadOnlyList<int>, int> choose)
    {
        new MigrationChecks(session, schema, ledger).RequireOurs();
        var plan = Plan();
        int[] versions = [.. plan.Applied.Select(static applied => applied.Version).OrderDescending()];
        Migration[] chosen = [.. versions.Take(choose(versions)).Select(version => Reversible(plan, version))];
        foreach (var migration in chosen)
        {
            if (DestructiveGuard.IsDestructiveBack(session, MigrationPlan.Parse(schema.Name, migration)))
            {
                DestructiveGuard.RequireAllowed(schema.Name, migration, settings, "its way back");
            }
        }

        MigrationTransaction.WithoutForeignKeys(session, () => Array.ForEach(chosen, Undo));
    }

    private void Undo(Migration migration)
    {
        // Asked again: what is undone before it changes what this one drops.
        if (DestructiveGuard.IsDestructiveBack(session, MigrationPlan.Parse(schema.Name, migration)))
        {
            DestructiveGuard.Pass(session, schema.Name, migration, settings, isBack: true);
        }

        MigrationReport? report = null;
        MigrationTransaction.Run(session, () =>
        {
            // Another program may have been faster between the look and the lock.
            if (Plan().Applied is not [.., var last] || last.Version != migration.Version)
            {
                throw MigrationFault.Of(MigrationProblem.Failed, schema.Name, migration, null, "it isn't the last one any more: another program has migrated the file meanwhile. Look at its status, and roll back again.");
            }

            report = new MigrationExecution(session, ledger, settings).Down(schema.Name, migration);
            ledger.Mark(schema);
        });
        settings.Applied(report!);
    }

    private MigrationPlan Plan()
    {
        var plan = MigrationPlan.Make(schema, ledger.Read());
        new MigrationChecks(session, schema, ledger).RequireKnown([plan]);
        return plan;
    }

    private Migration Reversible(MigrationPlan plan, int version)
    {
        var migration = Array.Find(schema.Migrations, migration => migration.Version == version)!;
        if (!plan.Applied.First(applied => applied.Version == version).IsOf(migration))
        {
            throw MigrationFault.Of(MigrationProblem.Edited, schema.Name, migration, null, "the ledger's checksum of it was counted in another way, so nobody can tell whether its way back is the one that was meant. Undo it with SQL while no program has the file open.");
        }

        if (MigrationPlan.Parse(schema.Name, migration) is { HasDown: false } text)
        {
            throw MigrationFault.Of(MigrationProblem.Irreversible, schema.Name, migration, null,
                $"{(text.IsIrreversible ? "its text says '-- irreversible'" : "it has no '-- down' section")}, so it can't be undone. Nothing was changed. Restore a backup, or write a new migration that leads back.");
        }

        return migration;
    }
}
