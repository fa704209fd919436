using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>A column of an index.</summary>
internal readonly record struct ProposedColumn(string Name, bool IsDescending);

/// <summary>Finds the index that would serve a statement by making it and asking SQLite for the plan again.</summary>
/// <param name="session">Where the indexes are tried; nothing stays.</param>
/// <param name="sql">The statement.</param>
/// <param name="source">The table that is scanned or sorted.</param>
internal sealed class IndexProposal(SqliteSession session, string sql, TableSource source)
{
    private const string Trial = "lineage_trial";

    /// <summary>Indexes that turn the scan into a search, one for each part of an OR; empty where none does.</summary>
    /// <param name="columns">The columns that the conditions name.</param>
    /// <param name="order">The columns of the order, which come behind those that are looked for.</param>
    public IReadOnlyList<IReadOnlyList<ProposedColumn>> Search(IReadOnlyList<string> columns, IReadOnlyList<ProposedColumn> order)
    {
        var equal = new List<ProposedColumn>();
        var range = new List<ProposedColumn>();
        foreach (var column in columns)
        {
            var tried = new ProposedColumn(column, false);
            if (Terms([[tried]]) is { } terms)
            {
                (terms.Contains("=?", StringComparison.Ordinal) ? equal : range).Add(tried);
            }
        }

        if (equal.Count + range.Count == 0)
        {
            IReadOnlyList<ProposedColumn>[] each = [.. columns.Select(static column => new[] { new ProposedColumn(column, false) })];
            return IsServedBySeveral(each) ? Needed(each) : [];
        }

        var found = equal.Concat(range.Take(1)).ToArray();
        var ordered = equal.Concat(order.Where(column => !equal.Exists(known => known.Name == column.Name))).ToArray();
        return order.Count > 0 && !Sorts(found) && Plan([ordered]) is { IsInOrder: true } sorted && IsSearched(sorted) ? [ordered] : [found];
    }

    /// <summary>True if an index over these columns gives the rows in their order.</summary>
    public bool Sorts(IReadOnlyList<ProposedColumn> order) => Plan([order]) is { IsInOrder: true };

    /// <summary>Without those that the others do without.</summary>
    private IReadOnlyList<ProposedColumn>[] Needed(IReadOnlyList<ProposedColumn>[] all)
        => all.AsEnumerable().Reverse().Aggregate(all, (needed, index) => needed.Where(other => !ReferenceEquals(other, index)).ToArray() is var less && IsServedBySeveral(less) ? less : needed);

    private bool IsServedBySeveral(IReadOnlyList<ProposedColumn>[] indexes) => Plan(indexes) is { } plan && plan.Loops.Any(static loop => loop.Access == PlanAccess.SeveralIndexes);

    private string? Terms(IReadOnlyList<IReadOnlyList<ProposedColumn>> indexes)
        => Plan(indexes)?.Loops.FirstOrDefault(static loop => loop.Access == PlanAccess.Search && loop.Index.StartsWith(Trial, StringComparison.Ordinal) && loop.Terms.Length > 0)?.Terms;

    private bool IsSearched(QueryPlan plan)
        => plan.Loops.Any(loop => loop.Access == PlanAccess.Search && loop.Index.StartsWith(Trial, StringComparison.Ordinal) && SqlNameComparer.Instance.Equals(loop.Name, source.Alias));

    /// <summary>The plan as it would be with these indexes, or null where one of them can't be made.</summary>
    private QueryPlan? Plan(IReadOnlyList<IReadOnlyList<ProposedColumn>> indexes)
    {
        session.Execute("savepoint trial");
        try
        {
            for (var i = 0; i < indexes.Count; i++)
            {
                session.Execute($"create index {Trial}{i} on {SqlIdentifier.Quote(source.Table)} ({string.Join(", ", indexes[i].Select(static column => SqlIdentifier.Quote(column.Name) + (column.IsDescending ? " desc" : "")))})");
            }

            return QueryPlan.Of(session, sql);
        }
        catch (LineageException)
        {
            return null;
        }
        finally
        {
            session.Execute("rollback to trial");
            session.Execute("release trial");
        }
    }
}
