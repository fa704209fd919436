using System.Globalization;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>
/// Looks for loops that go through a whole table, or sort one, where a condition, a join or an order asks for an index and none serves. What says that it wants all rows does what it says.
/// </summary>
internal sealed class PlanCheck(SqlWords words, PreparedText prepared, IReadOnlyList<SelectScope> scopes, StatementSchema schema, StatementReport report)
{
    private readonly Conjuncts conjuncts = new(words, schema);
    private readonly HashSet<TableSource> seen = [];

    private string Name => report.Statement.Name;

    public void Run()
    {
        var plan = QueryPlan.Of(schema.Session, words.Sql);
        var groups = new HashSet<int>();
        foreach (var loop in plan.Loops)
        {
            var isFirst = groups.Add(loop.Group);
            if (Find(loop.Name) is not { } found)
            {
                continue;
            }

            seen.Add(found.Source);
            if (loop.Access is PlanAccess.Scan or PlanAccess.AutomaticIndex)
            {
                Scan(found.Scope, found.Source, loop, isFirst, isSorted: plan.Sorts.Contains(loop.Group));
            }
        }
    }

    /// <summary>The table in FROM that a loop goes through: the same alias in several subqueries comes in the order of the text.</summary>
    private (SelectScope Scope, TableSource Source)? Find(string name)
    {
        var all = scopes.SelectMany(static scope => scope.Sources.Select(source => (Scope: scope, Source: source))).Where(pair => SqlNameComparer.Instance.Equals(pair.Source.Alias, name) && schema.Table(pair.Source.Table) is { IsPlain: true }).ToArray();
        return all.Length == 0 ? null : all.Where(pair => !seen.Contains(pair.Source)).DefaultIfEmpty(all[0]).First();
    }

    private void Scan(SelectScope scope, TableSource source, PlanLoop loop, bool isFirst, bool isSorted)
    {
        var asking = conjuncts.Of(scope).Where(conjunct => Asks(conjunct, source, isFirst)).ToArray();
        var order = Order(scope, source);
        if (asking.Length > 0)
        {
            string[] columns = [.. asking.SelectMany(static conjunct => conjunct.Columns).Where(column => ReferenceEquals(column.Source, source)).Select(static column => column.Column).Distinct(SqlNameComparer.Instance)];
            var proposed = new IndexProposal(schema.Session, words.Sql, source).Search(columns, order ?? []);
            var what = loop.Access == PlanAccess.AutomaticIndex ? $"{Name} has SQLite make an index on '{source.Table}' at each run: the table has none for the condition."
                : $"{Name} goes through the whole table '{source.Table}': no index serves the condition on {string.Join(", ", columns)}.";
            report.Add(CheckRule.Scan, words[source.Index].Start, $"{what} {Way(source, proposed)}");
        }
        else if (isSorted && isFirst && loop.Access == PlanAccess.Scan && scope is { Order: { } range, IsMade: false })
        {
            var proposed = order is { Count: > 0 } && new IndexProposal(schema.Session, words.Sql, source).Sorts(order) ? order : null;
            report.Add(CheckRule.Scan, words[range.Start].Start, $"{Name} sorts the whole table '{source.Table}': no index gives its rows in this order. {Way(source, proposed is null ? [] : [proposed])}");
        }
    }

    /// <summary>The first loop of a join has to go through something; what only joins asks the loops inside it.</summary>
    private static bool Asks(Conjunct conjunct, TableSource source, bool isFirst)
        => conjunct.Columns.Any(column => ReferenceEquals(column.Source, source)) && (!isFirst || conjunct.Columns.All(column => ReferenceEquals(column.Source, source)));

    /// <summary>The columns of the order, where all are plain ones of this table; else null.</summary>
    private List<ProposedColumn>? Order(SelectScope scope, TableSource source)
    {
        if (scope.Order is not { } range)
        {
            return null;
        }

        var columns = new List<ProposedColumn>();
        for (var start = range.Start; start < range.End;)
        {
            var end = start;
            while (end < range.End && !(words.Depth(end) == words.Depth(range.Start) && words.IsSymbol(end, ',')))
            {
                end++;
            }

            var isDescending = words.IsWord(end - 1, "desc");
            var name = isDescending || words.IsWord(end - 1, "asc") ? end - 2 : end - 1;
            if (name - start is not (0 or 2) || ((name == start ? Output(scope, source, name) : null) ?? Column(scope, source, name)) is not { } column)
            {
                return null;
            }

            if (!columns.Exists(known => SqlNameComparer.Instance.Equals(known.Name, column)))
            {
                columns.Add(new ProposedColumn(column, isDescending));
            }

            start = end + 1;
        }

        // An index is read in both directions, so where all descend none has to.
        return columns.TrueForAll(static column => column.IsDescending) ? columns.ConvertAll(static column => column with { IsDescending = false }) : columns;
    }

    private string? Column(SelectScope scope, TableSource source, int index)
        => conjuncts.Resolve(scope, index) is { } found && ReferenceEquals(found.Source, source) ? found.Column : null;

    /// <summary>The table's column behind a column of the result that an order calls by its name or number.</summary>
    private string? Output(SelectScope scope, TableSource source, int index)
    {
        var column = scope.Depth > 0 ? null
            : words[index].Kind == SqlTokenKind.Literal && int.TryParse(words[index].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? prepared.Columns.ElementAtOrDefault(number - 1)
            : prepared.Columns.FirstOrDefault(column => SqlNameComparer.Instance.Equals(column.Name, words.Name(index)));
        return column is { Origin.Length: > 0 } && SqlNameComparer.Instance.Equals(column.Table, source.Table) ? column.Origin : null;
    }

    private string Way(TableSource source, IReadOnlyList<IReadOnlyList<ProposedColumn>> proposed)
    {
        const string meant = "AllowScan = true says that it's meant.";
        if (proposed.Count == 0)
        {
            return $"No index can serve it as it's written; {meant}";
        }

        var record = schema.Database.Schema.AllComponents().SelectMany(static component => component.Tables).FirstOrDefault(table => SqlNameComparer.Instance.Equals(table.Name, source.Table))?.RecordName;
        var columns = schema.Database.Records.GetValueOrDefault(source.Table);
        return record is null || columns is not { Count: > 0 }
            ? $"It would be served by {string.Join(" and ", proposed.Select(index => $"create index … on {SqlIdentifier.Quote(source.Table)} ({string.Join(", ", index.Select(static column => SqlIdentifier.Quote(column.Name) + (column.IsDescending ? " desc" : "")))})"))}; {meant}"
            : $"Add {string.Join(" and ", proposed.Select(index => Attribute(index, columns)))} to {record}; or {meant}";
    }

    private static string Attribute(IReadOnlyList<ProposedColumn> index, IReadOnlyList<RecordColumn> columns)
    {
        string[] down = [.. index.Where(static column => column.IsDescending).Select(column => Property(column, columns))];
        return $"[Index({string.Join(", ", index.Select(column => Property(column, columns)))}{(down.Length > 0 ? $", Descending = [{string.Join(", ", down)}]" : "")})]";
    }

    private static string Property(ProposedColumn column, IReadOnlyList<RecordColumn> columns)
        => $"nameof({columns.FirstOrDefault(known => SqlNameComparer.Instance.Equals(known.Name, column.Name))?.Property ?? column.Name})";
}
