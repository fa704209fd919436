using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>Finds the columns of a result that can be NULL although nobody says so: those of nullable columns that no condition keeps from it. Behind an outer join nothing is said.</summary>
internal sealed class NullableColumns
{
    /// <summary>A comparison with NULL isn't true, so the row isn't there.</summary>
    private static readonly HashSet<string> Comparisons = ["=", "==", "<", ">", "<=", ">=", "<>", "!="];

    private static readonly HashSet<string> ComparingWords = ["like", "glob", "match", "between", "in"];
    private static readonly HashSet<string> Doubts = ["or", "is", "not", "case", "coalesce", "ifnull", "iif", "nullif"];

    private readonly SqlWords words;
    private readonly StatementSchema schema;
    private readonly HashSet<string> unknown;
    private readonly HashSet<(string, string)> proven;
    private readonly bool isUnknown;

    public NullableColumns(SqlWords words, IReadOnlyList<SelectScope> scopes, StatementSchema schema)
    {
        this.words = words;
        this.schema = schema;
        SelectScope[] own = [.. scopes.Where(static scope => scope.Depth == 0)];
        unknown = scopes.SelectMany(static scope => scope.Sources).Where(static source => source.IsOuterJoined).Select(static source => SqlNameComparer.Fold(source.Table)).ToHashSet();

        // The arms of a compound may differ, a view hides its joins, and so does a subquery behind an outer join.
        isUnknown = own.Length > 1 || scopes.Any(scope => scope.Sources.Exists(source => schema.Table(source.Table) is { IsPlain: false }))
            || scopes.Any(static scope => scope.Sources.Exists(static source => source.IsOuterJoined)) && scopes.Count > own.Length;
        proven = own is [var only] ? [.. new Conjuncts(words, schema).Of(only).SelectMany(Proven)] : [];
    }

    public bool CanBeNull(PreparedColumn column)
        => !isUnknown && !unknown.Contains(SqlNameComparer.Fold(column.Table)) && !proven.Contains(Key(column.Table, column.Origin))
            && schema.Table(column.Table)?.Column(column.Origin) is { IsNullable: true };

    private static (string, string) Key(string table, string column) => (SqlNameComparer.Fold(table), SqlNameComparer.Fold(column));

    private IEnumerable<(string, string)> Proven(Conjunct conjunct)
    {
        var (start, end) = conjunct.Range;
        var isNotNull = words.IsWord(end - 1, "notnull") || (words.IsWord(end - 1, "null") && words.IsWord(end - 2, "not"));
        if (isNotNull && conjunct.Columns is [var only])
        {
            return [Key(only.Source.Table, only.Column)];
        }

        var tokens = Enumerable.Range(start, end - start);
        var depth = words.Depth(start);
        if (tokens.Any(index => words.IsAny(index, Doubts) || words.Depth(index) > depth && words.IsWord(index, "select")))
        {
            return [];
        }

        // Columns beside the comparison itself; what stands in a function may be swallowed by it.
        return tokens.Any(index => words.Depth(index) == depth && IsComparison(index)) && !tokens.Any(index => words.IsSymbol(index, '(') && words.Name(index - 1) is { } name && !ComparingWords.Contains(name))
            ? conjunct.Columns.Select(static column => Key(column.Source.Table, column.Column))
            : [];
    }

    private bool IsComparison(int index) => words.IsAny(index, ComparingWords) || (words[index].Kind == SqlTokenKind.Symbol && Comparisons.Contains(words[index].Text));
}
