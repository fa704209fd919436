using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>A table or view that statements can name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPlain">A real table: neither a view nor a virtual table, and none that belongs to one.</param>
/// <param name="Columns">Its columns in order.</param>
internal sealed record SchemaTable(string Name, bool IsPlain, IReadOnlyList<SchemaColumn> Columns)
{
    public SchemaColumn? Column(string name) => Columns.FirstOrDefault(column => SqlNameComparer.Instance.Equals(column.Name, name));
}

/// <summary>A column of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its declared type in upper case.</param>
/// <param name="IsNullable">It may hold NULL.</param>
internal sealed record SchemaColumn(string Name, string Type, bool IsNullable);
