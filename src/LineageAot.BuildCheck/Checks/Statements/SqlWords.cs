using LineageAot.Migrations;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>The tokens of a statement, each with how many parentheses are open before it.</summary>
internal sealed class SqlWords
{
    private readonly SqlToken[] tokens;
    private readonly int[] depths;

    public SqlWords(string sql)
    {
        Sql = sql;
        tokens = SqlTokenizer.Tokenize(sql);
        depths = new int[tokens.Length];
        var depth = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            depth -= tokens[i].IsSymbol(')') ? 1 : 0;
            depths[i] = depth;
            depth += tokens[i].IsSymbol('(') ? 1 : 0;
        }
    }

    public string Sql { get; }

    public int Count => tokens.Length;

    public SqlToken this[int index] => (uint)index < (uint)tokens.Length ? tokens[index] : default;

    public int Depth(int index) => (uint)index < (uint)depths.Length ? depths[index] : 0;

    /// <summary>The token is one of these unquoted words.</summary>
    public bool IsAny(int index, IReadOnlySet<string> words) => this[index] is { Kind: SqlTokenKind.Word, Text: { } text } && words.Contains(text);

    public bool IsWord(int index, string word) => (uint)index < (uint)tokens.Length && tokens[index].IsWord(word);

    public bool IsSymbol(int index, char symbol) => (uint)index < (uint)tokens.Length && tokens[index].IsSymbol(symbol);

    /// <summary>A name, quoted or not; null for anything else.</summary>
    public string? Name(int index) => (uint)index < (uint)tokens.Length && tokens[index].Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName ? tokens[index].Text : null;

    /// <summary>The first place from an index on, at a depth, of one of these words; the end where there is none.</summary>
    public int Find(int from, int depth, IReadOnlySet<string> words)
    {
        var index = from;
        while (index < Count && Depth(index) >= depth && !(Depth(index) == depth && IsAny(index, words)))
        {
            index++;
        }

        return index;
    }
}
