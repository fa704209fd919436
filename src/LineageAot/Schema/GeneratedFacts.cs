using System.ComponentModel;

namespace LineageAot.Schema;

/// <summary>
/// Put on a <c>[Table]</c> record by the generator: the table's facts where tools read them out of the assembly's metadata, without loading anything of the user's.
/// </summary>
/// <param name="name">The table's name.</param>
/// <param name="ddl">Its statements, as <see cref="TableSchema.Ddl"/>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TableFactsAttribute(string name, params string[] ddl) : Attribute
{
    /// <summary>The table's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its statements.</summary>
    public string[] Ddl { get; } = ddl;

    /// <summary>For each column four texts: its name, its property, how it is stored, and its role (empty, CreatedAt, UpdatedAt or RowVersion).</summary>
    public string[] Columns { get; set; } = [];

    /// <summary>The names that the table had before.</summary>
    public string[] RenamedFrom { get; set; } = [];

    /// <summary>For each name that a column had before two texts: the column's name, and the former one.</summary>
    public string[] RenamedColumns { get; set; } = [];
}

/// <summary>Put on a <c>[Database]</c> class by the generator: its tables and components, for tools that read metadata.</summary>
/// <param name="tables">Its records, parents before children.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DatabaseFactsAttribute(params Type[] tables) : Attribute
{
    /// <summary>Its records.</summary>
    public Type[] Tables { get; } = tables;

    /// <summary>The included <c>[Database]</c> classes.</summary>
    public Type[] Includes { get; set; } = [];

    /// <summary>The folder of its migration files below <c>Migrations</c>; empty for that folder itself.</summary>
    public string MigrationsFolder { get; set; } = "";
}

/// <summary>Put on a <c>[Database]</c> class by the generator: a migration of it, for tools that read metadata.</summary>
/// <param name="version">Its number.</param>
/// <param name="name">Its name.</param>
/// <param name="checksum">Its text's checksum.</param>
/// <param name="text">Its text.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MigrationFactsAttribute(int version, string name, string checksum, string text) : Attribute
{
    /// <summary>Its number.</summary>
    public int Version { get; } = version;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its text's checksum.</summary>
    public string Checksum { get; } = checksum;

    /// <summary>Its text.</summary>
    public string Text { get; } = text;
}

/// <summary>
/// Put on a <c>[Query]</c> or <c>[Command]</c> method by the generator: the text that is prepared, what its rows are read into, and where it
/// stands in the source, for the build check. A method whose statement has several texts carries it several times.
/// </summary>
/// <param name="sql">The text as it is prepared.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class StatementFactsAttribute(string sql) : Attribute
{
    /// <summary>The text.</summary>
    public string Sql { get; } = sql;

    /// <summary>The <c>[Database]</c> class that a static method runs on, where its first parameter says so.</summary>
    public Type? Database { get; set; }

    /// <summary>
    /// For each column that the result is read from four texts: its name (empty where any will do), the record's member, how that is stored, and SQLite's type
    /// with a question mark where it may be NULL. Empty where no rows are read.
    /// </summary>
    public string[] Columns { get; set; } = [];

    /// <summary>What was replaced in the text as written: for each edit its start, its length, and the length of what stands there now.</summary>
    public int[] Edits { get; set; } = [];

    /// <summary>
    /// Where the text as written stands: for each run of characters the first one's place in the text, its line below the attribute's, its column from 1,
    /// and 1 where each further character stands behind the one before it.
    /// </summary>
    public int[] Positions { get; set; } = [];
}
