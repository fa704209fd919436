using System;
using System.Collections.Generic;
using System.Linq;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>Where the clauses of the outermost SELECT stand, as places in its tokens; -1 for one that isn't there.</summary>
internal sealed class SelectClauses
{
    private static readonly string[] Aggregates =
    [
        "count", "sum", "total", "avg", "group_concat", "string_agg", "median", "percentile", "percentile_cont", "percentile_disc",
        "json_group_array", "json_group_object", "jsonb_group_array", "jsonb_group_object",
    ];

    private readonly IReadOnlyList<SqlToken> tokens;

    public SelectClauses(IReadOnlyList<SqlToken> tokens)
    {
        this.tokens = tokens;
        Select = Find(0, "select");
        End = tokens.Count > 0 && tokens[tokens.Count - 1].IsSymbol(";") ? tokens.Count - 1 : tokens.Count;
        Where = Find(Select, "where");
        Order = Find(Select, "order");
    }

    public int Select { get; }

    public int Where { get; }

    public int Order { get; }

    /// <summary>The place behind the last token of the statement.</summary>
    public int End { get; }

    /// <summary>What keeps a place in the order from being a place in the rows: the token, and what to do instead.</summary>
    public (SqlToken Token, string Reason)? Obstacle()
    {
        const string Instead = "put it into a subquery, and page over that: select * from (select …) order by …";
        if (Select < 0)
        {
            return (tokens[0], "it is no SELECT");
        }

        for (var index = Select; index < End; index++)
        {
            var token = tokens[index];
            var reason = IsInSubquery(index) ? null
                : token.Depth == 0 && token.IsWord("limit") ? "a page has its own limit; leave this one out"
                : token.Depth == 0 && new[] { "union", "intersect", "except" }.Any(token.IsWord) ? $"a condition can't be added to both sides of a compound select; {Instead}"
                : token.Depth == 0 && token.IsWord("group") ? $"a condition would change the groups; {Instead}"
                : token.Depth == 0 && token.IsWord("having") ? $"a condition would change what is counted; {Instead}"
                : token.Depth == 0 && index == Select + 1 && token.IsWord("distinct") ? $"a row may stand for many; {Instead}"
                : token.IsWord("over") && index > 0 && tokens[index - 1].IsSymbol(")") ? $"a window would begin again with each page; {Instead}"
                : IsAggregate(index) ? $"'{token.Text}' would be of one page's rows; {Instead}"
                : null;
            if (reason is not null)
            {
                return (token, reason);
            }
        }

        return null;
    }

    private int Find(int from, string word)
    {
        for (var index = Math.Max(from, 0); index < tokens.Count; index++)
        {
            if (tokens[index].Depth == 0 && tokens[index].IsWord(word))
            {
                return index;
            }
        }

        return -1;
    }

    private bool IsAggregate(int index)
    {
        var token = tokens[index];
        if (token.Kind != SqlTokenKind.Word || index + 1 >= tokens.Count || !tokens[index + 1].IsSymbol("("))
        {
            return false;
        }

        // min and max of several values are of one row.
        return Aggregates.Contains(token.Text, StringComparer.OrdinalIgnoreCase) || ((token.IsWord("min") || token.IsWord("max")) && !HasComma(index + 1));
    }

    private bool HasComma(int open)
    {
        for (var index = open + 1; index < tokens.Count && tokens[index].Depth > tokens[open].Depth; index++)
        {
            if (tokens[index].Depth == tokens[open].Depth + 1 && tokens[index].IsSymbol(","))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInSubquery(int index)
    {
        var depth = tokens[index].Depth;
        for (var before = index; before > 0 && depth > 0; before--)
        {
            if (tokens[before - 1].IsSymbol("(") && tokens[before - 1].Depth == depth - 1)
            {
                if (tokens[before].IsWord("select") || tokens[before].IsWord("with") || tokens[before].IsWord("values"))
                {
                    return true;
                }

                depth--;
            }
        }

        return false;
    }
}
