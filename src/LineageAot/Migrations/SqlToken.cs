namespace LineageAot.Migrations;

/// <summary>What a piece of SQL text is (https://sqlite.org/syntax/expr.html), as far as comparing schemas needs it.</summary>
internal enum SqlTokenKind
{
    /// <summary>A keyword or a name without quotes.</summary>
    Word,

    /// <summary>A name in double quotes, backquotes or brackets.</summary>
    QuotedName,

    /// <summary>A text, number, blob or parameter.</summary>
    Literal,

    /// <summary>An operator, parenthesis, comma, dot or semicolon.</summary>
    Symbol,
}

/// <summary>A token and where it stands in its text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its form for comparisons: words and names in lower case (A to Z only, as SQLite folds them), names without quotes, literals as written.</param>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character after its last.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Start, int End)
{
    /// <summary>An unquoted word: only those are keywords.</summary>
    public bool IsWord(string keyword) => Kind == SqlTokenKind.Word && Text == keyword;

    public bool IsSymbol(char symbol) => Kind == SqlTokenKind.Symbol && Text.Length == 1 && Text[0] == symbol;
}
