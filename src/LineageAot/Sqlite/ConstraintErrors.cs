using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// Reads what SQLite tells of a broken constraint: <c>UNIQUE constraint failed: t.a, t.b</c>, <c>CHECK constraint failed: name</c>,
/// <c>cannot store TEXT value in INTEGER column t.a</c>. The texts are fixed in SQLite's source (vdbe.c, build.c).
/// </summary>
internal static class ConstraintErrors
{
    public static ConstraintException Create(int code, string message, TableSchema? table, string? operation)
    {
        var kind = Kind(code);
        var detail = message.LastIndexOf(": ", StringComparison.Ordinal) is var colon and >= 0 ? message[(colon + 2)..] : "";
        var (tableName, columns, constraint) = kind switch
        {
            ConstraintKind.Unique or ConstraintKind.PrimaryKey or ConstraintKind.NotNull => Columns(detail, table),
            ConstraintKind.Check => Check(detail, table),
            ConstraintKind.DataType => Columns(message[(message.LastIndexOf(' ') + 1)..], table),
            _ => (table?.Name, [], null),
        };
        if (kind == ConstraintKind.Unique && table is not null && IsKey(table, columns))
        {
            kind = ConstraintKind.PrimaryKey;
        }

        constraint ??= Name(kind, table, columns);
        return new ConstraintException(Text(kind, tableName, columns, constraint, message))
        {
            Kind = kind,
            Table = tableName,
            Columns = columns,
            Constraint = constraint,
            Operation = operation,
            SqliteErrorCode = code,
        };
    }

    private static ConstraintKind Kind(int code) => code switch
    {
        SqliteConstants.ConstraintPrimaryKey or SqliteConstants.ConstraintRowId => ConstraintKind.PrimaryKey,
        SqliteConstants.ConstraintUnique => ConstraintKind.Unique,
        SqliteConstants.ConstraintForeignKey => ConstraintKind.ForeignKey,
        SqliteConstants.ConstraintCheck => ConstraintKind.Check,
        SqliteConstants.ConstraintNotNull => ConstraintKind.NotNull,
        SqliteConstants.ConstraintDataType => ConstraintKind.DataType,
        SqliteConstants.ConstraintTrigger => ConstraintKind.Trigger,
        _ => ConstraintKind.Other,
    };

    private static (string? Table, string[] Columns, string? Constraint) Columns(string detail, TableSchema? table)
    {
        if (detail.StartsWith("index '", StringComparison.Ordinal))
        {
            var name = detail[7..^1];
            return (table?.Name, table?.Indexes.FirstOrDefault(index => index.Name == name)?.Columns ?? [], name);
        }

        // A table's or column's own name may hold a dot or a comma: where the schema is known, it decides.
        if (table is not null && detail.StartsWith(table.Name + ".", StringComparison.Ordinal))
        {
            var parts = detail.Split(", " + table.Name + ".");
            parts[0] = parts[0][(table.Name.Length + 1)..];
            return (table.Name, parts, null);
        }

        var names = detail.Split(", ");
        var dot = names[0].IndexOf('.');
        return dot < 0 ? (table?.Name, [], null) : (names[0][..dot], [.. names.Select(name => name[(name.IndexOf('.') + 1)..])], null);
    }

    private static (string? Table, string[] Columns, string? Constraint) Check(string name, TableSchema? table)
        => (table?.Name, table?.Checks.FirstOrDefault(check => check.Name == name)?.Columns ?? [], name);

    private static bool IsKey(TableSchema table, string[] columns)
        => columns.Length == table.Key.Length && Array.TrueForAll(table.Key, position => columns.Contains(table.Columns[position].Name));

    private static string? Name(ConstraintKind kind, TableSchema? table, string[] columns) => kind switch
    {
        ConstraintKind.PrimaryKey when table is not null => $"pk_{table.Name}",
        ConstraintKind.Unique => table?.Indexes.FirstOrDefault(index => index.IsUnique && index.Columns.SequenceEqual(columns))?.Name,
        _ => null,
    };

    private static string Text(ConstraintKind kind, string? table, string[] columns, string? constraint, string message)
    {
        var place = table is null ? "" : $" of table '{table}'";
        var names = columns.Length == 0 ? "" : $" ({string.Join(", ", columns)})";
        return kind switch
        {
            ConstraintKind.PrimaryKey => $"A row with this primary key{names}{place} exists already. Use TryInsertAsync or UpsertAsync where that is expected.",
            ConstraintKind.Unique => $"A row{place} with the same value{names} exists already{Named(constraint)}. Use TryInsertAsync, or find the existing row first.",
            ConstraintKind.ForeignKey => $"A foreign key{place} is broken: the row that is pointed at is missing, or the row is still pointed at. Insert the parent first, or delete the children first.",
            ConstraintKind.Check => $"The row breaks a CHECK{place}{names}{Named(constraint)}. Correct the value.",
            ConstraintKind.NotNull => $"A column{place}{names} can't be NULL. Give it a value.",
            ConstraintKind.DataType => $"A value of another type was given to a column{place}{names} of a STRICT table: {message}.",
            ConstraintKind.Trigger => $"A trigger{place} refused the change: {message}.",
            _ => $"The change breaks a constraint{place}: {message}.",
        };
    }

    private static string Named(string? constraint) => constraint is null ? "" : $", constraint '{constraint}'";
}
