using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing.Sql;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>A column of a page's order.</summary>
/// <param name="Sql">The column as it can stand in a condition.</param>
/// <param name="Column">The column of the result that holds its values.</param>
internal sealed record PageTerm(string Sql, bool IsDescending, int Ordinal, ColumnModel Column);

/// <summary>Reads the ORDER BY of a query that is cut into pages: each of its columns must be in the result, so that a cursor can hold its value.</summary>
internal sealed class PageOrderParser(IMethodSymbol method, string sql, IReadOnlyList<SqlToken> tokens, SelectList list, StarExpander stars, IReadOnlyList<ColumnModel> columns, LiteralPositions positions, Reporter reporter)
{
    private readonly List<Output> outputs = Outputs(list, stars);

    /// <param name="first">The place of the first token behind ORDER BY.</param>
    /// <param name="end">The place behind its last token.</param>
    public List<PageTerm> Parse(int first, int end)
    {
        var terms = new List<PageTerm>();
        var term = new List<SqlToken>();
        for (var index = first; index <= end; index++)
        {
            if (index < end && !(tokens[index].Depth == 0 && tokens[index].IsSymbol(",")))
            {
                term.Add(tokens[index]);
                continue;
            }

            if (term.Count > 0 && Term(term) is { } parsed)
            {
                terms.Add(parsed);
            }

            term = [];
        }

        return terms;
    }

    private PageTerm? Term(List<SqlToken> term)
    {
        if (term.Find(static token => token.IsWord("nulls")) is { Length: > 0 } nulls)
        {
            return Refuse(nulls, "its columns are never NULL; leave NULLS FIRST or LAST out");
        }

        if (term.Find(static token => token.IsWord("collate")) is { Length: > 0 } collate)
        {
            return Refuse(collate, "the next page's condition compares as the column does; give the column a [Collation]");
        }

        var last = term[term.Count - 1];
        var isDescending = last.IsWord("desc");
        var item = new SelectItem(isDescending || last.IsWord("asc") ? term.GetRange(0, term.Count - 1) : term);
        if (item.Tokens.Count == 0 || item.Rename is not null || item.Column is not { } column)
        {
            return Refuse(term, "it is no column; give the expression a name in a subquery, and order by that");
        }

        if (Find(item, column) is not { } output)
        {
            return Refuse(term, "it isn't a column of the result, from which the cursor takes where the next page begins; add it to the result");
        }

        if (output.Ordinal >= columns.Count)
        {
            return Refuse(term, "the result has fewer columns than the list");
        }

        var found = columns[output.Ordinal];
        return found.IsNullable
            ? Refuse(term, "it may be NULL, and NULL is neither before nor behind another value, so that those rows would be on no page; order by a column that isn't nullable")
            : new PageTerm(output.Sql, isDescending, output.Ordinal, found);
    }

    private Output? Find(SelectItem term, SqlToken column)
    {
        // SQLite's own order of looking: the names that the list gives come before the tables' columns.
        var renamed = term.Qualifier is null ? outputs.Find(output => SelectItem.SameName(output.Rename, column.Name)) : null;
        if (renamed is not null)
        {
            return renamed.Column is null ? null : renamed;
        }

        var named = outputs.FindAll(output => SelectItem.SameName(output.Column, column.Name));
        if (term.Qualifier is not null)
        {
            named = named.FindAll(output => output.Qualifier is null || SelectItem.SameName(output.Qualifier, term.Tokens[0].Name));
        }

        // Two columns of one name can't be told apart; the same column twice is one.
        return named.Count > 0 && named.TrueForAll(output => SelectItem.SameName(output.Sql, named[0].Sql)) ? named[0] : null;
    }

    private PageTerm? Refuse(List<SqlToken> term, string reason) => Refuse(term[0].Start, term[term.Count - 1].End, reason);

    private PageTerm? Refuse(SqlToken token, string reason) => Refuse(token.Start, token.End, reason);

    private PageTerm? Refuse(int start, int end, string reason)
    {
        reporter.Report(Rules.PageTerm, positions.Of(start, end - start), method.Name, sql.Substring(start, end - start), reason);
        return null;
    }

    private static List<Output> Outputs(SelectList list, StarExpander stars)
    {
        var outputs = new List<Output>();
        foreach (var item in list.Items)
        {
            var qualifier = item.Qualifier is null ? null : item.Tokens[0].Name;
            if (item.IsStar)
            {
                foreach (var column in stars.Columns[item])
                {
                    outputs.Add(new Output(outputs.Count, qualifier, column.Name, null, StarExpander.Column(item, column)));
                }
            }
            else
            {
                outputs.Add(new Output(outputs.Count, qualifier, item.Column?.Name, item.Rename?.Name, (item.Qualifier is { } alias ? alias + "." : "") + item.Column?.Text));
            }
        }

        return outputs;
    }

    /// <summary>A column that the select list gives.</summary>
    private sealed record Output(int Ordinal, string? Qualifier, string? Column, string? Rename, string Sql);
}
