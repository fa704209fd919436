using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// The schema that a component's migrations make, in memory: SQLite runs them, as the migrator would. The components that it includes come first; one without migrations gets the tables of
/// its records.
/// </summary>
internal sealed class SchemaReplay : IDisposable
{
    private readonly DatabaseSchema schema;
    private readonly HashSet<string> others;

    private SchemaReplay(SqliteSession session, DatabaseSchema schema)
    {
        Session = session;
        this.schema = schema;
        others = Tables(session).ToHashSet(SqlNameComparer.Instance);
    }

    /// <summary>Inside a transaction, foreign keys off.</summary>
    public SqliteSession Session { get; }

    /// <summary>All of the component's migrations.</summary>
    /// <exception cref="MigrationException">A migration doesn't run: file and line are named.</exception>
    public static SchemaReplay Of(DatabaseSchema schema)
    {
        var replay = Begin(schema);
        try
        {
            foreach (var migration in schema.Migrations.OrderBy(static migration => migration.Version))
            {
                replay.Play(migration);
            }

            return replay;
        }
        catch
        {
            replay.Dispose();
            throw;
        }
    }

    /// <summary>What is there before the component's first migration.</summary>
    /// <exception cref="MigrationException">A migration of an included component doesn't run.</exception>
    public static SchemaReplay Begin(DatabaseSchema schema)
    {
        var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        try
        {
            ConnectionSettings.Set(session, "foreign_keys", 0);
            session.Execute("begin");
            foreach (var component in schema.AllComponents().Where(component => component != schema))
            {
                foreach (var migration in component.Migrations.OrderBy(static migration => migration.Version))
                {
                    Play(session, component.Name, migration);
                }

                if (component.Migrations.Length == 0)
                {
                    ModelStructure.Create(session, component.Tables);
                }
            }

            return new SchemaReplay(session, schema);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The next migration.</summary>
    /// <exception cref="MigrationException">It doesn't run.</exception>
    public void Play(Migration migration) => Play(Session, schema.Name, migration);

    /// <summary>Runs a section on top.</summary>
    /// <exception cref="MigrationException">It doesn't run.</exception>
    public void Run(Migration migration, IReadOnlyList<MigrationStep> steps) => MigrationSteps.Run(Session, schema.Name, migration, steps);

    /// <summary>The plain tables of the component itself, in the order in which they were made: no virtual tables and none that belong to one, as those of a full-text index do.</summary>
    public IReadOnlyList<string> OwnTables() => [.. Tables(Session).Where(table => !others.Contains(table))];

    /// <summary>How the component's own tables are in a file.</summary>
    public SchemaDifferences Compare(SqliteSession file) => Compare(file, OwnTables());

    /// <summary>Each difference of the component's own tables to another schema, in a sentence.</summary>
    public IReadOnlyList<string> DifferencesTo(SchemaReplay other)
    {
        var wanted = other.OwnTables();
        return [.. other.Compare(Session, wanted).Sentences, .. OwnTables().Except(wanted, SqlNameComparer.Instance).Select(static name => $"table '{name}' is there, and wasn't before")];
    }

    public void Dispose() => Session.Dispose();

    private SchemaDifferences Compare(SqliteSession file, IReadOnlyList<string> tables)
    {
        var (mine, theirs) = (SchemaCatalog.Read(Session), SchemaCatalog.Read(file));
        string[] others = [.. tables.Where(name => theirs.FindTable(name) is null || !mine.Statements(name).SetEquals(theirs.Statements(name)))];
        var wanted = SchemaIntrospection.Read(Session, mine, others);
        var found = SchemaIntrospection.Read(file, theirs, others);
        var differences = new SchemaDifferences(SchemaSides.Opening);
        foreach (var name in others)
        {
            if (found.TryGetValue(name, out var structure))
            {
                differences.Compare(wanted[name], structure);
            }
            else
            {
                differences.TableMissing(name);
            }
        }

        return differences;
    }

    private static void Play(SqliteSession session, string component, Migration migration)
    {
        var text = MigrationPlan.Parse(component, migration);
        MigrationSteps.Run(session, component, migration, text.Up);
        Backfill.RunWhole(session, component, migration, text);
    }

    private static List<string> Tables(SqliteSession session)
    {
        // schema, name, type (table, view, virtual, shadow), ncol, wr, strict
        var plain = session.QueryRows("pragma main.table_list").Where(static row => row[2] == "table").Select(static row => row[1]!).ToHashSet(SqlNameComparer.Instance);
        var catalog = SchemaCatalog.Read(session);
        return [.. catalog.Entries.Where(entry => entry.Type == "table" && plain.Contains(entry.Name) && entry.Name != MigrationLedger.TableName && !FullTextObjects.IsRows(catalog, entry.Name)).Select(static entry => entry.Name)];
    }
}
