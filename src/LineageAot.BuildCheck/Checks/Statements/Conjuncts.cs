using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>A part of a condition that must hold by itself: what AND joins.</summary>
/// <param name="Range">Its tokens.</param>
/// <param name="Columns">The columns of the scope's tables that it names outside of subqueries.</param>
internal sealed record Conjunct(TokenRange Range, IReadOnlyList<(TableSource Source, string Column)> Columns);

/// <summary>Takes the conditions of a SELECT apart.</summary>
internal sealed class Conjuncts(SqlWords words, StatementSchema schema)
{
    private static readonly HashSet<string> NoWords = [];

    public IReadOnlyList<Conjunct> Of(SelectScope scope)
        => [.. scope.Conditions.SelectMany(range => Split(range)).Select(range => new Conjunct(range, Columns(scope, range)))];

    private List<(TableSource Source, string Column)> Columns(SelectScope scope, TokenRange range)
    {
        var columns = new List<(TableSource, string)>();
        for (var index = range.Start; index < range.End; index++)
        {
            if (words.IsSymbol(index, '(') && (words.IsWord(index + 1, "select") || words.IsWord(index + 1, "with") || words.IsWord(index + 1, "values")))
            {
                index = words.Find(index + 1, words.Depth(index) + 1, NoWords);
            }
            else if (Resolve(scope, index) is { } found)
            {
                columns.Add(found);
            }
        }

        return columns;
    }

    /// <summary>The column that a token names, where it names one.</summary>
    public (TableSource Source, string Column)? Resolve(SelectScope scope, int index)
    {
        if (words.Name(index) is not { } name || words.IsSymbol(index + 1, '(') || words.IsSymbol(index + 1, '.'))
        {
            return null;
        }

        var owner = words.IsSymbol(index - 1, '.') ? words.Name(index - 2) : null;
        var source = scope.Sources.FirstOrDefault(source => owner is null ? HasColumn(source, name) : SqlNameComparer.Instance.Equals(source.Alias, owner));
        return source is null ? null : (source, name);
    }

    private bool HasColumn(TableSource source, string name) => schema.Table(source.Table)?.Column(name) is not null;

    private IEnumerable<TokenRange> Split(TokenRange range)
    {
        var depth = words.Depth(range.Start);
        if (Enumerable.Range(range.Start, range.End - range.Start).Any(index => words.Depth(index) == depth && words.IsWord(index, "or")))
        {
            yield return range;
            yield break;
        }

        var start = range.Start;
        var isBetween = false;
        for (var index = range.Start; index < range.End; index++)
        {
            if (words.Depth(index) != depth)
            {
                continue;
            }

            isBetween |= words.IsWord(index, "between");
            if (!words.IsWord(index, "and"))
            {
                continue;
            }

            if (isBetween)
            {
                isBetween = false;
                continue;
            }

            yield return new TokenRange(start, index);
            start = index + 1;
        }

        yield return new TokenRange(start, range.End);
    }
}
