using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>
/// A database's schema in memory, as its records say: what only migrations make, views say, is added. So a statement that goes with the records is right even
/// before the migration for them is written, which is a finding of its own.
/// </summary>
internal sealed class StatementSchema : IDisposable
{
    private readonly Dictionary<string, SchemaTable> tables;

    private StatementSchema(AssemblyDatabase database, SqliteSession session)
    {
        Database = database;
        Session = session;
        Preparer = new StatementPreparer(session);
        tables = Read(session).ToDictionary(static table => table.Name, SqlNameComparer.Instance);
    }

    public AssemblyDatabase Database { get; }

    public SqliteSession Session { get; }

    public StatementPreparer Preparer { get; }

    public IReadOnlyCollection<SchemaTable> Tables => tables.Values;

    /// <exception cref="LineageException">SQLite refuses the records' own tables.</exception>
    public static StatementSchema Make(AssemblyDatabase database)
    {
        var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        try
        {
            session.Execute("begin");
            foreach (var component in database.Schema.AllComponents())
            {
                ModelStructure.Create(session, component.Tables);
            }

            AddFromMigrations(session, database);
            session.Execute("commit");
            return new StatementSchema(database, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>The table or view of this name, or null.</summary>
    public SchemaTable? Table(string name) => tables.GetValueOrDefault(name);

    public void Dispose()
    {
        Preparer.Dispose();
        Session.Dispose();
    }

    private static IEnumerable<SchemaTable> Read(SqliteSession session)
    {
        // An integer key that is the row number is never NULL, whatever it says of itself.
        var rows = session.QueryRows("""
            select t.name, t.type, c.name, upper(c.type), c."notnull" or (c.pk = 1 and upper(c.type) = 'INTEGER' and not t.wr)
            from pragma_table_list t join pragma_table_xinfo(t.name) c
            where t.schema = 'main' and t.name not like 'sqlite\_%' escape '\'
            """);
        return rows.GroupBy(static row => row[0]!).Select(static table => new SchemaTable(table.Key, table.First()[1] == "table", [.. table.Select(static row => new SchemaColumn(row[2]!, row[3]!, row[4] == "0"))]));
    }

    private static void AddFromMigrations(SqliteSession session, AssemblyDatabase database)
    {
        foreach (var component in database.Schema.AllComponents().Where(static component => component.Migrations.Length > 0))
        {
            try
            {
                using var replay = SchemaReplay.Of(component);
                Add(session, SchemaCatalog.Read(replay.Session).Entries);
            }
            catch (LineageException)
            {
                // A migration that doesn't replay has its own finding.
            }
        }
    }

    private static void Add(SqliteSession session, CatalogEntry[] entries)
    {
        var known = SchemaCatalog.Read(session).Entries.Select(static entry => entry.Name).ToHashSet(SqlNameComparer.Instance);
        foreach (var entry in entries.Where(entry => entry.Sql is not null && !known.Contains(entry.Name)).OrderBy(static entry => entry.Type is "table" or "view" ? 0 : 1))
        {
            try
            {
                session.Execute(entry.Sql!);
            }
            catch (LineageException)
            {
                // It stands on something that the records have otherwise.
            }
        }
    }
}
