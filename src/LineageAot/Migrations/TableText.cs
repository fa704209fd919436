using LineageAot.Schema;

namespace LineageAot.Migrations;

/// <summary>What SQLite's pragmas don't tell of a table and <see cref="CreateTableParser"/> reads out of its CREATE TABLE.</summary>
internal sealed class TableText
{
    public Dictionary<string, ColumnText> Columns { get; } = new(SqlNameComparer.Instance);

    public KeyText? PrimaryKey { get; set; }

    public List<KeyText> Uniques { get; } = [];

    public List<ForeignKeyText> ForeignKeys { get; } = [];

    public List<CheckText> Checks { get; } = [];

    public bool IsStrict { get; set; }

    public bool IsWithoutRowId { get; set; }
}

/// <summary>A column's clauses.</summary>
internal sealed class ColumnText
{
    public string Collation { get; set; } = "binary";

    /// <summary>The expression of a computed column, its tokens in their common form; null for a plain column.</summary>
    public string? Computed { get; set; }

    /// <summary>The ON CONFLICT of its NOT NULL.</summary>
    public string Conflict { get; set; } = "";

    /// <summary>Tokens that aren't understood: kept, so that a difference in them shows.</summary>
    public string Rest { get; set; } = "";
}

/// <summary>A PRIMARY KEY or UNIQUE.</summary>
/// <param name="Name">After CONSTRAINT, or empty.</param>
/// <param name="Columns">Its columns in order.</param>
/// <param name="Conflict">Its ON CONFLICT, or empty.</param>
/// <param name="IsAutoincrement">AUTOINCREMENT.</param>
internal sealed record KeyText(string Name, IReadOnlyList<KeyColumnText> Columns, string Conflict, bool IsAutoincrement);

/// <summary>A column of a key.</summary>
/// <param name="Name">Its name; for an index also an expression in its common form.</param>
/// <param name="Collation">Its own COLLATE, or null for the column's.</param>
/// <param name="IsDescending">DESC.</param>
internal sealed record KeyColumnText(string Name, string? Collation, bool IsDescending);

/// <summary>A foreign key, from either form of the clause.</summary>
/// <param name="Name">After CONSTRAINT, or empty.</param>
/// <param name="Columns">The pointing columns.</param>
/// <param name="ParentTable">The table pointed at.</param>
/// <param name="ParentColumns">The columns pointed at; empty for the parent's primary key.</param>
/// <param name="OnDelete">The action in its common form.</param>
/// <param name="OnUpdate">The action in its common form.</param>
/// <param name="IsDeferred">DEFERRABLE INITIALLY DEFERRED: every other form is checked at once.</param>
internal sealed record ForeignKeyText(string Name, IReadOnlyList<string> Columns, string ParentTable, IReadOnlyList<string> ParentColumns, string OnDelete, string OnUpdate, bool IsDeferred);

/// <summary>A CHECK.</summary>
/// <param name="Name">After CONSTRAINT, or empty.</param>
/// <param name="Condition">Its tokens in their common form.</param>
internal sealed record CheckText(string Name, string Condition);
