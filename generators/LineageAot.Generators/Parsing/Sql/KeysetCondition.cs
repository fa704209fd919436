using System.Collections.Generic;
using System.Linq;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>A column of an order, and the parameter that holds the value to go on behind.</summary>
internal sealed record KeysetTerm(string Column, bool IsDescending, string Parameter);

/// <summary>Writes the condition of the rows behind a place in an order.</summary>
internal static class KeysetCondition
{
    /// <summary>
    /// Columns of one direction are compared as a row value, which an index over them serves (https://sqlite.org/rowvalue.html). Where the direction
    /// changes, the first comparison gives the index its bound and the rest leaves out the equal rows before the place.
    /// </summary>
    public static string Of(IReadOnlyList<KeysetTerm> terms)
    {
        var run = terms.TakeWhile(term => term.IsDescending == terms[0].IsDescending).ToArray();
        var columns = Row(run.Select(static term => term.Column));
        var values = Row(run.Select(static term => term.Parameter));
        var comparison = terms[0].IsDescending ? "<" : ">";
        if (run.Length == terms.Count)
        {
            return $"{columns} {comparison} {values}";
        }

        var rest = Of(terms.Skip(run.Length).ToArray());
        return $"{columns} {comparison}= {values} and ({columns} {comparison} {values} or ({columns} = {values} and {rest}))";
    }

    private static string Row(IEnumerable<string> items)
    {
        var list = items.ToArray();
        return list.Length == 1 ? list[0] : $"({string.Join(", ", list)})";
    }
}
