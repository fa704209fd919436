using System.Globalization;
using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Finds [FullText] in the index that the generator makes of it; every other one stays the file's own.</summary>
internal static class FullTextScaffold
{
    /// <summary>Gives the record its attribute; its properties are there.</summary>
    public static void Add(RecordDraft draft, SchemaCatalog catalog)
    {
        if (FullTextObjects.Find(catalog, draft.Table.Name) is not { IsOurs: true } found || Read(draft, found.Index.Sql!) is not { } fullText)
        {
            return;
        }

        var ours = new FullTextDdl(draft.ToModel(), fullText).Statements().Select(static statement => SqlTokenizer.Normalize(statement));
        if (found.Entries.Select(static entry => SqlTokenizer.Normalize(entry.Sql!)).ToHashSet().SetEquals(ours))
        {
            draft.FullText = fullText;
            draft.Attributes.Add(Attribute(draft, fullText));
        }
    }

    private static FullTextModel? Read(RecordDraft draft, string sql)
    {
        var tokens = SqlTokenizer.Tokenize(sql);
        var open = Array.FindIndex(tokens, static token => token.IsSymbol('('));
        var columns = new List<int>();
        var (tokenizer, prefixes) = (FullTextAttribute.DefaultTokenizer, new List<int>());
        foreach (var part in TokenCursor.SplitAtCommas(SqlPieces.Inside(tokens, open)))
        {
            switch (part)
            {
                case [var column] when draft.Table.IndexOf(column.Text) is >= 0 and var place && draft.Properties[place].Value.Kind == ValueKind.String:
                    columns.Add(place);
                    break;
                case [var option, _, var value] when option.IsWord("tokenize"):
                    tokenizer = Unquoted(value.Text);
                    break;
                case [var option, _, var value] when option.IsWord("prefix"):
                    prefixes.AddRange(Unquoted(value.Text).Split(' ').Select(static length => int.Parse(length, CultureInfo.InvariantCulture)));
                    break;
                case [var option, ..] when option.IsWord("content") || option.IsWord("content_rowid"):
                    break;
                default:
                    return null;
            }
        }

        return new FullTextModel(columns.ToEquatableArray(), tokenizer, prefixes.ToEquatableArray());
    }

    private static string Attribute(RecordDraft draft, FullTextModel fullText)
    {
        var arguments = fullText.Columns.Select(draft.NameOf);
        if (fullText.Tokenizer != FullTextAttribute.DefaultTokenizer)
        {
            arguments = arguments.Append($"Tokenizer = {CSharpText.Literal(fullText.Tokenizer)}");
        }

        if (fullText.Prefixes.Count > 0)
        {
            arguments = arguments.Append($"Prefixes = [{string.Join(", ", fullText.Prefixes)}]");
        }

        return $"FullText({string.Join(", ", arguments)})";
    }

    private static string Unquoted(string literal) => literal[1..^1].Replace("''", "'", StringComparison.Ordinal);
}
