using System.Globalization;

namespace LineageAot.Migrations.Planning;

/// <summary>Tells whether a changed CHECK lets every row through that the old one let through, where its form shows that: a longer list, a wider bound.</summary>
internal static class CheckScope
{
    /// <param name="from">The old condition, in its common form.</param>
    /// <param name="to">The new one.</param>
    public static bool IsWidened(string from, string to)
    {
        var (before, after) = (SqlTokenizer.Tokenize(from), SqlTokenizer.Tokenize(to));
        return !Array.Exists(before, static token => token.IsWord("not") || token.IsWord("case")) && (IsLongerList(before, after) || IsWiderBound(before, after));
    }

    /// <summary><c>… in (a, b)</c> at the end becomes <c>… in (a, b, c)</c>; the order doesn't count.</summary>
    private static bool IsLongerList(SqlToken[] before, SqlToken[] after)
        => Members(before) is var (end, old) && Members(after) is var (newEnd, members)
            && end == newEnd && SameTexts(before.AsSpan(0, end), after.AsSpan(0, end)) && old.TrueForAll(members.Contains);

    private static (int End, List<string> Members)? Members(SqlToken[] tokens)
    {
        var open = Array.FindLastIndex(tokens, static token => token.IsSymbol('('));
        if (open < 1 || !tokens[open - 1].IsWord("in") || !tokens[^1].IsSymbol(')'))
        {
            return null;
        }

        var parts = TokenCursor.SplitAtCommas(tokens[(open + 1)..^1]);
        return (open, parts.ConvertAll(static part => SqlTokenizer.Normalize(part)));
    }

    /// <summary><c>… &lt;= 10</c> at the end becomes <c>… &lt;= 20</c>.</summary>
    private static bool IsWiderBound(SqlToken[] before, SqlToken[] after)
    {
        if (before.Length < 3 || before.Length != after.Length || !SameTexts(before.AsSpan(0, before.Length - 1), after.AsSpan(0, after.Length - 1))
            || !double.TryParse(before[^1].Text, CultureInfo.InvariantCulture, out var old) || !double.TryParse(after[^1].Text, CultureInfo.InvariantCulture, out var bound))
        {
            return false;
        }

        return before[^2].Text switch
        {
            "<=" or "<" => bound > old,
            ">=" or ">" => bound < old,
            _ => false,
        };
    }

    private static bool SameTexts(ReadOnlySpan<SqlToken> left, ReadOnlySpan<SqlToken> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (i >= right.Length || left[i].Text != right[i].Text)
            {
                return false;
            }
        }

        return left.Length == right.Length;
    }
}
