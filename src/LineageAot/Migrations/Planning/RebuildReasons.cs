using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>Why a table must be made anew; empty where ALTER TABLE or another text will do.</summary>
internal static class RebuildReasons
{
    public static IReadOnlyList<string> Of(TableDelta delta, TableDefinition from, TableDefinition to)
    {
        var reasons = new List<string>();
        foreach (var change in delta.Changed)
        {
            reasons.AddRange(OfChange(change));
        }

        foreach (var element in delta.Added)
        {
            if (OfAdded(element) is { } reason)
            {
                reasons.Add(reason);
            }
        }

        foreach (var element in delta.Removed)
        {
            if (OfRemoved(element, from) is { } reason)
            {
                reasons.Add(reason);
            }
        }

        return reasons;
    }

    /// <summary>Existing rows have no value for it.</summary>
    public static bool NeedsValue(SchemaElement column)
        => column.Fact(SchemaFacts.Nullability) != "NULL allowed" && column.Fact(SchemaFacts.Default).Length == 0 && column.Fact(SchemaFacts.Computed).Length == 0;

    private static IEnumerable<string> OfChange(ChangedElement change)
    {
        foreach (var fact in change.Facts)
        {
            var isOfText = change.To.Kind switch
            {
                SchemaElementKind.Column => fact == SchemaFacts.Nullability,
                SchemaElementKind.PrimaryKey or SchemaElementKind.Unique => fact == SchemaFacts.ConstraintName,
                SchemaElementKind.Check or SchemaElementKind.ForeignKey => true,
                _ => false,
            };
            if (!isOfText)
            {
                yield return DeltaSentences.Of(change, fact);
            }
        }
    }

    private static string? OfAdded(SchemaElement element) => element.Kind switch
    {
        SchemaElementKind.Unique or SchemaElementKind.PrimaryKey => DeltaSentences.Added(element),
        SchemaElementKind.Column when element.Fact(SchemaFacts.Computed).EndsWith(" stored", StringComparison.Ordinal) => $"{element.Title}, which is computed and stored, is new",
        SchemaElementKind.Column when NeedsValue(element) => $"{element.Title} is new, may not be NULL and has no default",
        SchemaElementKind.Column when !IsConstant(element.Fact(SchemaFacts.Default)) => $"{element.Title} is new and its default isn't a constant",
        _ => null,
    };

    private static string? OfRemoved(SchemaElement element, TableDefinition from)
    {
        switch (element.Kind)
        {
            case SchemaElementKind.Unique or SchemaElementKind.PrimaryKey:
                return DeltaSentences.Removed(element);
            case SchemaElementKind.Column:
                var others = from.Constraints.Concat(from.Columns.Where(column => !SqlNameComparer.Instance.Equals(column.Name, element.Name)));
                var isFree = !others.Any(part => part.Mentions(element.Name)) && !HasKeyClause(from.Column(element.Name));
                return isFree ? null : $"{element.Title}, which a constraint or another column names, goes";
            default:
                return null;
        }
    }

    private static bool HasKeyClause(TablePart column) => Array.Exists(column.Tokens, static token => token.IsWord("primary") || token.IsWord("unique") || token.IsWord("references"));

    /// <summary>A literal or signed number, also in parentheses (https://sqlite.org/lang_altertable.html#altertabaddcol).</summary>
    private static bool IsConstant(string normalizedDefault)
    {
        var tokens = SqlTokenizer.Tokenize(normalizedDefault).AsSpan();
        while (tokens.Length > 2 && tokens[0].IsSymbol('(') && tokens[^1].IsSymbol(')'))
        {
            tokens = tokens[1..^1];
        }

        if (tokens.Length > 1 && (tokens[0].IsSymbol('-') || tokens[0].IsSymbol('+')))
        {
            tokens = tokens[1..];
        }

        return tokens.Length == 0 || (tokens.Length == 1 && (tokens[0].Kind == SqlTokenKind.Literal || tokens[0].IsWord("null") || tokens[0].IsWord("true") || tokens[0].IsWord("false")));
    }
}
