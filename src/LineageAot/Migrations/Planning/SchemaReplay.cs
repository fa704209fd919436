using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations.Planning;

/// <summary>
/// The schema that a database's migrations make, in memory: SQLite runs them, as the migrator would. Included components come first; one without migrations gets the tables of its records.
/// </summary>
internal sealed class SchemaReplay : IDisposable
{
    private readonly DatabaseSchema schema;
    private readonly HashSet<string> others;

    private SchemaReplay(SqliteSession session, DatabaseSchema schema, HashSet<string> others)
    {
        Session = session;
        this.schema = schema;
        this.others = others;
    }

    /// <summary>Inside a transaction, foreign keys off.</summary>
    public SqliteSession Session { get; }

    /// <exception cref="MigrationException">A migration doesn't run: file and line are named.</exception>
    public static SchemaReplay Of(DatabaseSchema schema, int? last = null)
    {
        var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        try
        {
            ConnectionSettings.Set(session, "foreign_keys", 0);
            session.Execute("begin");
            foreach (var component in schema.AllComponents().Where(component => component != schema))
            {
                Run(session, component, last: null);
            }

            var replay = new SchemaReplay(session, schema, Tables(session).ToHashSet(SqlNameComparer.Instance));
            if (schema.Migrations.Length > 0)
            {
                Run(session, schema, last);
            }

            return replay;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The plain tables of the database itself: not those of its components, no virtual tables and none that belong to one.</summary>
    public IReadOnlyList<string> OwnTables() => [.. Tables(Session).Where(table => !others.Contains(table) && table != MigrationLedger.TableName)];

    /// <summary>Runs a section on top.</summary>
    /// <exception cref="MigrationException">It doesn't run.</exception>
    public void Run(Migration migration, IReadOnlyList<MigrationStep> steps) => MigrationSteps.Run(Session, schema.Name, migration, steps);

    /// <summary>Each difference of the database's own tables to another schema, in a sentence.</summary>
    public IReadOnlyList<string> DifferencesTo(SchemaReplay other)
    {
        var (mine, wanted) = (OwnTables(), other.OwnTables());
        var file = SchemaIntrospection.Read(Session, SchemaCatalog.Read(Session), mine);
        var model = SchemaIntrospection.Read(other.Session, SchemaCatalog.Read(other.Session), wanted);
        var differences = new SchemaDifferences(SchemaSides.Opening);
        foreach (var (name, structure) in model)
        {
            if (file.Remove(name, out var found))
            {
                differences.Compare(structure, found);
            }
            else
            {
                differences.TableMissing(name);
            }
        }

        return [.. differences.Sentences, .. file.Keys.Select(static name => $"table '{name}' is there, and wasn't before")];
    }

    public void Dispose() => Session.Dispose();

    private static void Run(SqliteSession session, DatabaseSchema component, int? last)
    {
        if (component.Migrations.Length == 0)
        {
            ModelStructure.Create(session, component.Tables);
        }

        foreach (var migration in component.Migrations.Where(migration => migration.Version <= (last ?? int.MaxValue)).OrderBy(static migration => migration.Version))
        {
            MigrationSteps.Run(session, component.Name, migration, MigrationPlan.Parse(component.Name, migration).Up);
        }
    }

    // schema, name, type (table, view, virtual, shadow), ncol, wr, strict
    private static IEnumerable<string> Tables(SqliteSession session)
        => session.QueryRows("pragma main.table_list").Where(static row => row[2] == "table" && !row[1]!.StartsWith("sqlite_", StringComparison.Ordinal)).Select(static row => row[1]!).Order(StringComparer.Ordinal);
}
