using LineageAot.Schema;

namespace LineageAot.Migrations;

/// <summary>What a table's full-text index consists of, as a schema has it; by names, since they are given by one rule.</summary>
internal sealed class FullTextObjects
{
    private static readonly string[] Changes = ["insert", "update", "delete"];

    private FullTextObjects(CatalogEntry index, CatalogEntry? rows, CatalogEntry? texts, CatalogEntry[] triggers)
    {
        Index = index;
        Rows = rows;
        Texts = texts;
        Triggers = triggers;
    }

    /// <summary>The virtual table.</summary>
    public CatalogEntry Index { get; }

    /// <summary>The table of numbers; null where the table's key is the number.</summary>
    public CatalogEntry? Rows { get; }

    /// <summary>The view that joins it with the table; null as above.</summary>
    public CatalogEntry? Texts { get; }

    public IReadOnlyList<CatalogEntry> Triggers { get; }

    /// <summary>An attribute made it: somebody's own index over the table's texts is kept by triggers of other names.</summary>
    public bool IsOurs => Triggers.Count > 0;

    /// <summary>Every statement in the order in which they are run, the triggers last.</summary>
    public IEnumerable<CatalogEntry> Entries => new[] { Rows, Texts, Index }.OfType<CatalogEntry>().Concat(Triggers);

    /// <summary>The index of a table, or null.</summary>
    public static FullTextObjects? Find(SchemaCatalog catalog, string table)
    {
        if (catalog.FindTable(FullTextNames.Index(table)) is not { } index || Content(index) is not { } content)
        {
            return null;
        }

        var isOverTexts = SqlNameComparer.Instance.Equals(content, FullTextNames.Texts(table));
        if (!isOverTexts && !SqlNameComparer.Instance.Equals(content, table))
        {
            return null;
        }

        var names = Changes.Select(change => FullTextNames.Trigger(table, change)).ToHashSet(SqlNameComparer.Instance);
        return new FullTextObjects(
            index,
            isOverTexts ? catalog.FindTable(FullTextNames.Rows(table)) : null,
            isOverTexts ? catalog.FindTable(FullTextNames.Texts(table)) : null,
            [.. catalog.BelongingTo(table, "trigger").Where(trigger => names.Contains(trigger.Name))]);
    }

    /// <summary>A table that holds nothing but what a full-text index makes of other tables: its own virtual table, or its table of numbers.</summary>
    public static bool IsDerived(SchemaCatalog catalog, string name)
        => (catalog.FindTable(name) is { } entry && Content(entry) is not null) || IsRows(catalog, name);

    /// <summary>The table of numbers of an index that is there.</summary>
    public static bool IsRows(SchemaCatalog catalog, string name)
        => name.EndsWith(FullTextNames.RowsSuffix, StringComparison.OrdinalIgnoreCase) && Find(catalog, name[..^FullTextNames.RowsSuffix.Length])?.Rows is not null;

    /// <summary>A name is among its tokens: read as a column's, it may only be taken for one too often.</summary>
    public bool Mentions(string column) => Entries.Any(entry => Array.Exists(SqlTokenizer.Tokenize(entry.Sql ?? ""), token => token.Name == SqlNameComparer.Fold(column)));

    /// <summary>The same statements, whatever their blanks.</summary>
    public bool IsSame(FullTextObjects other) => Texted(this).SetEquals(Texted(other));

    private static HashSet<string> Texted(FullTextObjects objects) => [.. objects.Entries.Select(static entry => SqlTokenizer.Normalize(entry.Sql ?? ""))];

    /// <summary>The table or view whose texts an FTS5 table is over; null for another table, or one that keeps texts itself.</summary>
    private static string? Content(CatalogEntry entry)
    {
        var tokens = SqlTokenizer.Tokenize(entry.Sql ?? "");
        if (tokens is not [_, var second, _, _, _, var module, ..] || !second.IsWord("virtual") || !module.IsWord("fts5"))
        {
            return null;
        }

        for (var at = 0; at + 2 < tokens.Length; at++)
        {
            if (tokens[at].IsWord("content") && tokens[at + 1].IsSymbol('='))
            {
                var content = tokens[at + 2].Name;
                return content.Length > 0 ? content : null;
            }
        }

        return null;
    }
}
