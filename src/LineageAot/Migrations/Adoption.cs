using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// A file that has a component's tables and no line of it in the ledger: if its structure is exactly what migrations 1 to k make, it is
/// stamped with them, so that a project may ship first and write its first migration later.
/// </summary>
internal static class Adoption
{
    /// <summary>Stamps what fits; inside a transaction, in which all is undone if something doesn't.</summary>
    /// <exception cref="SchemaMismatchException">A component's tables are there and fit none of its migrations.</exception>
    public static void Stamp(SqliteSession session, MigrationLedger ledger, DatabaseSchema schema, TimeProvider clock)
    {
        foreach (var component in Unrecorded(ledger, schema))
        {
            var fitting = Fitting(session, component);
            if (fitting is null)
            {
                continue;
            }

            Add(ledger, component, fitting, clock);
            ledger.Mark(schema);
        }
    }

    /// <summary>Writes lines for migrations that the file has had without one.</summary>
    public static void Add(MigrationLedger ledger, DatabaseSchema component, IEnumerable<Migration> migrations, TimeProvider clock)
    {
        ledger.Create();
        foreach (var migration in migrations)
        {
            ledger.Add(component.Name, migration, Times.Cut(clock.GetUtcNow()), TimeSpan.Zero, backfill: null);
        }
    }

    /// <summary>As <see cref="Stamp"/> without stamping.</summary>
    /// <exception cref="SchemaMismatchException">A component's tables are there and fit none of its migrations.</exception>
    public static void RequireFitting(SqliteSession session, MigrationLedger ledger, DatabaseSchema schema)
    {
        foreach (var component in Unrecorded(ledger, schema))
        {
            Fitting(session, component);
        }
    }

    /// <summary>The components with migrations of which the ledger has no line.</summary>
    private static IEnumerable<DatabaseSchema> Unrecorded(MigrationLedger ledger, DatabaseSchema schema)
    {
        var applied = ledger.Read();
        return schema.AllComponents().Where(component => component.Migrations.Length > 0 && !applied.Exists(line => line.Component == component.Name));
    }

    /// <summary>The migrations that the file has had; null if it has none of the component's tables.</summary>
    /// <exception cref="SchemaMismatchException">The component's tables are there and fit none of its migrations.</exception>
    public static List<Migration>? Fitting(SqliteSession session, DatabaseSchema component)
    {
        using var replay = SchemaReplay.Begin(component);
        var inFile = SchemaCatalog.Read(session);
        var made = new HashSet<string>(SqlNameComparer.Instance);
        var replayed = new List<Migration>();
        List<Migration>? best = null;
        SchemaDifferences? nearest = null;
        foreach (var migration in component.Migrations.OrderBy(static migration => migration.Version))
        {
            replay.Play(migration);
            replayed.Add(migration);
            var tables = replay.OwnTables();
            made.UnionWith(tables);
            nearest = replay.Compare(session);
            best = nearest.State == SchemaState.Current && tables.Count > 0 ? [.. replayed] : best;
        }

        if (best is null && made.Any(name => inFile.FindTable(name) is not null))
        {
            throw SchemaInitializer.Mismatch(session, component, new SchemaComparisonResult(SchemaState.Drifted, nearest!.Sentences),
                "The file has tables of this component, but no record of its migrations, and its structure is that of none of them. The differences are those to the last one. Put it right with SQL while no program has it open.");
        }

        return best;
    }
}
