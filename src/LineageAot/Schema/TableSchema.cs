using System.ComponentModel;

namespace LineageAot.Schema;

/// <summary>The facts of a table, as the generator found them on its record. Never changed once made.</summary>
public sealed class TableSchema
{
    /// <summary>The table's name.</summary>
    public required string Name { get; init; }

    /// <summary>The C# record's full name.</summary>
    public required string RecordName { get; init; }

    /// <summary>All columns in the record's order.</summary>
    public required ColumnSchema[] Columns { get; init; }

    /// <summary>The positions in <see cref="Columns"/> of the key's columns, in the key's order.</summary>
    public required int[] Key { get; init; }

    /// <summary>Unique constraints and indexes.</summary>
    public IndexSchema[] Indexes { get; init; } = [];

    /// <summary>Foreign keys.</summary>
    public ForeignKeySchema[] ForeignKeys { get; init; } = [];

    /// <summary>CHECK constraints, those of single columns included.</summary>
    public CheckSchema[] Checks { get; init; } = [];

    /// <summary>STRICT.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>WITHOUT ROWID.</summary>
    public bool IsWithoutRowId { get; init; }

    /// <summary>Rows are never updated.</summary>
    public bool IsImmutable { get; init; }

    /// <summary>The names that the table had before, as <c>[RenamedFrom]</c> gives them: a migration renames it instead of making a new one.</summary>
    public string[] RenamedFrom { get; init; } = [];

    /// <summary>
    /// The statements that make the table in SQLite: CREATE TABLE, then indexes, then triggers, each exactly as SQLite keeps it
    /// in <c>sqlite_schema</c>, so that equal texts mean an equal table.
    /// </summary>
    public required string[] Ddl { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>How SQLite keeps a column (https://sqlite.org/stricttables.html).</summary>
public enum ColumnType
{
    /// <summary>INTEGER.</summary>
    Integer,

    /// <summary>REAL.</summary>
    Real,

    /// <summary>TEXT.</summary>
    Text,

    /// <summary>BLOB.</summary>
    Blob,
}

/// <summary>A column that the library itself keeps.</summary>
public enum ColumnRole
{
    /// <summary>A plain column.</summary>
    None,

    /// <summary>The time of insertion.</summary>
    CreatedAt,

    /// <summary>The time of the last write.</summary>
    UpdatedAt,

    /// <summary>The version for optimistic concurrency.</summary>
    RowVersion,
}

/// <summary>The facts of a column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="PropertyName">The C# property.</param>
/// <param name="Type">How SQLite keeps it.</param>
/// <param name="IsNullable">NULL is allowed.</param>
public sealed record ColumnSchema(string Name, string PropertyName, ColumnType Type, bool IsNullable)
{
    /// <summary>SQLite (an integer) or the library (a Guid) draws the key.</summary>
    public bool IsGenerated { get; init; }

    /// <summary>The default in SQL, or null.</summary>
    public string? Default { get; init; }

    /// <summary>The expression in SQL that SQLite computes the column from, or null.</summary>
    public string? Computed { get; init; }

    /// <summary>A computed value is kept in the row.</summary>
    public bool IsComputedStored { get; init; }

    /// <summary>The collation, or null for BINARY.</summary>
    public string? Collation { get; init; }

    /// <summary>What the library keeps the column for.</summary>
    public ColumnRole Role { get; init; }

    /// <summary>The names that the column had before, as <c>[RenamedFrom]</c> gives them: a migration renames it instead of dropping and adding.</summary>
    public string[] RenamedFrom { get; init; } = [];
}

/// <summary>A unique constraint or an index.</summary>
/// <param name="Name">Its name: <c>uq_</c> or <c>ix_</c>, table, columns.</param>
/// <param name="Columns">The columns' names in order.</param>
/// <param name="IsUnique">No two rows have the same values.</param>
public sealed record IndexSchema(string Name, string[] Columns, bool IsUnique)
{
    /// <summary>For each column whether it is in descending order; empty when none is.</summary>
    public bool[] Descending { get; init; } = [];

    /// <summary>The condition of a partial index in SQL, or null.</summary>
    public string? Where { get; init; }
}

/// <summary>A foreign key.</summary>
/// <param name="Name">Its name: <c>fk_</c>, table, columns.</param>
/// <param name="Columns">The pointing columns.</param>
/// <param name="ParentTable">The table pointed at.</param>
/// <param name="ParentColumns">The columns pointed at, in the same order.</param>
public sealed record ForeignKeySchema(string Name, string[] Columns, string ParentTable, string[] ParentColumns)
{
    /// <summary>What a delete of the parent does.</summary>
    public ReferenceAction OnDelete { get; init; }

    /// <summary>What a change of the parent's key does.</summary>
    public ReferenceAction OnUpdate { get; init; }

    /// <summary>Checked at the end of the unit.</summary>
    public bool IsDeferred { get; init; }
}

/// <summary>A CHECK constraint.</summary>
/// <param name="Name">Its name: <c>ck_</c>, table, columns or a number.</param>
/// <param name="Sql">The condition.</param>
/// <param name="Columns">The columns that it is about, as far as the generator knows them.</param>
public sealed record CheckSchema(string Name, string Sql, string[] Columns);

/// <summary>The facts of a <c>[Database]</c>: its own tables and those of the components that it includes.</summary>
public sealed class DatabaseSchema
{
    /// <summary>The component's name: the C# class's full name.</summary>
    public required string Name { get; init; }

    /// <summary>Its own tables, parents before children where they can be ordered.</summary>
    public required TableSchema[] Tables { get; init; }

    /// <summary>The components whose tables live in the same file.</summary>
    public DatabaseSchema[] Includes { get; init; } = [];

    /// <summary>The component's migrations, by their versions; none where the tables are made from the records alone.</summary>
    public Migration[] Migrations { get; init; } = [];

    /// <summary>What applies them; null where there are none.</summary>
    public MigrationEngine? Engine { get; init; }

    /// <summary>The included components, each before those that include it, and then this one; each once.</summary>
    public IEnumerable<DatabaseSchema> AllComponents() => Includes.SelectMany(static component => component.AllComponents()).Append(this).Distinct();

    /// <summary>The tables of the included components and then its own, each once.</summary>
    public IEnumerable<TableSchema> AllTables() => Includes.SelectMany(static component => component.AllTables()).Concat(Tables).Distinct();

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What every <c>[Database]</c> class tells of itself. Implemented by the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDatabaseComponent
{
    /// <summary>The component's facts.</summary>
    static abstract DatabaseSchema Schema { get; }
}
