using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations.Planning;

/// <summary>What a plan leads to: a schema in memory, and the names that its tables and columns had before.</summary>
internal sealed class PlanTarget
{
    private readonly SqliteSession session;
    private readonly Dictionary<string, TableStructure> structures = new(SqlNameComparer.Instance);

    private PlanTarget(SqliteSession session, IReadOnlyList<TargetTable> tables, bool removesEverythingElse)
    {
        this.session = session;
        Tables = tables;
        RemovesEverythingElse = removesEverythingElse;
        Catalog = SchemaCatalog.Read(session);
    }

    /// <summary>Parents before children where they can be ordered.</summary>
    public IReadOnlyList<TargetTable> Tables { get; }

    public SchemaCatalog Catalog { get; }

    /// <summary>On the way back every index and trigger that isn't there was made on the way forth. On the way forth those that no record makes are somebody's own.</summary>
    public bool RemovesEverythingElse { get; }

    /// <summary>The records' tables.</summary>
    public static PlanTarget Of(SqliteSession model, IEnumerable<TableSchema> tables)
        => new(model, [.. tables.Select(static table => new TargetTable(table.Name, table.RenamedFrom, ColumnRenames(table)))], removesEverythingElse: false);

    /// <summary>The tables as they were before a section ran.</summary>
    /// <param name="before">The schema before.</param>
    /// <param name="tables">Its tables of the component.</param>
    /// <param name="renames">What the section renamed.</param>
    public static PlanTarget Before(SqliteSession before, IEnumerable<string> tables, RenameList renames) => new(before, [.. tables.Select(renames.Undone)], removesEverythingElse: true);

    public bool Has(string table) => Tables.Any(target => SqlNameComparer.Instance.Equals(target.Name, table));

    public TableStructure Structure(string table)
    {
        if (!structures.TryGetValue(table, out var structure))
        {
            structure = structures[table] = SchemaIntrospection.Read(session, Catalog, [table])[table];
        }

        return structure;
    }

    public string Sql(string table) => Catalog.FindTable(table)!.Sql!;

    private static List<KeyValuePair<string, string[]>> ColumnRenames(TableSchema table)
    {
        var renames = new List<KeyValuePair<string, string[]>>();
        foreach (var column in table.Columns)
        {
            if (column.RenamedFrom.Length > 0)
            {
                renames.Add(new(column.Name, column.RenamedFrom));
            }
        }

        return renames;
    }
}

/// <summary>A table that a plan leads to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RenamedFrom">The names that it had.</param>
/// <param name="Columns">The columns that had other names, and these.</param>
internal sealed record TargetTable(string Name, IReadOnlyList<string> RenamedFrom, IReadOnlyList<KeyValuePair<string, string[]>> Columns);
