using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks;

/// <summary>
/// Does in memory what opening an empty file does, and looks whether the tables are those of the records then: all migrations of the included
/// components and of the database itself, then the tables of components without any.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="own">All databases of the same project: an included one of them is checked by itself.</param>
/// <param name="files">Where findings are shown.</param>
internal sealed class DatabaseCheck(AssemblyDatabase database, IReadOnlySet<DatabaseSchema> own, ProjectFiles files)
{
    private static readonly SchemaSides Sides = new("the migrations", "the model");

    private readonly List<Finding> findings = [];

    private DatabaseSchema Schema => database.Schema;

    public IReadOnlyList<Finding> Run()
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        ConnectionSettings.Set(session, "foreign_keys", 0);
        try
        {
            if (Replay(session))
            {
                CompareWithModel(session);
            }
        }
        catch (QueryException e)
        {
            // SQLite refuses the model's own tables.
            findings.Add(new Finding(CheckRule.UncoveredChange, files.Project, 0, $"The tables of {Schema.Name} can't be compared with its migrations. {e.Message}"));
        }

        return findings;
    }

    /// <summary>False where something doesn't replay: what comes later builds on it.</summary>
    private bool Replay(SqliteSession session)
    {
        foreach (var component in Schema.AllComponents())
        {
            foreach (var migration in component.Migrations.OrderBy(static migration => migration.Version))
            {
                if (!(component == Schema ? new MigrationCheck(session, database, migration, files, findings).Run() : ReplayIncluded(session, component, migration)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool ReplayIncluded(SqliteSession session, DatabaseSchema component, Migration migration)
    {
        try
        {
            CheckedReplay.Up(session, component.Name, migration);
            return true;
        }
        catch (MigrationException e)
        {
            if (!own.Contains(component))
            {
                findings.Add(new Finding(CheckRule.BadMigration, files.Project, 0, $"{Schema.Name} includes {component.Name}, whose migrations don't replay: {e.Message}"));
            }

            return false;
        }
    }

    private void CompareWithModel(SqliteSession session)
    {
        foreach (var component in Schema.AllComponents().Where(static component => component.Migrations.Length == 0))
        {
            var catalog = SchemaCatalog.Read(session);
            if (!Array.Exists(component.Tables, table => catalog.FindTable(table.Name) is not null))
            {
                ModelStructure.Create(session, component.Tables);
            }
        }

        var compared = new DatabaseSchema
        {
            Name = Schema.Name,
            Tables = [.. Schema.AllComponents().Where(component => component == Schema || !own.Contains(component)).SelectMany(static component => component.Tables)],
        };
        var result = SchemaComparison.Compare(session, compared, Sides);
        string[] differences = [.. result.State == SchemaState.New ? compared.Tables.Select(static table => $"table '{table.Name}' is missing in {Sides.File}") : result.Differences, .. Orphans()];
        if (differences.Length > 0)
        {
            findings.Add(new Finding(CheckRule.UncoveredChange, files.Project, 0,
                $"The model of {Schema.Name} has changes that no migration covers: {string.Join("; ", differences)}. Write them into one: lineage migrations add NAME"));
        }
    }

    /// <summary>Tables that a migration made and no record has, unless a migration says that it's meant.</summary>
    private IEnumerable<string> Orphans()
    {
        if (findings.Count > 0)
        {
            // One of its migrations doesn't run as a whole.
            return [];
        }

        using var replay = SchemaReplay.Of(Schema);
        var known = Schema.Tables.Select(static table => table.Name).Concat(Schema.Migrations.SelectMany(migration => MigrationPlan.Parse(Schema.Name, migration).Keeps)).ToHashSet(SqlNameComparer.Instance);
        return [.. replay.OwnTables().Where(table => !known.Contains(table)).Select(static table => $"table '{table}' has no record any more ('-- keep' in a migration says that it's meant)")];
    }
}
