using System.Globalization;
using System.Text.RegularExpressions;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>How a loop of a plan gets at its rows.</summary>
internal enum PlanAccess
{
    /// <summary>All rows of the table, one by one, or all of an index.</summary>
    Scan,

    /// <summary>Through an index that the table has.</summary>
    Search,

    /// <summary>Through an index that SQLite makes for this one run, since the table has none.</summary>
    AutomaticIndex,

    /// <summary>Through several indexes, one for each part of an OR.</summary>
    SeveralIndexes,
}

/// <summary>A loop of a plan over a table.</summary>
/// <param name="Group">The step that it belongs to: loops of one join have the same.</param>
/// <param name="Access">How it gets at its rows.</param>
/// <param name="Name">The alias, or the table's name.</param>
/// <param name="Index">The index that it goes through, or empty.</param>
/// <param name="Terms">What it looks for in the index, for instance <c>kind=? AND size_bytes>?</c>.</param>
internal sealed record PlanLoop(int Group, PlanAccess Access, string Name, string Index, string Terms);

/// <summary>SQLite's plan of a statement (https://sqlite.org/eqp.html).</summary>
/// <param name="Loops">Its loops over tables, in the order in which they nest.</param>
/// <param name="Sorts">The steps that sort all of their rows for an ORDER BY; a sort of equal ones, behind an index that gives the first columns, isn't among them.</param>
/// <param name="SortsInPart">Such a sort of equal ones is among its steps.</param>
internal sealed partial record QueryPlan(IReadOnlyList<PlanLoop> Loops, IReadOnlyList<int> Sorts, bool SortsInPart)
{
    /// <summary>No row is sorted for an ORDER BY.</summary>
    public bool IsInOrder => Sorts.Count == 0 && !SortsInPart;

    /// <exception cref="LineageException">SQLite refuses the statement.</exception>
    public static QueryPlan Of(SqliteSession session, string sql)
    {
        var loops = new List<PlanLoop>();
        var sorts = new List<int>();
        var sortsInPart = false;
        var several = new Dictionary<int, int>();
        foreach (var row in session.QueryRows("explain query plan " + sql))
        {
            var (id, group, detail) = (int.Parse(row[0]!, CultureInfo.InvariantCulture), int.Parse(row[1]!, CultureInfo.InvariantCulture), row[3]!);
            if (detail.StartsWith("MULTI-INDEX OR", StringComparison.Ordinal))
            {
                several[id] = group;
            }
            else if (detail.StartsWith("USE TEMP B-TREE FOR LAST ", StringComparison.Ordinal))
            {
                sortsInPart = true;
            }
            else if (detail == "USE TEMP B-TREE FOR ORDER BY")
            {
                sorts.Add(group);
            }
            else if (several.ContainsKey(group))
            {
                several[id] = several[group]; // INDEX 1, and the search below it
            }

            if (Loop(detail) is { Success: true } loop)
            {
                var isSeveral = several.TryGetValue(group, out var around);
                loops.Add(new PlanLoop(isSeveral ? around : group, isSeveral ? PlanAccess.SeveralIndexes : Access(loop), loop.Groups["name"].Value, loop.Groups["index"].Value, loop.Groups["terms"].Value));
            }
        }

        return new QueryPlan(loops, sorts, sortsInPart);
    }

    private static PlanAccess Access(Match loop)
        => loop.Groups["automatic"].Success ? PlanAccess.AutomaticIndex : loop.Groups["kind"].Value == "SEARCH" ? PlanAccess.Search : PlanAccess.Scan;

    private static Match Loop(string detail) => LoopPattern().Match(detail);

    [GeneratedRegex(@"^(?<kind>SCAN|SEARCH) (main\.)?(?<name>.+?)( USING (?<automatic>AUTOMATIC (PARTIAL )?)?(COVERING )?(INDEX( (?<index>[^(]\S*))?|INTEGER PRIMARY KEY|PRIMARY KEY)( \((?<terms>.*)\))?)?( LEFT-JOIN| RIGHT-JOIN| EXISTS)?$")]
    private static partial Regex LoopPattern();
}
