using LineageAot.Schema;

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
    /// <summary>The name that it stands for where a name is wanted, in lower case as <see cref="Text"/>: SQLite takes a text there too (<c>create table t ('a b' text)</c>).</summary>
    public string Name => Kind switch
    {
        // Every name in quotes is shorter without them, but for a value's word ("null"), whose text keeps them.
        SqlTokenKind.QuotedName when Text.Length == End - Start => Text[1..^1],
        SqlTokenKind.Literal when Text.Length > 1 && Text[0] == '\'' && Text[^1] == '\'' => SqlNameComparer.Fold(Text[1..^1].Replace("''", "'", StringComparison.Ordinal)),
        _ => Text ?? "",
    };

    /// <summary>An unquoted word: only those are keywords.</summary>
    public bool IsWord(string keyword) => Kind == SqlTokenKind.Word && Text == keyword;

    public bool IsSymbol(char symbol) => Kind == SqlTokenKind.Symbol && Text.Length == 1 && Text[0] == symbol;
}
