using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Writes into a file's ledger that it has had a component's migrations 1 to n, once its tables are exactly those that they make. Runs none of them.</summary>
internal static class MigrationStamp
{
    /// <param name="session">The writer without an open transaction.</param>
    /// <param name="schema">The program's tables and migrations; included components aren't stamped.</param>
    /// <param name="version">The last of the migrations; the component has it.</param>
    /// <param name="clock">When it is.</param>
    /// <exception cref="SchemaMismatchException">The tables are others, or the ledger holds later migrations; nothing was changed.</exception>
    /// <exception cref="MigrationException">The file is another application's, or an applied migration was edited; nothing was changed.</exception>
    public static void Run(SqliteSession session, DatabaseSchema schema, int version, TimeProvider clock)
    {
        MigrationTransaction.Run(session, () =>
        {
            var pending = RequireFitting(session, schema, version);
            var ledger = new MigrationLedger(session);
            Adoption.Add(ledger, schema, pending, clock);
            ledger.Mark(schema);
        });
    }

    /// <summary>As <see cref="Run"/> without writing: the migrations up to the number that the ledger lacks.</summary>
    /// <exception cref="SchemaMismatchException">The tables are others, or the ledger holds later migrations.</exception>
    /// <exception cref="MigrationException">The file is another application's, or an applied migration was edited.</exception>
    public static IReadOnlyList<Migration> RequireFitting(SqliteSession session, DatabaseSchema schema, int version)
    {
        var ledger = new MigrationLedger(session);
        new MigrationChecks(session, schema, ledger).RequireOurs();
        var plan = MigrationPlan.Make(schema, ledger.Read(), version);
        string[] later = [.. plan.Applied.Where(applied => applied.Version > version).Select(applied => $"migration {applied.Version} '{applied.Name}' of {schema.Name} is in its ledger already")];
        if (later.Length > 0)
        {
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(SchemaState.Newer, later), "Stamp the number that the file is at.");
        }

        using var replay = SchemaReplay.Begin(schema);
        foreach (var migration in schema.Migrations.Where(migration => migration.Version <= version).OrderBy(static migration => migration.Version))
        {
            replay.Play(migration);
        }

        if (replay.Compare(session) is { State: not SchemaState.Current } differences)
        {
            throw SchemaInitializer.Mismatch(session, schema, new SchemaComparisonResult(differences.State, differences.Sentences), $"It isn't what the migrations up to {version} make: stamp the number that the file is at, or put it right with SQL while no program has it open.");
        }

        return plan.Pending;
    }
}
