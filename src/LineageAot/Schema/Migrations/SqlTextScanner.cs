namespace LineageAot.Schema.Migrations;

/// <summary>
/// Walks over SQL text as far as telling its code from its texts, quoted names and comments needs it. Shared as source with the generator.
/// </summary>
internal struct SqlTextScanner
{
    private readonly string sql;

    public SqlTextScanner(string sql)
    {
        this.sql = sql;
        Position = 0;
    }

    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position >= sql.Length;

    /// <summary>The place stands at a line's first character, outside of every text and block comment, and the line is a comment.</summary>
    public readonly bool IsAtLineComment => StartsWith("--") && (Position == 0 || sql[Position - 1] == '\n');

    /// <summary>Where the line ends: at its line feed, or the text's end.</summary>
    public readonly int LineEnd => sql.IndexOf('\n', Position) is >= 0 and var end ? end : sql.Length;

    /// <summary>Goes on by one character of code, or over a whole text, quoted name or comment; false if that one has no end.</summary>
    /// <param name="isCode">A character that isn't white space, and no comment.</param>
    public bool TryMove(out bool isCode)
    {
        var character = sql[Position];
        isCode = true;
        switch (character)
        {
            case '\'' or '"' or '`':
                return TryMoveBehind(character);
            case '[':
                return TryMoveBehind(']');
            case '-' when StartsWith("--"):
                isCode = false;
                Position = LineEnd < sql.Length ? LineEnd + 1 : sql.Length;
                return true;
            case '/' when StartsWith("/*"):
                isCode = false;
                var end = sql.IndexOf("*/", Position + 2, System.StringComparison.Ordinal);
                Position = end < 0 ? sql.Length : end + 2;
                return end >= 0;
            default:
                isCode = !char.IsWhiteSpace(character) && character != '\uFEFF';
                Position++;
                return true;
        }
    }

    public void MoveTo(int position) => Position = position;

    private bool TryMoveBehind(char quote)
    {
        // A doubled quote inside is two quoted pieces side by side: the same place is reached.
        var end = sql.IndexOf(quote, Position + 1);
        Position = end < 0 ? sql.Length : end + 1;
        return end >= 0;
    }

    private readonly bool StartsWith(string text) => string.CompareOrdinal(sql, Position, text, 0, text.Length) == 0;
}
