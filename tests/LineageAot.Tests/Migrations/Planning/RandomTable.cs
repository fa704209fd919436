using LineageAot.Schema;

namespace LineageAot.Tests.Migrations.Planning;

/// <summary>A table that changes at random, written as the generator writes a record's.</summary>
internal sealed class RandomTable
{
    private static readonly string[] Types = ["INTEGER", "TEXT", "REAL", "BLOB"];

    public required string Name { get; set; }

    public string? FormerName { get; set; }

    public List<RandomColumn> Columns { get; } = [];

    public bool IsStrict { get; set; } = true;

    public bool IsWithoutRowId { get; set; }

    /// <summary>Columns of unique constraints.</summary>
    public List<List<RandomColumn>> Uniques { get; } = [];

    public List<(List<RandomColumn> Columns, bool IsUnique, bool IsDescending, bool IsPartial)> Indexes { get; } = [];

    /// <summary>A column that points at another table's id.</summary>
    public List<(RandomColumn Column, RandomTable Parent, string Action)> References { get; } = [];

    public bool IsImmutable { get; set; }

    public static RandomColumn NewColumn(Random random, string name) => new()
    {
        Name = name,
        Type = Types[random.Next(Types.Length)],
        IsNullable = random.Next(2) == 0,
    };

    public TableSchema ToSchema() => new()
    {
        Name = Name,
        RecordName = $"Records.{Name}",
        Key = [0],
        Columns = [.. Columns.Select(static column => new ColumnSchema(column.Name, column.Name, ColumnType.Text, column.IsNullable) { RenamedFrom = column.FormerName is { } former ? [former] : [] })],
        RenamedFrom = FormerName is { } name ? [name] : [],
        Ddl = [.. Statements()],
    };

    private IEnumerable<string> Statements()
    {
        List<string> lines = [.. Columns.Select(static column => column.ToSql())];
        lines.Add($"CONSTRAINT \"pk_{Name}_id\" PRIMARY KEY (\"id\")");
        lines.AddRange(Uniques.Select(columns => $"CONSTRAINT \"uq_{Name}_{Joined(columns)}\" UNIQUE ({Quoted(columns)})"));
        lines.AddRange(References.Select(reference => $"CONSTRAINT \"fk_{Name}_{reference.Column.Name}\" FOREIGN KEY (\"{reference.Column.Name}\") REFERENCES \"{reference.Parent.Name}\" (\"id\"){reference.Action}"));
        lines.AddRange(Columns.Where(static column => column.Check is not null).Select(column => $"CONSTRAINT \"ck_{Name}_{column.Name}\" CHECK ({string.Format(column.Check!, $"\"{column.Name}\"")})"));
        string[] options = [.. IsStrict ? (string[])["STRICT"] : [], .. IsWithoutRowId ? (string[])["WITHOUT ROWID"] : []];
        yield return $"CREATE TABLE \"{Name}\" (\n    {string.Join(",\n    ", lines)}\n){(options.Length > 0 ? " " + string.Join(", ", options) : "")}";
        foreach (var index in Indexes)
        {
            yield return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX \"{(index.IsUnique ? "uq" : "ix")}_{Name}_{Joined(index.Columns)}\" ON \"{Name}\" ({Quoted(index.Columns)}{(index.IsDescending ? " DESC" : "")})"
                + (index.IsPartial ? $" WHERE \"{index.Columns[0].Name}\" is not null" : "");
        }

        if (IsImmutable)
        {
            yield return $"CREATE TRIGGER \"tr_{Name}_update\" BEFORE UPDATE ON \"{Name}\"\nBEGIN\n    SELECT RAISE(ABORT, 'rows of {Name} are immutable');\nEND";
        }
    }

    private static string Joined(List<RandomColumn> columns) => string.Join("_", columns.Select(static column => column.Name));

    private static string Quoted(List<RandomColumn> columns) => string.Join(", ", columns.Select(static column => $"\"{column.Name}\""));
}

internal sealed class RandomColumn
{
    public required string Name { get; set; }

    public string? FormerName { get; set; }

    public required string Type { get; set; }

    public bool IsNullable { get; set; }

    public string? Default { get; set; }

    public string? Check { get; set; }

    public bool IsNoCase { get; set; }

    /// <summary>Computed from the id: stored, or when it's read.</summary>
    public string? Computed { get; set; }

    public string ToSql() => $"\"{Name}\" {Type}{(IsNullable ? "" : " NOT NULL")}{(Default is null ? "" : $" DEFAULT {Default}")}{(IsNoCase ? " COLLATE NOCASE" : "")}{(Computed is null ? "" : $" GENERATED ALWAYS AS (\"id\" + 1) {Computed}")}";
}
