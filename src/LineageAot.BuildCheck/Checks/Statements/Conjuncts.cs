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
        => [.. scope.Conditions.SelectMany(Of).Select(range => new Conjunct(range, Columns(scope, range)))];

    /// <summary>What AND joins, in parentheses too.</summary>
    public IEnumerable<TokenRange> Of(TokenRange range)
    {
        range = Inside(range);
        return Split(range, "or").Skip(1).Any() || Split(range, "and") is not { Count: > 1 } parts ? [range] : parts.SelectMany(Of);
    }

    /// <summary>What OR joins; the whole where nothing does.</summary>
    public IReadOnlyList<TokenRange> Alternatives(TokenRange range) => Split(Inside(range), "or");

    /// <summary>The columns of the scope's tables that a condition names outside of subqueries.</summary>
    public IReadOnlyList<(TableSource Source, string Column)> Columns(SelectScope scope, TokenRange range)
        => [.. Outside(range).Select(index => Resolve(scope, index)).OfType<(TableSource, string)>()];

    /// <summary>The tokens that stand in no subquery.</summary>
    public IEnumerable<int> Outside(TokenRange range)
    {
        for (var index = range.Start; index < range.End; index++)
        {
            if (words.IsSymbol(index, '(') && (words.IsWord(index + 1, "select") || words.IsWord(index + 1, "with") || words.IsWord(index + 1, "values")))
            {
                index = words.Find(index + 1, words.Depth(index) + 1, NoWords);
            }
            else
            {
                yield return index;
            }
        }
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

    /// <summary>Without the parentheses around the whole.</summary>
    private TokenRange Inside(TokenRange range)
    {
        while (words.IsSymbol(range.Start, '(') && words.Find(range.Start + 1, words.Depth(range.Start) + 1, NoWords) == range.End - 1)
        {
            range = new TokenRange(range.Start + 1, range.End - 1);
        }

        return range;
    }

    private List<TokenRange> Split(TokenRange range, string word)
    {
        var parts = new List<TokenRange>();
        var (start, cases, isBetween) = (range.Start, 0, false);
        foreach (var index in Enumerable.Range(range.Start, range.End - range.Start).Where(index => words.Depth(index) == words.Depth(range.Start)))
        {
            cases += words.IsWord(index, "case") ? 1 : words.IsWord(index, "end") ? -1 : 0;
            isBetween |= words.IsWord(index, "between");
            if (isBetween && words.IsWord(index, "and"))
            {
                isBetween = false;
            }
            else if (cases == 0 && words.IsWord(index, word))
            {
                parts.Add(new TokenRange(start, index));
                start = index + 1;
            }
        }

        parts.Add(new TokenRange(start, range.End));
        return parts;
    }
}
