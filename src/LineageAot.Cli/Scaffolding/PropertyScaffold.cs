using LineageAot.Generators.Model;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Makes the properties of a record out of a table's columns.</summary>
internal static class PropertyScaffold
{
    /// <param name="draft">The record; it gets its properties.</param>
    /// <param name="parentTypes">The types of columns that other tables' keys decide, by column.</param>
    public static void Add(RecordDraft draft, IReadOnlyDictionary<string, SqlType> parentTypes)
    {
        var names = CSharpNames.Properties(draft.Name);
        foreach (var column in draft.Table.Columns)
        {
            draft.Properties.Add(Property(draft, column, names.Take(CSharpNames.Pascal(column.Name, "Column")), parentTypes));
        }

        if (draft.Table.Text.PrimaryKey is { } key && key.Columns.Any(part => part.IsDescending || (part.Collation ?? Collation(draft.Table, part.Name)) != Collation(draft.Table, part.Name)))
        {
            draft.Notes.Add("the primary key has an order (DESC) or a collation of its own, which [Key] can't say");
        }

        if (draft.Table.Text.PrimaryKey is { Conflict.Length: > 0 } || draft.Table.Text.Columns.Values.Any(static column => column.Conflict.Length > 0))
        {
            draft.Notes.Add("ON CONFLICT behind PRIMARY KEY or NOT NULL can't be said by an attribute");
        }
    }

    /// <summary>How a column's text is compared, in lower case.</summary>
    public static string Collation(FoundTable table, string column) => table.Text.Columns.TryGetValue(column, out var text) ? text.Collation : "binary";

    private static PropertyDraft Property(RecordDraft draft, FoundColumn column, string name, IReadOnlyDictionary<string, SqlType> parentTypes)
    {
        var type = Type(draft, column, parentTypes);
        var property = new PropertyDraft(column, name, ColumnTypes.Value(type, isNullable: !column.IsNotNull && column.KeyPlace == 0));
        AddKey(draft, property);
        if (draft.Table.Clauses.Computed.TryGetValue(column.Name, out var expression))
        {
            property.Computed = expression;
            property.Attributes.Add($"Computed({CSharpText.Literal(expression)}{(column.IsStored ? ", Stored = true" : "")})");
        }

        if (column.Default is { } given && !property.IsGenerated)
        {
            AddDefault(draft, property, SqlPieces.Text(given));
        }

        if (Collation(draft.Table, column.Name) is var collation and not "binary")
        {
            AddCollation(draft, property, collation);
        }

        return property;
    }

    private static SqlType Type(RecordDraft draft, FoundColumn column, IReadOnlyDictionary<string, SqlType> parentTypes)
    {
        SqlType? told = parentTypes.TryGetValue(column.Name, out var parent) ? parent : null;
        var type = ColumnTypes.OfAffinity(column.Type) ?? told ?? ColumnTypes.OfValues(column);
        if (ColumnTypes.OfAffinity(column.Type) is null && told is null)
        {
            var found = column.StorageClasses.Count == 0 ? "it holds no value yet" : $"its values are {string.Join(" and ", column.StorageClasses)}";
            draft.Notes.Add($"column '{column.Name}' is declared {(column.Type.Length == 0 ? "without a type" : column.Type)}, which doesn't say what it holds; {found}, so it became {ColumnTypes.Name(type)}");
        }

        if (ColumnTypes.Misfits(type, column) is { Count: > 0 } others)
        {
            draft.Notes.Add($"column '{column.Name}' also holds values that are {string.Join(" and ", others)} and can't be read as {ColumnTypes.Name(type)}: mend them");
        }

        return type;
    }

    private static void AddKey(RecordDraft draft, PropertyDraft property)
    {
        if (!property.IsKey)
        {
            return;
        }

        property.IsGenerated = draft.Table.RowNumber == property.Column;
        property.NeverReuse = property.IsGenerated && draft.Table.Text.PrimaryKey!.IsAutoincrement;
        property.Attributes.Add(property.IsGenerated ? $"Key(Generated = true{(property.NeverReuse ? ", NeverReuse = true" : "")})"
            : draft.Table.Key.Count > 1 ? $"Key(Order = {property.Column.KeyPlace - 1})"
            : "Key");
    }

    private static void AddDefault(RecordDraft draft, PropertyDraft property, string sql)
    {
        if (!SqlPieces.FitsAttribute(sql))
        {
            draft.Notes.Add($"the default of column '{property.Column.Name}' can't stand in an attribute");
            return;
        }

        property.Default = sql;
        property.Attributes.Add($"Default({CSharpText.Literal(sql)})");
    }

    private static void AddCollation(RecordDraft draft, PropertyDraft property, string collation)
    {
        if (property.Value.SqlType != SqlType.Text || collation is not ("nocase" or "rtrim"))
        {
            draft.Notes.Add($"column '{property.Column.Name}' has COLLATE {collation}, and [Collation] takes NOCASE and RTRIM for text");
            return;
        }

        property.Collation = collation.ToUpperInvariant();
        property.Attributes.Add($"Collation(\"{property.Collation}\")");
    }
}
