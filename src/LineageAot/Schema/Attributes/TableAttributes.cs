namespace LineageAot;

/// <summary>Makes a partial record a table: the generator emits its reader, writer and DDL.</summary>
/// <param name="name">The table's name; without one, the snake_case form of the record's name.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TableAttribute(string? name = null) : Attribute
{
    /// <summary>The table's name as given, or null for the snake_case form of the record's name.</summary>
    public string? Name { get; } = name;

    /// <summary>Stores rows in the primary key's b-tree (https://sqlite.org/withoutrowid.html): good for small rows with a non-integer or composite key.</summary>
    public bool WithoutRowId { get; set; }

    /// <summary>Declares the table STRICT (https://sqlite.org/stricttables.html). True unless a file that others made is adopted.</summary>
    public bool Strict { get; set; } = true;
}

/// <summary>Makes a partial record or record struct the result of a query: it is read, never stored.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class RowAttribute : Attribute;

/// <summary>
/// Makes a partial class derived from <see cref="LineageDatabase"/> a database: its partial properties of type
/// <see cref="Table{T}"/> are its tables, its partial methods with <see cref="QueryAttribute"/> or <see cref="CommandAttribute"/> its statements.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DatabaseAttribute : Attribute
{
    /// <summary>Other databases whose tables live in the same file behind the same writer, so that one unit and one snapshot see both.</summary>
    public Type[] Include { get; set; } = [];

    /// <summary>
    /// The folder of its migration files, relative to the project's folder <c>Migrations</c>. Without it: that folder itself; then a project has one
    /// database with migrations.
    /// </summary>
    public string? Migrations { get; set; }
}

/// <summary>
/// Rows of this table never change: no update or delete is generated, and a trigger blocks UPDATE. Rows go only with their
/// parent (cascade) or through retention.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ImmutableAttribute : Attribute
{
    /// <summary>Also blocks DELETE with a trigger. A cascade into such a table can't work and is a diagnostic.</summary>
    public bool BlockDelete { get; set; }
}

/// <summary>A unique constraint over the named properties, or over the property that carries it.</summary>
/// <param name="properties">The properties, in the order of the index; none when the attribute stands on a property.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class UniqueAttribute(params string[] properties) : Attribute
{
    /// <summary>The C# property names, in the order of the index.</summary>
    public string[] Properties { get; } = properties;

    /// <summary>An SQL condition over the table's columns: only rows that meet it must be unique (a partial unique index).</summary>
    public string? Where { get; set; }
}

/// <summary>An index over the named properties, or over the property that carries it.</summary>
/// <param name="properties">The properties, in the order of the index; none when the attribute stands on a property.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class IndexAttribute(params string[] properties) : Attribute
{
    /// <summary>The C# property names, in the order of the index.</summary>
    public string[] Properties { get; } = properties;

    /// <summary>Those of <see cref="Properties"/> that are kept in descending order.</summary>
    public string[] Descending { get; set; } = [];

    /// <summary>No two rows may have the same values.</summary>
    public bool Unique { get; set; }

    /// <summary>An SQL condition over the table's columns: only rows that meet it are in the index.</summary>
    public string? Where { get; set; }
}

/// <summary>A CHECK constraint over the table's columns, written in SQL with column names.</summary>
/// <param name="sql">The condition, for instance <c>size_bytes >= 0</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class CheckAttribute(string sql) : Attribute
{
    /// <summary>The condition in SQL.</summary>
    public string Sql { get; } = sql;
}

/// <summary>What happens to the rows that point at a row when it goes (https://sqlite.org/foreignkeys.html#fk_actions).</summary>
public enum ReferenceAction
{
    /// <summary>The change is refused when the statement (or, if deferrable, the unit) ends with a reference to nothing.</summary>
    NoAction,

    /// <summary>The change is refused at once.</summary>
    Restrict,

    /// <summary>The pointing columns become NULL.</summary>
    SetNull,

    /// <summary>The pointing rows go too.</summary>
    Cascade,
}

/// <summary>A foreign key: from the property that carries it, or from the named properties, to another table's key.</summary>
/// <param name="table">The record of the table that is pointed at.</param>
/// <param name="properties">The pointing properties, in the order of the key that they point at; none when the attribute stands on a property.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class ReferencesAttribute(Type table, params string[] properties) : Attribute
{
    /// <summary>The record of the table that is pointed at.</summary>
    public Type Table { get; } = table;

    /// <summary>The pointing C# properties.</summary>
    public string[] Properties { get; } = properties;

    /// <summary>The properties pointed at, where they aren't the other table's key; they must be unique there.</summary>
    public string[] To { get; set; } = [];

    /// <summary>What happens to this row when the row that it points at is deleted.</summary>
    public ReferenceAction OnDelete { get; set; }

    /// <summary>What happens to this row when the key that it points at changes.</summary>
    public ReferenceAction OnUpdate { get; set; }

    /// <summary>Checks the reference at the end of the unit instead of at the end of the statement.</summary>
    public bool Deferrable { get; set; }
}

/// <summary>The name that a table or a column had before: a migration renames it instead of dropping and adding.</summary>
/// <param name="name">The former name in the database.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public sealed class RenamedFromAttribute(string name) : Attribute
{
    /// <summary>The former name in the database.</summary>
    public string Name { get; } = name;
}
