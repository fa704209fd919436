using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>
/// A CREATE TABLE taken apart into its pieces of text, so that a plan can write one column's definition into an ALTER TABLE, or the whole in the order in which a file has its
/// columns.
/// </summary>
internal sealed class TableDefinition
{
    private readonly List<TablePart> parts;
    private readonly string options;

    private TableDefinition(List<TablePart> parts, string options)
    {
        this.parts = parts;
        this.options = options;
    }

    /// <summary>Its columns in the order of the text.</summary>
    public IEnumerable<TablePart> Columns => parts.Where(static part => part.IsColumn);

    /// <summary>Its table constraints.</summary>
    public IEnumerable<TablePart> Constraints => parts.Where(static part => !part.IsColumn);

    /// <param name="sql">A CREATE TABLE that SQLite has accepted.</param>
    public static TableDefinition Parse(string sql)
    {
        var tokens = SqlTokenizer.Tokenize(sql);
        var open = Array.FindIndex(tokens, static token => token.IsSymbol('('));
        var close = Array.FindLastIndex(tokens, static token => token.IsSymbol(')'));
        if (open < 0 || close < open)
        {
            throw new InvalidOperationException("A table made by AS SELECT has no text of its own in SQLite's schema; SQLite writes one.");
        }

        var parts = TokenCursor.SplitAtCommas(tokens[(open + 1)..close]).ConvertAll(part => new TablePart(sql[part[0].Start..part[^1].End], part));
        return new TableDefinition(parts, close + 1 < tokens.Length ? sql[tokens[close + 1].Start..tokens[^1].End] : "");
    }

    /// <summary>The column's piece.</summary>
    public TablePart Column(string name) => Columns.First(part => SqlNameComparer.Instance.Equals(part.Name, name));

    /// <summary>The statement, its columns in another order.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="order">All of its columns.</param>
    public string ToSql(string table, IEnumerable<string> order)
    {
        var lines = order.Select(name => Column(name).Text).Concat(Constraints.Select(static part => part.Text));
        return $"CREATE TABLE {SqlIdentifier.Quote(table)} (\n    {string.Join(",\n    ", lines)}\n){(options.Length > 0 ? " " + options : "")}";
    }
}

/// <summary>A column's definition or a table constraint.</summary>
internal sealed class TablePart
{
    private static readonly string[] ConstraintWords = ["constraint", "primary", "unique", "check", "foreign"];

    public TablePart(string text, SqlToken[] tokens)
    {
        Text = text;
        Tokens = tokens;
        IsColumn = !Array.Exists(ConstraintWords, tokens[0].IsWord);
        var isNamed = tokens[0].IsWord("constraint");
        Name = IsColumn ? tokens[0].Name : isNamed && tokens.Length > 1 ? tokens[1].Name : "";
        Kind = IsColumn ? "" : tokens[isNamed && tokens.Length > 2 ? 2 : 0].Text;
    }

    /// <summary>As it stands in the statement.</summary>
    public string Text { get; }

    public SqlToken[] Tokens { get; }

    public bool IsColumn { get; }

    /// <summary>The column's or constraint's name as comparisons use it; empty for a constraint without one.</summary>
    public string Name { get; }

    /// <summary>A constraint's first word: <c>primary</c>, <c>unique</c>, <c>check</c> or <c>foreign</c>; empty for a column.</summary>
    public string Kind { get; }

    /// <summary>A name is among its tokens: read as a column's, it may only be taken for one too often.</summary>
    public bool Mentions(string column) => Array.Exists(Tokens, token => token.Kind != SqlTokenKind.Symbol && SqlNameComparer.Instance.Equals(token.Name, column));

    /// <summary>A table constraint as it's written behind a column: <c>FOREIGN KEY (a) REFERENCES …</c> begins with its REFERENCES there.</summary>
    public string BehindColumn()
    {
        var references = Array.FindIndex(Tokens, static token => token.IsWord("references"));
        if (Kind != "foreign" || references < 0)
        {
            return Text;
        }

        var start = Tokens[0].Start;
        var name = Tokens[0].IsWord("constraint") ? Text[..(Tokens[1].End - start)] + " " : "";
        return name + Text[(Tokens[references].Start - start)..];
    }
}
