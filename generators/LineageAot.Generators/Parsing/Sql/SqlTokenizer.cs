using System;
using System.Collections.Generic;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>
/// Cuts an SQL text into tokens as SQLite does (https://sqlite.org/lang_expr.html, tokenize.c's rules): it knows strings, quoted names,
/// comments and parameters, and leaves all else to SQLite.
/// </summary>
internal static class SqlTokenizer
{
    public static List<SqlToken> Tokenize(string sql)
    {
        var tokens = new List<SqlToken>();
        var depth = 0;
        var position = 0;
        while (position < sql.Length)
        {
            var end = SkipBlank(sql, position);
            if (end > position)
            {
                position = end;
                continue;
            }

            var kind = Next(sql, position, out end);
            var text = sql.Substring(position, end - position);
            if (text == ")")
            {
                depth--;
            }

            tokens.Add(new SqlToken(kind, position, end - position, text, depth));
            if (text == "(")
            {
                depth++;
            }

            position = end;
        }

        return tokens;
    }

    private static int SkipBlank(string sql, int position)
    {
        if (char.IsWhiteSpace(sql[position]))
        {
            return position + 1;
        }

        if (Follows(sql, position, "--"))
        {
            var end = sql.IndexOf('\n', position);
            return end < 0 ? sql.Length : end + 1;
        }

        if (Follows(sql, position, "/*"))
        {
            var end = sql.IndexOf("*/", position + 2, StringComparison.Ordinal);
            return end < 0 ? sql.Length : end + 2;
        }

        return position;
    }

    private static SqlTokenKind Next(string sql, int position, out int end)
    {
        var character = sql[position];
        switch (character)
        {
            case '\'':
                end = SkipQuoted(sql, position, '\'');
                return SqlTokenKind.Text;
            case '"' or '`':
                end = SkipQuoted(sql, position, character);
                return SqlTokenKind.QuotedName;
            case '[':
                var close = sql.IndexOf(']', position);
                end = close < 0 ? sql.Length : close + 1;
                return SqlTokenKind.QuotedName;
            case '@' when IsNamePart(sql, position + 1):
                end = SkipName(sql, position + 1);
                return SqlTokenKind.Parameter;
            case ':' or '$' or '#' when IsNamePart(sql, position + 1):
                end = SkipName(sql, position + 1);
                return SqlTokenKind.OtherParameter;
            case '?':
                end = position + 1;
                while (end < sql.Length && char.IsDigit(sql[end]))
                {
                    end++;
                }

                return SqlTokenKind.OtherParameter;
        }

        if (char.IsDigit(character))
        {
            end = SkipName(sql, position);
            return SqlTokenKind.Number;
        }

        if (IsNamePart(sql, position))
        {
            end = SkipName(sql, position);
            return SqlTokenKind.Word;
        }

        end = position + 1;
        return SqlTokenKind.Symbol;
    }

    private static int SkipQuoted(string sql, int position, char quote)
    {
        for (var end = position + 1; end < sql.Length; end++)
        {
            if (sql[end] != quote)
            {
                continue;
            }

            if (end + 1 < sql.Length && sql[end + 1] == quote)
            {
                end++;
                continue;
            }

            return end + 1;
        }

        return sql.Length;
    }

    private static int SkipName(string sql, int position)
    {
        while (IsNamePart(sql, position))
        {
            position++;
        }

        return position;
    }

    private static bool IsNamePart(string sql, int position)
        => position < sql.Length && sql[position] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or >= '\u0080';

    private static bool Follows(string sql, int position, string text) => string.CompareOrdinal(sql, position, text, 0, text.Length) == 0;
}
