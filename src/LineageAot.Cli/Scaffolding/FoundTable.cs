using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>A table of the file.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Sql">The statement that made it.</param>
/// <param name="Columns">In the file's order.</param>
/// <param name="Indexes">Those that statements of their own made.</param>
/// <param name="Triggers">Its triggers.</param>
internal sealed record FoundTable(string Name, string Sql, IReadOnlyList<FoundColumn> Columns, IReadOnlyList<FoundIndex> Indexes, IReadOnlyList<CatalogEntry> Triggers)
{
    public TableText Text { get; } = CreateTableParser.Parse(Sql);

    public TableClauses Clauses { get; } = TableClauses.Parse(Sql);

    /// <summary>In the key's order; empty where there is none.</summary>
    public IReadOnlyList<FoundColumn> Key => [.. Columns.Where(static column => column.KeyPlace > 0).OrderBy(static column => column.KeyPlace)];

    /// <summary>The column that is the row's number (https://sqlite.org/lang_createtable.html#rowid), or null. A key INTEGER PRIMARY KEY DESC isn't one.</summary>
    public FoundColumn? RowNumber => !Text.IsWithoutRowId && Key is [var key] && string.Equals(key.Type, "INTEGER", StringComparison.OrdinalIgnoreCase) && Text.PrimaryKey is { Columns: [{ IsDescending: false }] } ? key : null;

    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (SqlNameComparer.Instance.Equals(Columns[i].Name, column))
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A column of the file.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Type">Its declared type; empty without one.</param>
/// <param name="IsNotNull">NOT NULL.</param>
/// <param name="Default">Its default as written; null without one.</param>
/// <param name="KeyPlace">Its place in the primary key from 1; 0 outside of it.</param>
/// <param name="IsComputed">Computed by SQLite.</param>
/// <param name="IsStored">Computed and kept.</param>
/// <param name="StorageClasses">What some of its values are: integer, real, text, blob.</param>
internal sealed record FoundColumn(string Name, string Type, bool IsNotNull, string? Default, int KeyPlace, bool IsComputed, bool IsStored, IReadOnlyList<string> StorageClasses);

/// <summary>An index of the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsUnique">It refuses equal rows.</param>
/// <param name="Columns">Its columns in order.</param>
/// <param name="Where">Its condition, or null.</param>
internal sealed record FoundIndex(string Name, bool IsUnique, IReadOnlyList<FoundIndexColumn> Columns, string? Where);

/// <summary>A column of an index.</summary>
/// <param name="Name">The column; null for an expression.</param>
/// <param name="Collation">How it's compared, in lower case.</param>
/// <param name="IsDescending">DESC.</param>
internal sealed record FoundIndexColumn(string? Name, string Collation, bool IsDescending);
