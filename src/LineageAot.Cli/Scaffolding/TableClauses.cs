using LineageAot.Migrations;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>The SQL inside a CREATE TABLE's clauses, as it was written: comparisons keep only its common form.</summary>
internal sealed class TableClauses
{
    private readonly string sql;

    private TableClauses(string sql)
    {
        this.sql = sql;
    }

    /// <summary>In the order of the text.</summary>
    public List<FoundCheck> Checks { get; } = [];

    /// <summary>The expressions of computed columns by name.</summary>
    public Dictionary<string, string> Computed { get; } = new(SqlNameComparer.Instance);

    public static TableClauses Parse(string sql)
    {
        var clauses = new TableClauses(sql);
        var definition = TableDefinition.Parse(sql);
        foreach (var part in definition.Columns.Concat(definition.Constraints))
        {
            clauses.Add(part);
        }

        return clauses;
    }

    private void Add(TablePart part)
    {
        var tokens = part.Tokens;
        for (var i = part.IsColumn ? 1 : 0; i < tokens.Length; i++)
        {
            var opens = i + 1 < tokens.Length && tokens[i + 1].IsSymbol('(');
            if (opens && tokens[i].IsWord("check"))
            {
                var inside = SqlPieces.Inside(tokens, i + 1);
                var name = i > 1 && tokens[i - 2].IsWord("constraint") ? tokens[i - 1].Name : "";
                Checks.Add(new FoundCheck(name, part.IsColumn ? part.Name : null, SqlPieces.Text(sql, inside), inside));
            }
            else if (opens && part.IsColumn && tokens[i].IsWord("as"))
            {
                Computed[part.Name] = SqlPieces.Text(sql, SqlPieces.Inside(tokens, i + 1));
            }

            if (opens)
            {
                // Past the parenthesis: what stands inside is no clause of the table.
                i += SqlPieces.Inside(tokens, i + 1).Length + 2;
            }
        }
    }
}

/// <summary>A CHECK.</summary>
/// <param name="Name">In lower case; empty without one.</param>
/// <param name="Column">The column behind which it stands; null for one of the table.</param>
/// <param name="Sql">Its condition.</param>
/// <param name="Tokens">Its condition's tokens.</param>
internal sealed record FoundCheck(string Name, string? Column, string Sql, SqlToken[] Tokens)
{
    /// <summary>Equal for conditions that mean the same.</summary>
    public string CommonForm => SqlTokenizer.Normalize(Tokens);

    public bool Mentions(string column) => Array.Exists(Tokens, token => token.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName && SqlNameComparer.Instance.Equals(token.Name, column));
}
