namespace LineageAot;

/// <summary>Facts of a column that its property doesn't tell.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ColumnAttribute : Attribute
{
    /// <summary>The column's name; without one, the snake_case form of the property's name.</summary>
    public string? Name { get; set; }
}

/// <summary>Leaves a property out of the table.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class IgnoreAttribute : Attribute;

/// <summary>The primary key, or one of its columns.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class KeyAttribute : Attribute
{
    /// <summary>The column's place in a composite key, from 0.</summary>
    public int Order { get; set; }

    /// <summary>
    /// The key is drawn when the row is inserted with an empty one: SQLite gives an integer (https://sqlite.org/autoinc.html),
    /// a Guid becomes a UUID of version 7 (RFC 9562), so that keys grow with time.
    /// </summary>
    public bool Generated { get; set; }

    /// <summary>A generated integer key is never given twice, not even after the last row was deleted (AUTOINCREMENT).</summary>
    public bool NeverReuse { get; set; }
}

/// <summary>The column's default, in SQL. A nullable property that is null at insert takes it.</summary>
/// <param name="sql">A literal or a parenthesised expression.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class DefaultAttribute(string sql) : Attribute
{
    /// <summary>The default in SQL.</summary>
    public string Sql { get; } = sql;
}

/// <summary>SQLite computes the column from others (https://sqlite.org/gencol.html); it is read and never written.</summary>
/// <param name="sql">The expression in SQL, over columns of the same row.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class ComputedAttribute(string sql) : Attribute
{
    /// <summary>The expression in SQL.</summary>
    public string Sql { get; } = sql;

    /// <summary>Keeps the value in the row instead of computing it on each read.</summary>
    public bool Stored { get; set; }
}

/// <summary>How text of the column is compared and ordered: BINARY, NOCASE or RTRIM (https://sqlite.org/datatype3.html#collation).</summary>
/// <param name="name">The collation's name.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class CollationAttribute(string name) : Attribute
{
    /// <summary>The collation's name.</summary>
    public string Name { get; } = name;
}

/// <summary>The greatest length of a text (in characters as SQLite counts them: code points) or blob (in bytes), kept by a CHECK.</summary>
/// <param name="length">At least 1.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class MaxLengthAttribute(int length) : Attribute
{
    /// <summary>The greatest length.</summary>
    public int Length { get; } = length;
}

/// <summary>
/// The number of elements of a vector, kept by a CHECK. A vector is stored as a BLOB of little-endian 32-bit floats, which SQL compares with
/// <c>vector_distance_cosine(a, b)</c>, <c>vector_distance_l2(a, b)</c> and <c>vector_distance_dot(a, b)</c>: the two must have the same number, which this keeps.
/// </summary>
/// <param name="count">At least 1.</param>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class DimensionsAttribute(int count) : Attribute
{
    /// <summary>The number of elements.</summary>
    public int Count { get; } = count;
}

/// <summary>
/// Stores the property as JSON text, through a source-generated context of yours. On a parameter of a <see cref="QueryAttribute"/> or
/// <see cref="CommandAttribute"/> method it is bound that way, on the return value a scalar result is read that way.
/// </summary>
/// <param name="context">A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> that has the property's type.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class JsonColumnAttribute(Type context) : Attribute
{
    /// <summary>The context type.</summary>
    public Type Context { get; } = context;
}

/// <summary>Another way to store a value than its type's usual one.</summary>
public enum StorageKind
{
    /// <summary>The type's usual way.</summary>
    Default,

    /// <summary>As TEXT: a Guid in its 36-character form, a time in ISO 8601.</summary>
    Text,

    /// <summary>An enum as its INTEGER value.</summary>
    Integer,

    /// <summary>A decimal as an INTEGER scaled by a power of ten, so that it can be ordered and indexed.</summary>
    Scaled,

    /// <summary>A time as whole INTEGER seconds since 1970 UTC.</summary>
    UnixSeconds,
}

/// <summary>
/// Chooses another storage for a property. On a parameter of a <see cref="QueryAttribute"/> or <see cref="CommandAttribute"/> method the value, or
/// each item of a list, is bound as such a column stores it; on the return value a scalar result is read that way.
/// </summary>
/// <param name="kind">The storage.</param>
/// <param name="scale">For <see cref="StorageKind.Scaled"/>: how many decimal places are kept, 0 to 18.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class StorageAttribute(StorageKind kind, int scale = 0) : Attribute
{
    /// <summary>The storage.</summary>
    public StorageKind Kind { get; } = kind;

    /// <summary>How many decimal places a scaled decimal keeps.</summary>
    public int Scale { get; } = scale;
}

/// <summary>The library sets the property to the current time (UTC, microseconds) when a row is inserted with an empty one.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class CreatedAtAttribute : Attribute;

/// <summary>The library sets the property to the current time (UTC, microseconds) on every insert and update.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class UpdatedAtAttribute : Attribute;

/// <summary>
/// The row's version, from 1: the library raises it on every update and refuses an update of a stale version with a
/// <see cref="ConcurrencyException"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class RowVersionAttribute : Attribute;
