using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>
/// Changes one table: by ALTER TABLE where SQLite can (https://sqlite.org/lang_altertable.html), by another text where nothing stored changes, and by making it anew where it must be.
/// </summary>
internal sealed class TablePlanner
{
    private readonly DraftSchema draft;
    private readonly PlanTarget target;
    private readonly string table;
    private readonly TableDefinition from, to;
    private readonly TableDelta delta;

    private TablePlanner(DraftSchema draft, PlanTarget target, string table)
    {
        this.draft = draft;
        this.target = target;
        this.table = table;
        from = TableDefinition.Parse(draft.Sql(table));
        to = TableDefinition.Parse(target.Sql(table));
        delta = TableDelta.Between(draft.Structure(table), target.Structure(table));
    }

    /// <exception cref="PlanningException">Something stands in the way.</exception>
    public static void Run(DraftSchema draft, PlanTarget target, string table)
    {
        var planner = new TablePlanner(draft, target, table);
        if (planner.delta.IsEmpty)
        {
            return;
        }

        TableRisks.Collect(draft.Plan, table, planner.delta, planner.to);
        var reasons = RebuildReasons.Of(planner.delta, planner.from, planner.to);
        if (reasons.Count > 0)
        {
            planner.Rebuild(reasons);
        }
        else
        {
            planner.Alter();
        }
    }

    private void Rebuild(IReadOnlyList<string> reasons)
    {
        var copies = new List<KeyValuePair<string, string>>();
        foreach (var column in delta.AddedColumns.Where(static column => RebuildReasons.NeedsValue(column)))
        {
            var part = to.Column(column.Name);
            var checks = to.Constraints.Where(constraint => constraint.Kind == "check" && constraint.Mentions(column.Name)).ToArray();
            copies.Add(new(column.Name, NeutralValue.Find(part, checks, column.Fact(SchemaFacts.Type)) ?? "null"));
        }

        draft.Rebuild(table, target.Sql(table), copies, $"Table '{table}' is made anew, since ALTER TABLE can't do this: {string.Join("; ", reasons)}.");
    }

    private void Alter()
    {
        foreach (var column in delta.RemovedColumns)
        {
            draft.Execute($"ALTER TABLE {SqlIdentifier.Quote(table)} DROP COLUMN {SqlIdentifier.Quote(column.Name)}");
        }

        var missing = to.Constraints.Where(constraint => constraint.Kind is "check" or "foreign" && delta.Added.Any(element => Makes(constraint, element))).ToList();
        var pending = delta.AddedColumns.Select(static column => column.Name).ToList();
        foreach (var part in to.Columns.Where(part => delta.AddedColumns.Any(column => SqlNameComparer.Instance.Equals(column.Name, part.Name))))
        {
            pending.RemoveAll(name => SqlNameComparer.Instance.Equals(name, part.Name));
            var constraints = missing.FindAll(constraint => constraint.Mentions(part.Name) && !pending.Exists(constraint.Mentions) && CanStandBehind(constraint, part));
            missing.RemoveAll(constraints.Contains);
            draft.Execute($"ALTER TABLE {SqlIdentifier.Quote(table)} ADD COLUMN {string.Join(" ", constraints.Select(static constraint => constraint.BehindColumn()).Prepend(part.Text))}");
        }

        var rest = TableDelta.Between(draft.Structure(table), target.Structure(table));
        if (!rest.IsEmpty)
        {
            Redefine(rest);
        }
    }

    private void Redefine(TableDelta rest)
    {
        // The rows lie in the file's order of columns, which the new text must keep.
        var order = TableDefinition.Parse(draft.Sql(table)).Columns.Select(static column => column.Name).ToArray();
        var isSameOrder = order.SequenceEqual(to.Columns.Select(static column => column.Name), SqlNameComparer.Instance);
        draft.Redefine(table, isSameOrder ? target.Sql(table) : to.ToSql(table, order), $"Only the text of table '{table}' changes, and no row is copied: {string.Join("; ", rest.Sentences())}.");
    }

    private static bool Makes(TablePart constraint, SchemaElement element) => element.Kind switch
    {
        SchemaElementKind.Check => constraint.Kind == "check" && constraint.Name == element.Name && constraint.Name.Length > 0,
        SchemaElementKind.ForeignKey => constraint.Kind == "foreign" && constraint.Name == element.Name && constraint.Name.Length > 0,
        _ => false,
    };

    /// <summary>A composite foreign key has no form behind one column.</summary>
    private static bool CanStandBehind(TablePart constraint, TablePart column)
    {
        if (constraint.Kind == "check")
        {
            return true;
        }

        var open = Array.FindIndex(constraint.Tokens, static token => token.IsSymbol('('));
        return constraint.Tokens[open + 1].Name == column.Name && constraint.Tokens[open + 2].IsSymbol(')');
    }
}
