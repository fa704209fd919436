using LineageAot.Schema;

namespace LineageAot.Migrations;

/// <summary>
/// Cuts SQL into tokens as SQLite's own tokenizer does (https://sqlite.org/src/file/src/tokenize.c): whitespace and comments go, and
/// what only differs in the case of keywords and names or in the style of their quotes becomes equal.
/// </summary>
internal static class SqlTokenizer
{
    // In quotes these are names, without quotes they are values: folding both to one text would hide a difference.
    private static readonly HashSet<string> ValueWords = ["null", "true", "false", "current_date", "current_time", "current_timestamp"];

    public static SqlToken[] Tokenize(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = SkipBlanks(sql, 0); at < sql.Length; at = SkipBlanks(sql, at))
        {
            var token = Next(sql, at);
            tokens.Add(token);
            at = token.End;
        }

        return [.. tokens];
    }

    /// <summary>The tokens' common form, one space between them: equal for texts that mean the same.</summary>
    public static string Normalize(ReadOnlySpan<SqlToken> tokens)
    {
        var texts = new string[tokens.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = tokens[i].Text;
        }

        return string.Join(' ', texts);
    }

    public static string Normalize(string sql) => Normalize(Tokenize(sql));

    private static SqlToken Next(string sql, int start)
    {
        var first = sql[start];
        switch (first)
        {
            case '"' or '`':
                return Name(sql, start, Quoted(sql, start, first), first);
            case '[':
                var close = sql.IndexOf(']', start);
                return Name(sql, start, close < 0 ? sql.Length : close + 1, ']');
            case '\'':
                return Literal(sql, start, Quoted(sql, start, '\''), fold: false);
            case 'x' or 'X' when start + 1 < sql.Length && sql[start + 1] == '\'':
                return Literal(sql, start, Quoted(sql, start + 1, '\''), fold: true);
            case '?' or ':' or '@' or '$' or '#':
                return Literal(sql, start, WordEnd(sql, start + 1), fold: false);
        }

        if (char.IsAsciiDigit(first) || (first == '.' && start + 1 < sql.Length && char.IsAsciiDigit(sql[start + 1])))
        {
            return Literal(sql, start, NumberEnd(sql, start), fold: true);
        }

        if (IsWordCharacter(first))
        {
            var end = WordEnd(sql, start);
            return new SqlToken(SqlTokenKind.Word, SqlNameComparer.Fold(sql[start..end]), start, end);
        }

        var length = SymbolLength(sql.AsSpan(start));
        return new SqlToken(SqlTokenKind.Symbol, sql.Substring(start, length), start, start + length);
    }

    private static SqlToken Name(string sql, int start, int end, char quote)
    {
        var isClosed = end - start >= 2 && sql[end - 1] == quote;
        var content = sql[(start + 1)..(isClosed ? end - 1 : end)];
        if (quote != ']')
        {
            content = content.Replace(new string(quote, 2), quote.ToString(), StringComparison.Ordinal);
        }

        var folded = SqlNameComparer.Fold(content);
        return new SqlToken(SqlTokenKind.QuotedName, ValueWords.Contains(folded) ? $"\"{folded}\"" : folded, start, end);
    }

    private static SqlToken Literal(string sql, int start, int end, bool fold)
        => new(SqlTokenKind.Literal, fold ? SqlNameComparer.Fold(sql[start..end]) : sql[start..end], start, end);

    private static int Quoted(string sql, int start, char quote)
    {
        for (var at = start + 1; at < sql.Length; at++)
        {
            if (sql[at] != quote)
            {
                continue;
            }

            if (at + 1 >= sql.Length || sql[at + 1] != quote)
            {
                return at + 1;
            }

            at++;
        }

        return sql.Length;
    }

    private static int NumberEnd(string sql, int start)
    {
        var at = start;
        while (at < sql.Length && (IsWordCharacter(sql[at]) || sql[at] == '.'
            || (sql[at] is '+' or '-' && sql[at - 1] is 'e' or 'E' && !sql.AsSpan(start).StartsWith("0x", StringComparison.OrdinalIgnoreCase))))
        {
            at++;
        }

        return at;
    }

    private static int WordEnd(string sql, int start)
    {
        var at = start;
        while (at < sql.Length && IsWordCharacter(sql[at]))
        {
            at++;
        }

        return at;
    }

    // SQLite takes every character past ASCII as a letter of a name.
    private static bool IsWordCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '$' || character > 127;

    private static int SymbolLength(ReadOnlySpan<char> rest)
    {
        foreach (var symbol in (ReadOnlySpan<string>)["->>", "->", "||", "<=", ">=", "<>", "<<", ">>", "!=", "=="])
        {
            if (rest.StartsWith(symbol, StringComparison.Ordinal))
            {
                return symbol.Length;
            }
        }

        return 1;
    }

    private static int SkipBlanks(string sql, int at)
    {
        while (at < sql.Length)
        {
            if (sql[at] is ' ' or '\t' or '\n' or '\r' or '\f' or '\uFEFF')
            {
                at++;
            }
            else if (sql.AsSpan(at).StartsWith("--", StringComparison.Ordinal))
            {
                var end = sql.IndexOf('\n', at);
                at = end < 0 ? sql.Length : end + 1;
            }
            else if (sql.AsSpan(at).StartsWith("/*", StringComparison.Ordinal))
            {
                var end = sql.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = end < 0 ? sql.Length : end + 2;
            }
            else
            {
                break;
            }
        }

        return at;
    }
}
