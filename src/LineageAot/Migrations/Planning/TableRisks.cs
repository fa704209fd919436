using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>What a table's change may cost: values that are lost, and rows that may not fit.</summary>
internal static class TableRisks
{
    public static void Collect(SectionPlan plan, string table, TableDelta delta, TableDefinition to)
    {
        foreach (var column in delta.RemovedColumns)
        {
            if (column.Fact(SchemaFacts.Computed).Length == 0)
            {
                plan.Loses(LossKind.Column, $"{column.Title} of table '{table}' goes with its values");
            }
            else
            {
                plan.MayFail($"{column.Title} of table '{table}' goes; it was computed");
            }
        }

        foreach (var change in delta.Changed)
        {
            OfChange(plan, table, change, to);
        }

        foreach (var element in delta.Added)
        {
            OfAdded(plan, table, element, delta);
        }
    }

    private static void OfChange(SectionPlan plan, string table, ChangedElement change, TableDefinition to)
    {
        switch (change.To.Kind)
        {
            case SchemaElementKind.Column:
                OfColumn(plan, table, change, to);
                break;
            case SchemaElementKind.PrimaryKey when change.Changes(SchemaFacts.Columns):
                plan.MayFail($"{DeltaSentences.Of(change, SchemaFacts.Columns)} in table '{table}': rows with equal keys make it fail");
                break;
            case SchemaElementKind.Check when !CheckScope.IsWidened(change.From.Fact(SchemaFacts.Condition), change.To.Fact(SchemaFacts.Condition)):
                plan.MayFail($"{change.To.Title} of table '{table}' has another condition: rows that don't meet it make it fail");
                break;
            case SchemaElementKind.ForeignKey when change.Changes("parent"):
                plan.MayFail($"{change.To.Title} of table '{table}' points elsewhere: rows that point at nothing make it fail");
                break;
            case SchemaElementKind.Options when change.Changes("STRICT") && change.To.Fact("STRICT") == "yes":
                plan.MayFail($"table '{table}' becomes STRICT: values that aren't of their column's type make it fail");
                break;
        }
    }

    private static void OfColumn(SectionPlan plan, string table, ChangedElement change, TableDefinition to)
    {
        if (change.Changes(SchemaFacts.Type))
        {
            var (from, type) = (change.From.Fact(SchemaFacts.Type), change.To.Fact(SchemaFacts.Type));

            if (TypeAffinity.Of(from) == TypeAffinity.Of(type))
            {
                plan.MayFail($"{change.To.Title} of table '{table}' is declared {type} (was {from}): values that aren't of it make it fail");
            }
            else if ((from, type) is not ("INTEGER" or "INT", "TEXT"))
            {
                // Every integer has one text, and comes back from it; no other change is so harmless.
                plan.Loses(LossKind.Values, $"{change.To.Title} of table '{table}' becomes {type} (was {from}): values change their form, and those that can't make it fail");
            }
        }

        if (change.Changes(SchemaFacts.Nullability) && change.From.Fact(SchemaFacts.Nullability) == "NULL allowed" && !IsRowNumber(change, to))
        {
            plan.MayFail($"{change.To.Title} of table '{table}' may not be NULL any more: rows in which it is make it fail");
        }

        if (change.Changes(SchemaFacts.Computed))
        {
            if (change.From.Fact(SchemaFacts.Computed).Length == 0)
            {
                plan.Loses(LossKind.Values, $"{change.To.Title} of table '{table}' is computed from now on: its own values are lost");
            }
            else
            {
                plan.MayFail($"{change.To.Title} of table '{table}' is computed in another way");
            }
        }

        if (change.Changes(SchemaFacts.Collation) && to.Constraints.Any(constraint => constraint.Kind is "unique" or "primary" && constraint.Mentions(change.To.Name)))
        {
            plan.MayFail($"{change.To.Title} of table '{table}' is compared in another way, and must be unique: rows that are equal then make it fail");
        }
    }

    /// <summary>INTEGER PRIMARY KEY is the row's own number, which is never NULL, whether the text says so or not; another key than before is told by itself.</summary>
    private static bool IsRowNumber(ChangedElement change, TableDefinition to)
        => !change.Changes(SchemaFacts.Type) && change.To.Fact(SchemaFacts.Type) == "INTEGER" && Array.Exists(to.Column(change.To.Name).Tokens, static token => token.IsWord("primary"));

    private static void OfAdded(SectionPlan plan, string table, SchemaElement element, TableDelta delta)
    {
        switch (element.Kind)
        {
            case SchemaElementKind.Column when RebuildReasons.NeedsValue(element):
                plan.MayFail($"{element.Title} of table '{table}' is new, may not be NULL and has no default: see what '-- copy' gives to the rows that exist");
                break;
            case SchemaElementKind.Unique or SchemaElementKind.PrimaryKey when !IsImplied(element, delta):
                plan.MayFail($"{element.Title} of table '{table}' is new: rows with equal values make it fail");
                break;
            case SchemaElementKind.Check when !IsRenamed(element, delta) && !IsOnlyOfNewColumns(element.Fact(SchemaFacts.Condition), delta):
                plan.MayFail($"{element.Title} of table '{table}' is new: rows that don't meet it make it fail");
                break;
            case SchemaElementKind.ForeignKey when !IsOnlyOfNewColumns(element.Title["foreign key ".Length..], delta):
                plan.MayFail($"{element.Title} of table '{table}' is new: rows that point at nothing make it fail");
                break;
        }
    }

    /// <summary>The same columns in another order, or some of them, had to be unique before.</summary>
    private static bool IsImplied(SchemaElement unique, TableDelta delta)
    {
        var columns = unique.KeyColumns.Split('\0').ToHashSet(SqlNameComparer.Instance);
        return delta.Removed.Any(old => old.Kind == SchemaElementKind.Unique && unique.Kind == SchemaElementKind.Unique && columns.IsSupersetOf(old.KeyColumns.Split('\0')));
    }

    /// <summary>The same condition, or a narrower one, was there under another name.</summary>
    private static bool IsRenamed(SchemaElement check, TableDelta delta)
    {
        var condition = check.Fact(SchemaFacts.Condition);
        return delta.Removed.Any(old => old.Kind == SchemaElementKind.Check && old.Fact(SchemaFacts.Condition) is var before && (before == condition || CheckScope.IsWidened(before, condition)));
    }

    private static bool IsOnlyOfNewColumns(string text, TableDelta delta)
    {
        var added = delta.AddedColumns.Select(static column => SqlNameComparer.Fold(column.Name)).ToHashSet();
        var names = SqlTokenizer.Tokenize(text).Where(static token => token.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName).Select(static token => token.Name).ToArray();
        return names.Any(added.Contains) && !names.Any(name => delta.Columns.Contains(name) && !added.Contains(name));
    }
}
