using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>A row of <c>sqlite_schema</c>.</summary>
/// <param name="Type"><c>table</c>, <c>index</c>, <c>trigger</c> or <c>view</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="TableName">The table that it belongs to; for a table, its own name.</param>
/// <param name="Sql">The statement that made it; null for the index behind a constraint.</param>
internal sealed record CatalogEntry(string Type, string Name, string TableName, string? Sql);

/// <summary>The objects of a file as its schema table tells them, SQLite's own left out.</summary>
internal sealed class SchemaCatalog
{
    private readonly Lazy<ILookup<string, CatalogEntry>> byTable;

    private SchemaCatalog(CatalogEntry[] entries)
    {
        Entries = entries;
        byTable = new(() => entries.ToLookup(static entry => entry.TableName, SqlNameComparer.Instance));
    }

    public CatalogEntry[] Entries { get; }

    public bool IsEmpty => Entries.Length == 0;

    public static SchemaCatalog Read(SqliteSession session)
    {
        var rows = session.QueryRows("select type, name, tbl_name, sql from main.sqlite_schema where name not like 'sqlite\\_%' escape '\\'");
        return new SchemaCatalog(rows.ConvertAll(static row => new CatalogEntry(row[0]!, row[1]!, row[2]!, row[3])).ToArray());
    }

    /// <summary>The table or view of this name.</summary>
    public CatalogEntry? FindTable(string name) => byTable.Value[name].FirstOrDefault(static entry => entry.Type is "table" or "view");

    /// <summary>The statements of a table, its indexes, triggers and full-text index. Equal statements make equal tables.</summary>
    public HashSet<string> Statements(string table)
        => [.. byTable.Value[table].Concat(FullTextObjects.Find(this, table)?.Entries ?? []).Select(static entry => entry.Sql ?? "")];

    public IEnumerable<CatalogEntry> BelongingTo(string table, string type) => byTable.Value[table].Where(entry => entry.Type == type);
}
