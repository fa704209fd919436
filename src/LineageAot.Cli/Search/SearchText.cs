using System.Buffers;
using System.Text;

namespace LineageAot.Cli.Search;

/// <summary>
/// Makes an FTS5 expression (https://sqlite.org/fts5.html#full_text_query_syntax) of what somebody typed: each word must be there, what stands between quotes side by side. Everything is
/// quoted, so that nothing in it is syntax.
/// </summary>
internal static class SearchText
{
    private const int LongestText = 1000;

    /// <summary>The expression, or null where there is no word.</summary>
    public static string? ToExpression(string text)
    {
        var parts = Clean(text).Split('"');
        var phrases = parts.SelectMany(static (part, number) => number % 2 == 1 ? [part] : part.Split(' ')).Where(static phrase => !string.IsNullOrWhiteSpace(phrase));
        var expression = string.Join(' ', phrases.Select(static phrase => $"\"{phrase}\""));
        return expression.Length == 0 ? null : expression;
    }

    // A U+0000 would end the expression, and half a character can't be sent to SQLite.
    private static string Clean(string text)
    {
        var rest = text.AsSpan(0, Math.Min(text.Length, LongestText));
        var clean = new StringBuilder(rest.Length);
        while (!rest.IsEmpty)
        {
            var isRune = Rune.DecodeFromUtf16(rest, out var rune, out var length) == OperationStatus.Done;
            clean.Append(!isRune || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? " " : rune.ToString());
            rest = rest[length..];
        }

        return clean.ToString();
    }
}
