using System.Text;
using LineageAot.Migrations;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Pieces of a statement as somebody wrote them, on one line and without comments: an attribute's text stands inside another statement.</summary>
internal static class SqlPieces
{
    /// <summary>The tokens as they are written, one space where anything stood between them.</summary>
    public static string Text(string sql, ReadOnlySpan<SqlToken> tokens)
    {
        var text = new StringBuilder();
        for (var i = 0; i < tokens.Length; i++)
        {
            if (i > 0 && tokens[i].Start > tokens[i - 1].End)
            {
                text.Append(' ');
            }

            text.Append(sql, tokens[i].Start, tokens[i].End - tokens[i].Start);
        }

        return text.ToString();
    }

    public static string Text(string sql) => Text(sql, SqlTokenizer.Tokenize(sql));

    /// <summary>The tokens inside the parenthesis that opens at a place.</summary>
    public static SqlToken[] Inside(SqlToken[] tokens, int open) => new TokenCursor(tokens[open..]).TakeParenthesis();

    /// <summary>The generator takes it: it refuses what its own tokenizer reads as a parameter or as the end of a statement.</summary>
    public static bool FitsAttribute(string sql) => Generators.Parsing.Sql.SqlTokenizer.Tokenize(sql) is { Count: > 0 } tokens
        && !tokens.Exists(static token => token.Kind is Generators.Parsing.Sql.SqlTokenKind.Parameter or Generators.Parsing.Sql.SqlTokenKind.OtherParameter || token.IsSymbol(";"));
}
