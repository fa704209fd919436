using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>
/// Plans the changes of full-text indexes. One that changes in any way, or whose table or columns get other names, goes before all else and is made anew out of the rows at the end: nothing is in it that the
/// rows don't have.
/// </summary>
internal sealed class FullTextPlanner(DraftSchema draft, PlanTarget target)
{
    /// <summary>Drops what isn't the target's; before anything is renamed.</summary>
    /// <param name="own">The component's tables in the draft.</param>
    /// <param name="kept">Tables that have no record on purpose.</param>
    public void DropChanged(IEnumerable<string> own, IReadOnlySet<string> kept)
    {
        foreach (var table in own.Where(table => target.Has(table) || !kept.Contains(table)))
        {
            if (FullTextObjects.Find(draft.Catalog, table) is { IsOurs: true } found && !Stays(table, found))
            {
                Drop(table, found);
            }
        }
    }

    /// <summary>Makes the target's index of a table that has none; the triggers come with the table's other ones.</summary>
    /// <param name="table">The table, in its final form.</param>
    /// <param name="mayHaveRows">It was there before.</param>
    /// <exception cref="PlanningException">Somebody's own index has the name.</exception>
    public void Create(string table, bool mayHaveRows)
    {
        if (FullTextObjects.Find(target.Catalog, table) is not { IsOurs: true } wanted || FullTextObjects.Find(draft.Catalog, table) is { IsOurs: true })
        {
            return;
        }

        if (draft.Catalog.FindTable(wanted.Index.Name) is not null)
        {
            throw new PlanningException($"The full-text index of table '{table}' is '{wanted.Index.Name}', and the migrations have made another table of that name by hand. Drop that one, and what keeps it, in an empty migration ('--empty').");
        }

        var comment = $"The full-text index of table '{table}'.";
        foreach (var entry in wanted.Entries.Except(wanted.Triggers))
        {
            draft.Execute(entry.Sql!, comment);
            comment = null;
        }

        if (mayHaveRows)
        {
            comment = "The rows that are there already.";
            foreach (var statement in FullTextRebuild.Statements(draft.Session, table, wanted, isEmpty: true))
            {
                draft.Execute(statement, comment);
                comment = null;
            }
        }
    }

    private bool Stays(string table, FullTextObjects found)
        => FullTextObjects.Find(target.Catalog, table) is { } wanted && found.IsSame(wanted) && !target.Tables.Any(other => IsTouched(other, table, found));

    /// <summary>The table is about to be called something else, or one of the index's columns is.</summary>
    private bool IsTouched(TargetTable other, string table, FullTextObjects found)
    {
        if (!SqlNameComparer.Instance.Equals(other.Name, table))
        {
            return other.RenamedFrom.Contains(table, SqlNameComparer.Instance) && draft.Catalog.FindTable(other.Name) is null;
        }

        return RenameList.Columns(draft, other).Any(rename => found.Mentions(rename.From) || found.Mentions(rename.To));
    }

    private void Drop(string table, FullTextObjects found)
    {
        var comment = target.Tables.Any(other => (SqlNameComparer.Instance.Equals(other.Name, table) || other.RenamedFrom.Contains(table, SqlNameComparer.Instance)) && FullTextObjects.Find(target.Catalog, other.Name) is not null)
            ? $"The full-text index of table '{table}' changes: it is made anew behind."
            : $"The full-text index of table '{table}' goes; the texts are the table's own.";
        foreach (var entry in found.Entries.Reverse())
        {
            draft.Execute($"DROP {(entry.Type == "trigger" ? "TRIGGER" : entry.Type == "view" ? "VIEW" : "TABLE")} {SqlIdentifier.Quote(entry.Name)}", comment);
            comment = null;
        }
    }
}
