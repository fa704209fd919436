namespace LineageAot.Migrations;

/// <summary>
/// A part of a table that can be missing, extra or different: a column, the primary key, a unique constraint, a foreign key, a CHECK, an
/// index, a trigger, a full-text index, or the table's own options.
/// </summary>
/// <param name="Title">How a sentence calls it, for instance <c>column 'size_bytes'</c>; its identity within the table.</param>
/// <param name="Facts">What can differ, in a fixed order; equal texts are equal facts.</param>
internal sealed record SchemaElement(string Title, IReadOnlyList<SchemaFact> Facts)
{
    /// <summary>What it is.</summary>
    public required SchemaElementKind Kind { get; init; }

    /// <summary>The column's, index's, trigger's or constraint's own name; empty where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>A unique constraint's columns, with U+0000 between them.</summary>
    public string KeyColumns { get; init; } = "";

    /// <summary>A statement of its own makes it: an index, a trigger, a full-text index.</summary>
    public bool IsStatement { get; init; }

    /// <summary>The value of a fact; empty where there is none.</summary>
    public string Fact(string name)
    {
        foreach (var fact in Facts)
        {
            if (fact.Name == name)
            {
                return fact.Value;
            }
        }

        return "";
    }

    /// <summary>A file may have it without a word in the model: it changes no read and refuses no write.</summary>
    public bool IsHarmlessExtra { get; init; }
}

/// <summary>What a part of a table is.</summary>
internal enum SchemaElementKind
{
    /// <summary>STRICT, WITHOUT ROWID.</summary>
    Options,
    Column,
    PrimaryKey,
    Unique,
    ForeignKey,
    Check,
    Index,
    Trigger,
    FullText,
}

/// <summary>The names of facts that somebody asks for.</summary>
internal static class SchemaFacts
{
    public const string Type = "type", Nullability = "nullability", Default = "default", Collation = "collation", Computed = "computed as", ConstraintName = "constraint name", Columns = "columns",
        Uniqueness = "uniqueness", Where = "WHERE", Condition = "condition";
}

/// <summary>One property of an element.</summary>
/// <param name="Name">How a sentence calls it: <c>type</c>, <c>default</c>.</param>
/// <param name="Value">Its text in common form; empty for none.</param>
internal readonly record struct SchemaFact(string Name, string Value);

/// <summary>A table's structure. The order of its elements doesn't count.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Kind"><c>table</c>, <c>virtual table</c> or <c>view</c>.</param>
/// <param name="Elements">Its parts.</param>
internal sealed record TableStructure(string Name, string Kind, IReadOnlyList<SchemaElement> Elements)
{
    /// <summary>The table alone, without the indexes and triggers that are made by statements of their own.</summary>
    public TableStructure WithoutDependents() => this with { Elements = [.. Elements.Where(static element => !element.IsStatement)] };
}
