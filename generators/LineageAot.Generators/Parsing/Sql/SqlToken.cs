namespace LineageAot.Generators.Parsing.Sql;

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    Word, QuotedName, Text, Number, Parameter, OtherParameter, Symbol,
}

/// <summary>A token of an SQL text: neither white space nor a comment.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length, string Text, int Depth)
{
    public int End => Start + Length;

    public bool IsWord(string word) => Kind == SqlTokenKind.Word && string.Equals(Text, word, System.StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && Text == symbol;

    /// <summary>The name of a table, column or alias, without its quotes.</summary>
    public string? Name => Kind switch
    {
        SqlTokenKind.Word => Text,
        SqlTokenKind.QuotedName => Text[0] == '[' ? Text.Substring(1, Text.Length - 2) : Text.Substring(1, Text.Length - 2).Replace(new string(Text[0], 2), Text[0].ToString()),
        _ => null,
    };
}
