using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>
/// Finds the columns that the conditions of a statement keep NULL out of. An expression with NULL in it is NULL, and a condition that is NULL keeps no row; only a few
/// operators and functions make something of NULL.
/// </summary>
internal sealed class NotNullConditions(SqlWords words, StatementSchema schema)
{
    /// <summary>They can be true of NULL.</summary>
    private static readonly HashSet<string> Doubts = ["or", "is", "isnull", "case", "exists"];

    /// <summary>What stands before a parenthesis and is no function.</summary>
    private static readonly HashSet<string> Operators = ["in", "like", "glob", "match", "regexp", "between", "and", "not", "escape"];

    /// <summary>Functions that are NULL where one of their values is (https://sqlite.org/lang_corefunc.html, lang_datefunc.html, lang_mathfunc.html).</summary>
    private static readonly HashSet<string> Strict =
    [
        "abs", "cast", "date", "datetime", "floor", "ceil", "glob", "instr", "json_extract", "julianday", "length", "like", "likelihood", "likely", "lower", "ltrim", "octet_length", "replace", "round",
        "rtrim", "sign", "strftime", "substr", "substring", "time", "trim", "trunc", "unicode", "unixepoch", "unlikely", "upper",
    ];

    private readonly Conjuncts conjuncts = new(words, schema);

    /// <summary>The tables and columns, folded, that a SELECT's rows have no NULL in.</summary>
    public IEnumerable<(string Table, string Column)> Of(SelectScope scope)
        => (scope.Having is { } having ? scope.Conditions.Append(having) : scope.Conditions).SelectMany(range => Of(scope, range));

    public static (string Table, string Column) Key(string table, string column) => (SqlNameComparer.Fold(table), SqlNameComparer.Fold(column));

    private IEnumerable<(string, string)> Of(SelectScope scope, TokenRange range)
        => conjuncts.Of(range).SelectMany(part => conjuncts.Alternatives(part) is { Count: > 1 } alternatives
            ? alternatives.Select(alternative => Of(scope, alternative)).Aggregate(static (one, other) => one.Intersect(other))
            : OfOne(scope, part));

    private IEnumerable<(string, string)> OfOne(SelectScope scope, TokenRange range)
    {
        var columns = conjuncts.Columns(scope, range).Select(static column => Key(column.Source.Table, column.Column)).ToArray();
        return IsNotNull(range) ? columns is [var only] ? [only] : [] : conjuncts.Outside(range).Any(IsDoubt) ? [] : columns;
    }

    /// <summary>x is not null, x not null, x notnull, not x is null, not (x is null)</summary>
    private bool IsNotNull(TokenRange range)
    {
        var isNegated = words.IsWord(range.Start, "not");
        var end = isNegated && words.IsSymbol(range.Start + 1, '(') ? range.End - 2 : range.End - 1;
        return isNegated ? words.IsWord(end, "isnull") || (words.IsWord(end, "null") && words.IsWord(end - 1, "is"))
            : words.IsWord(end, "notnull") || (words.IsWord(end, "null") && words.IsWord(end - 1, "not"));
    }

    private bool IsDoubt(int index)
        => words.IsAny(index, Doubts) || (words.IsWord(index, "not") && !words.IsAny(index + 1, Operators))
            || (words.IsSymbol(index, '(') && words.Name(index - 1) is { } name && !Operators.Contains(name) && !Strict.Contains(name));
}
