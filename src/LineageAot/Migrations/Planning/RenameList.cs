using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>Renames tables and columns where the new name is missing and a former one is there, and remembers what it did, for the way back.</summary>
internal sealed class RenameList
{
    private readonly List<Rename> tables = [];
    private readonly List<Rename> columns = [];

    /// <summary>The name that a table had before this plan.</summary>
    public string FormerName(string table)
    {
        // From the last to the first: a chain a -> b -> c leads back to a.
        var name = table;
        for (var i = tables.Count - 1; i >= 0; i--)
        {
            name = SqlNameComparer.Instance.Equals(tables[i].To, name) ? tables[i].From : name;
        }

        return name;
    }

    /// <summary>Does all renames.</summary>
    /// <param name="draft">Where.</param>
    /// <param name="target">What it leads to.</param>
    /// <param name="own">The component's tables in the draft; renamed along.</param>
    public void Run(DraftSchema draft, PlanTarget target, HashSet<string> own)
    {
        // Until nothing moves any more: where a becomes b and b becomes c, the second makes room for the first.
        while (target.Tables.Any(table => RenameTable(draft, table, own)))
        {
        }

        foreach (var table in target.Tables.Where(table => own.Contains(table.Name)))
        {
            foreach (var (former, name) in Columns(draft, table))
            {
                draft.Execute($"ALTER TABLE {SqlIdentifier.Quote(table.Name)} RENAME COLUMN {SqlIdentifier.Quote(former)} TO {SqlIdentifier.Quote(name)}");
                columns.Add(new Rename(table.Name, former, name));
            }
        }
    }

    /// <summary>The renames that lead to the columns of a table, which has its own name already.</summary>
    public static List<(string From, string To)> Columns(DraftSchema draft, TargetTable table)
    {
        var renames = new List<(string From, string To)>();
        var present = draft.ColumnsOf(table.Name);

        // Until nothing moves any more, as above.
        while (table.Columns.Any(RenameOne))
        {
        }

        return renames;

        bool RenameOne(KeyValuePair<string, string[]> column)
        {
            if (present.Contains(column.Key) || Array.Find(column.Value, present.Contains) is not { } former)
            {
                return false;
            }

            present.Remove(former);
            present.Add(column.Key);
            renames.Add((former, column.Key));
            return true;
        }
    }

    /// <summary>A table of the schema before this plan, with the names that the plan gave to it and its columns.</summary>
    public TargetTable Undone(string table)
    {
        var renamed = tables.Find(rename => SqlNameComparer.Instance.Equals(rename.From, table))?.To;
        var now = renamed ?? table;
        var names = columns.Where(rename => SqlNameComparer.Instance.Equals(rename.Table, now)).Select(static rename => new KeyValuePair<string, string[]>(rename.From, [rename.To]));
        return new TargetTable(table, renamed is null ? [] : [renamed], [.. names]);
    }

    private bool RenameTable(DraftSchema draft, TargetTable table, HashSet<string> own)
    {
        if (own.Contains(table.Name) || table.RenamedFrom.FirstOrDefault(own.Contains) is not { } former)
        {
            return false;
        }

        draft.Execute($"ALTER TABLE {SqlIdentifier.Quote(former)} RENAME TO {SqlIdentifier.Quote(table.Name)}");
        own.Remove(former);
        own.Add(table.Name);
        tables.Add(new Rename(table.Name, former, table.Name));
        return true;
    }

    private sealed record Rename(string Table, string From, string To);
}
