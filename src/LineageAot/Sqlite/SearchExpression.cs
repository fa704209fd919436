using System.Buffers;
using System.Text;

namespace LineageAot.Sqlite;

/// <summary>
/// Makes an FTS5 expression (https://sqlite.org/fts5.html#full_text_query_syntax) out of what somebody typed. Every word stands in quotes, so none of it is ever syntax; what the words of a
/// quoted text are is the tokenizer's to say, as it was for the texts themselves: <c>e-mail</c> is looked for as "e" and "mail" side by side.
/// </summary>
internal static class SearchExpression
{
    /// <summary>Longer texts aren't looked for as a whole: each word costs a look into the index.</summary>
    public const int LongestText = 1000;

    /// <summary>The expression, or null where the text is blank.</summary>
    public static string? Of(string text, SearchMatch match, bool lastWordIsPrefix)
    {
        var words = Words(text.AsSpan(0, Math.Min(text.Length, LongestText)));
        if (words.Count == 0)
        {
            return null;
        }

        var expression = new StringBuilder();
        if (match == SearchMatch.Phrase)
        {
            Quote(expression, string.Join(' ', words));
        }
        else
        {
            // A word that stands there again finds nothing else (in another case it's another one to some tokenizers), and the snippet's time grows with the square of all that is found.
            var taken = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < words.Count; i++)
            {
                if (taken.Add(words[i]) || (lastWordIsPrefix && i == words.Count - 1))
                {
                    // Side by side and not with AND: what is no word to the tokenizer is left out then, instead of being found nowhere.
                    expression.Append(expression.Length == 0 ? "" : match == SearchMatch.AnyWord ? " OR " : " ");
                    Quote(expression, words[i]);
                }
            }
        }

        return expression.Append(lastWordIsPrefix ? "*" : "").ToString();
    }

    /// <summary>What stands between blanks and control characters. U+0000 would end the expression, and a half surrogate can't be sent to SQLite.</summary>
    private static List<string> Words(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        var start = 0;
        for (var at = 0; at < text.Length;)
        {
            var isRune = Rune.DecodeFromUtf16(text[at..], out var rune, out var length) == OperationStatus.Done;
            if (!isRune || Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                Add(text[start..at]);
                start = at + length;
            }

            at += length;
        }

        Add(text[start..]);
        return words;

        void Add(ReadOnlySpan<char> word)
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
            }
        }
    }

    private static void Quote(StringBuilder expression, string words) => expression.Append('"').Append(words.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
}
