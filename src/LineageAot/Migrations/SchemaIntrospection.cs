using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// Reads the structure of tables out of a file: by pragmas (https://sqlite.org/pragma.html) what they tell, out of the statements'
/// text what they don't. The caller keeps a transaction open, so that all is read from one moment.
/// </summary>
internal sealed class SchemaIntrospection
{
    private readonly SqliteSession session;
    private readonly SchemaCatalog catalog;

    private SchemaIntrospection(SqliteSession session, SchemaCatalog catalog)
    {
        this.session = session;
        this.catalog = catalog;
    }

    /// <summary>The structures of those of the tables that the file has.</summary>
    public static Dictionary<string, TableStructure> Read(SqliteSession session, SchemaCatalog catalog, IEnumerable<string> names)
    {
        var introspection = new SchemaIntrospection(session, catalog);
        var structures = new Dictionary<string, TableStructure>(SqlNameComparer.Instance);
        foreach (var name in names)
        {
            if (catalog.FindTable(name) is { } entry)
            {
                structures[name] = introspection.ReadTable(entry);
            }
        }

        return structures;
    }

    private TableStructure ReadTable(CatalogEntry entry)
    {
        if (entry.Type == "view")
        {
            return new TableStructure(entry.Name, "view", []);
        }

        if (SqlTokenizer.Tokenize(entry.Sql ?? "") is [_, var second, ..] && second.IsWord("virtual"))
        {
            return new TableStructure(entry.Name, "virtual table", []);
        }

        var text = CreateTableParser.Parse(entry.Sql ?? "");
        var columns = session.QueryRows($"pragma main.table_xinfo({FoundName.Quote(entry.Name)})");
        List<SchemaElement> elements =
        [
            new SchemaElement("the table itself", [new("STRICT", YesOrNo(text.IsStrict)), new("WITHOUT ROWID", YesOrNo(text.IsWithoutRowId))]) { Kind = SchemaElementKind.Options },
            .. columns.Select(column => Column(column, text)),
            .. PrimaryKey(columns, text),
            .. Unique(text.Uniques.Select(unique => UniqueConstraint(unique, text))),
            .. Unique(text.ForeignKeys.Select(ForeignKey)),
            .. Unique(text.Checks.Select(Check)),
            .. Indexes(entry.Name),
            .. catalog.BelongingTo(entry.Name, "trigger").Select(Trigger),
            .. FullText(entry.Name),
        ];
        return new TableStructure(entry.Name, "table", elements);
    }

    private static SchemaElement Column(string?[] row, TableText text)
    {
        // cid, name, type, notnull, dflt_value, pk, hidden (2: computed when read, 3: computed and stored)
        var name = row[1]!;
        text.Columns.TryGetValue(name, out var clauses);
        return new SchemaElement($"column '{name}'",
        [
            new(SchemaFacts.Type, (row[2] ?? "").ToUpperInvariant()),
            new(SchemaFacts.Nullability, row[3] == "0" ? "NULL allowed" : $"NOT NULL{Spaced(clauses?.Conflict)}"),
            new(SchemaFacts.Default, row[4] is { } value ? SqlTokenizer.Normalize(value) : ""),
            new(SchemaFacts.Collation, clauses?.Collation ?? "binary"),
            new(SchemaFacts.Computed, clauses?.Computed is { } expression ? $"({expression}) {(row[6] == "3" ? "stored" : "virtual")}" : ""),
            new("further clauses", clauses?.Rest.Trim() ?? ""),
        ])
        {
            Kind = SchemaElementKind.Column,
            Name = name,
        };
    }

    private static IEnumerable<SchemaElement> PrimaryKey(List<string?[]> columns, TableText text)
    {
        if (text.PrimaryKey is not { } key)
        {
            yield break;
        }

        var names = string.Join(", ", key.Columns.Select(column => KeyColumn(column, text)));
        yield return new SchemaElement("the primary key",
            [new(SchemaFacts.Columns, names), new("AUTOINCREMENT", YesOrNo(key.IsAutoincrement)), new("conflict clause", key.Conflict), new(SchemaFacts.ConstraintName, key.Name)])
        {
            Kind = SchemaElementKind.PrimaryKey,
            Name = key.Name,
        };
    }

    private static SchemaElement UniqueConstraint(KeyText unique, TableText text)
    {
        string[] columns = [.. unique.Columns.Select(column => KeyColumn(column, text))];
        return new SchemaElement($"unique constraint ({string.Join(", ", columns)})", [new("conflict clause", unique.Conflict), new(SchemaFacts.ConstraintName, unique.Name)])
        {
            Kind = SchemaElementKind.Unique,
            Name = unique.Name,
            KeyColumns = string.Join('\0', columns),
        };
    }

    private SchemaElement ForeignKey(ForeignKeyText key)
    {
        var parentColumns = key.ParentColumns.Count > 0 ? key.ParentColumns : PrimaryKeyOf(key.ParentTable);
        return new SchemaElement($"foreign key ({string.Join(", ", key.Columns)})",
        [
            new("parent", $"{key.ParentTable} ({string.Join(", ", parentColumns)})"),
            new("ON DELETE", key.OnDelete),
            new("ON UPDATE", key.OnUpdate),
            new("deferred", YesOrNo(key.IsDeferred)),
            new(SchemaFacts.ConstraintName, key.Name),
        ])
        {
            Kind = SchemaElementKind.ForeignKey,
            Name = key.Name,
        };
    }

    private static SchemaElement Check(CheckText check)
        => new(check.Name.Length > 0 ? $"CHECK '{check.Name}'" : $"CHECK ({check.Condition})", [new(SchemaFacts.Condition, check.Condition)]) { Kind = SchemaElementKind.Check, Name = check.Name };

    private IEnumerable<SchemaElement> Indexes(string table)
    {
        foreach (var row in session.QueryRows($"pragma main.index_list({FoundName.Quote(table)})"))
        {
            // seq, name, unique, origin (c: CREATE INDEX, u: UNIQUE, pk: PRIMARY KEY), partial
            if (row[3] == "c")
            {
                yield return Index(table, row[1]!, isUnique: row[2] != "0");
            }
        }
    }

    private SchemaElement Index(string table, string name, bool isUnique)
    {
        var (parts, condition) = IndexText(table, name);
        var columns = new List<string>();
        foreach (var row in session.QueryRows($"pragma main.index_xinfo({FoundName.Quote(name)})"))
        {
            // seqno, cid (-2: an expression), name, desc, coll, key (0: the table's own key behind the index's columns)
            if (row[5] == "0")
            {
                continue;
            }

            var column = row[2] is { } plain ? SqlNameComparer.Fold(plain) : columns.Count < parts.Count ? parts[columns.Count].Name : "an expression";
            columns.Add(KeyColumn(column, SqlNameComparer.Fold(row[4] ?? "binary"), row[3] != "0"));
        }

        return new SchemaElement($"index '{name}'", [new(SchemaFacts.Uniqueness, isUnique ? "unique" : "not unique"), new(SchemaFacts.Columns, string.Join(", ", columns)), new(SchemaFacts.Where, condition)])
        {
            Kind = SchemaElementKind.Index,
            Name = name,
            IsHarmlessExtra = !isUnique,
            IsStatement = true,
        };
    }

    private (List<KeyColumnText> Columns, string Condition) IndexText(string table, string name)
    {
        var sql = catalog.BelongingTo(table, "index").FirstOrDefault(entry => entry.Name == name)?.Sql ?? "";
        var cursor = new TokenCursor(SqlTokenizer.Tokenize(sql));
        while (!cursor.IsAtEnd && !cursor.AtSymbol('('))
        {
            cursor.Take();
        }

        var columns = CreateTableParser.ParseKeyColumns(cursor.TakeParenthesis());
        return (columns, cursor.TryTake("where") ? SqlTokenizer.Normalize(cursor.TakeRest()) : "");
    }

    private static SchemaElement Trigger(CatalogEntry entry)
        => new($"trigger '{entry.Name}'", [new("text", SqlTokenizer.Normalize(entry.Sql ?? ""))]) { Kind = SchemaElementKind.Trigger, Name = entry.Name, IsHarmlessExtra = true, IsStatement = true };

    private IEnumerable<SchemaElement> FullText(string table)
    {
        if (FullTextObjects.Find(catalog, table) is { } found)
        {
            yield return new SchemaElement($"full-text index '{found.Index.Name}'", [new("text", Text(found.Index)), new("table of row numbers", Text(found.Rows)), new("view of its texts", Text(found.Texts))])
            {
                Kind = SchemaElementKind.FullText,
                Name = found.Index.Name,
                IsHarmlessExtra = true,
                IsStatement = true,
            };
        }

        static string Text(CatalogEntry? entry) => SqlTokenizer.Normalize(entry?.Sql ?? "");
    }

    private IEnumerable<string> PrimaryKeyOf(string table) => session.QueryRows($"pragma main.table_xinfo({FoundName.Quote(table)})")
        .Where(static row => row[5] != "0")
        .OrderBy(static row => int.Parse(row[5]!, System.Globalization.CultureInfo.InvariantCulture))
        .Select(static row => SqlNameComparer.Fold(row[1]!));

    private static string KeyColumn(KeyColumnText column, TableText text)
    {
        var collation = column.Collation ?? (text.Columns.TryGetValue(column.Name, out var clauses) ? clauses.Collation : "binary");
        return KeyColumn(column.Name, collation, column.IsDescending);
    }

    private static string KeyColumn(string name, string collation, bool isDescending)
        => $"{name}{(collation == "binary" ? "" : $" collate {collation}")}{(isDescending ? " desc" : "")}";

    /// <summary>Gives elements of equal title a number, so that two of the same kind stay two.</summary>
    private static IEnumerable<SchemaElement> Unique(IEnumerable<SchemaElement> elements)
        => elements.GroupBy(static element => element.Title).SelectMany(static group => group.Select((element, i) => i == 0 ? element : element with { Title = $"{element.Title}, number {i + 1}" }));

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private static string Spaced(string? conflict) => string.IsNullOrEmpty(conflict) ? "" : $" on conflict {conflict}";
}
