using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>What migrations make, played in a database in memory, to compare a file with.</summary>
internal sealed class MigrationReplay : IDisposable
{
    private readonly SqliteSession memory = SqliteSession.Open(new SessionOptions { Path = ":memory:" });

    public MigrationReplay() => ConnectionSettings.Set(memory, "foreign_keys", 0);

    /// <summary>The tables that are there now.</summary>
    public string[] Tables => [.. SchemaCatalog.Read(memory).Entries.Where(static entry => entry.Type == "table").Select(static entry => entry.Name)];

    /// <exception cref="MigrationException">It can't be played.</exception>
    public void Play(string component, Migration migration)
    {
        var text = MigrationPlan.Parse(component, migration);
        memory.Execute("begin");
        MigrationSteps.Run(memory, component, migration, text.Up);
        Backfill.RunWhole(memory, component, migration, text);
        memory.Execute("commit");
    }

    /// <summary>How a file's tables of the same names differ from these.</summary>
    public SchemaDifferences Compare(SqliteSession file)
    {
        var tables = Tables;
        var wanted = SchemaIntrospection.Read(memory, SchemaCatalog.Read(memory), tables);
        var found = SchemaIntrospection.Read(file, SchemaCatalog.Read(file), tables);
        var differences = new SchemaDifferences(SchemaSides.Opening);
        foreach (var name in tables)
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

    public void Dispose() => memory.Dispose();
}
