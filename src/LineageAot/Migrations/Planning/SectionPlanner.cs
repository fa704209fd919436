using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations.Planning;

/// <summary>
/// Plans the way from one schema to another: names first, then what must go before tables can change, then tables, then what is built on them. Views, hand-written triggers and
/// indexes, and tables of others stay as they are.
/// </summary>
internal sealed class SectionPlanner
{
    private readonly DraftSchema draft;
    private readonly PlanTarget target;
    private readonly FullTextPlanner fullText;
    private readonly HashSet<string> own;
    private readonly IReadOnlySet<string> kept;
    private readonly HashSet<string> derivedIndexes = new(SqlNameComparer.Instance);
    private readonly HashSet<string> formerUniques = new(SqlNameComparer.Instance);

    private SectionPlanner(DraftSchema draft, PlanTarget target, IEnumerable<string> own, IReadOnlySet<string> kept)
    {
        this.draft = draft;
        this.target = target;
        fullText = new FullTextPlanner(draft, target);
        this.own = own.ToHashSet(SqlNameComparer.Instance);
        this.kept = kept;
    }

    /// <param name="session">The schema to start from, in memory, inside a transaction with foreign keys off; it's the target's afterwards.</param>
    /// <param name="target">What it leads to.</param>
    /// <param name="own">The component's tables in it.</param>
    /// <param name="kept">Tables that have no record on purpose.</param>
    /// <exception cref="PlanningException">Something stands in the way.</exception>
    public static (SectionPlan Plan, RenameList Renames) Plan(SqliteSession session, PlanTarget target, IEnumerable<string> own, IReadOnlySet<string> kept)
    {
        var plan = new SectionPlan();
        var planner = new SectionPlanner(new DraftSchema(session, plan), target, own, kept);
        var renames = planner.Run();
        return (plan, renames);
    }

    private RenameList Run()
    {
        FindDerivedIndexes();
        fullText.DropChanged(own.Order(StringComparer.Ordinal).ToArray(), kept);
        var renames = new RenameList();
        renames.Run(draft, target, own);
        var changed = ChangedTables();
        foreach (var table in changed)
        {
            DropDependents(table, renames);
        }

        foreach (var table in target.Tables.Where(table => !own.Contains(table.Name)))
        {
            draft.Execute(target.Sql(table.Name));
            CreateDependents(table.Name);
        }

        foreach (var table in changed)
        {
            TablePlanner.Run(draft, target, table);
        }

        DropTables();
        changed.ForEach(CreateDependents);

        return renames;
    }

    /// <summary>The indexes whose names the rule for attributes gives (prefix, table, columns): if no record makes such a one any more, its attribute has gone. Others were written by hand.</summary>
    private void FindDerivedIndexes()
    {
        foreach (var entry in draft.Catalog.Entries.Where(entry => entry is { Type: "index", Sql: not null } && own.Contains(entry.TableName)))
        {
            var columns = draft.Session.QueryRows($"pragma main.index_info({FoundName.Quote(entry.Name)})").Select(static row => row[2] ?? "");
            var stem = $"_{entry.TableName}_{string.Join("_", columns)}";
            if (entry.Name.StartsWith("ix" + stem, StringComparison.OrdinalIgnoreCase) || entry.Name.StartsWith("uq" + stem, StringComparison.OrdinalIgnoreCase))
            {
                derivedIndexes.Add(entry.Name);
            }
        }
    }

    /// <summary>The tables on both sides whose statements aren't the same, in the target's order.</summary>
    private List<string> ChangedTables()
    {
        var catalog = draft.Catalog;
        return [.. target.Tables.Select(static table => table.Name).Where(own.Contains).Where(name => !catalog.Statements(name).SetEquals(target.Catalog.Statements(name)))];
    }

    private void DropDependents(string table, RenameList renames)
    {
        var wanted = target.Structure(table).Elements.Where(static element => element.IsStatement).ToDictionary(static element => element.Title, SqlNameComparer.Instance);
        var found = draft.Structure(table).Elements.Where(static element => element.IsStatement).ToArray();
        var present = found.Select(static element => element.Title).ToHashSet(SqlNameComparer.Instance);
        foreach (var element in found)
        {
            if (element.Kind == SchemaElementKind.FullText)
            {
                // It has gone already, or stays.
                continue;
            }

            var isThere = wanted.TryGetValue(element.Title, out var other);
            if (isThere ? ChangedElement.Between(element, other!) is not null : IsOurs(element, table, renames) || IsTwin(element, wanted.Values, present))
            {
                NoteUnique(table, element);
                draft.Execute($"DROP {(element.Kind == SchemaElementKind.Index ? "INDEX" : "TRIGGER")} {FoundName.Quote(element.Name)}");
            }
        }
    }

    /// <summary>An index that is about to be made is here already, under a name that somebody gave it: two of them would only cost.</summary>
    private static bool IsTwin(SchemaElement element, IEnumerable<SchemaElement> wanted, HashSet<string> present)
        => element.Kind == SchemaElementKind.Index && wanted.Any(other => other.Kind == SchemaElementKind.Index && !present.Contains(other.Title) && ChangedElement.Between(element, other) is null);

    private bool IsOurs(SchemaElement element, string table, RenameList renames)
    {
        if (target.RemovesEverythingElse)
        {
            return true;
        }

        if (element.Kind == SchemaElementKind.Index)
        {
            // A unique one refuses rows, which no record asks for.
            return derivedIndexes.Contains(element.Name) || element.Fact(SchemaFacts.Uniqueness) == "unique";
        }

        var former = renames.FormerName(table);
        return SqlNameComparer.Instance.Equals(element.Name, $"tr_{former}_update") || SqlNameComparer.Instance.Equals(element.Name, $"tr_{former}_delete");
    }

    private void DropTables()
    {
        // The youngest first: what points at another table was made after it.
        foreach (var table in draft.Catalog.Entries.Where(entry => entry.Type == "table" && own.Contains(entry.Name) && !target.Has(entry.Name) && !kept.Contains(entry.Name)).Select(static entry => entry.Name).Reverse().ToArray())
        {
            draft.Plan.Loses(LossKind.Table, $"table '{table}' goes with its rows");
            draft.Execute($"DROP TABLE {SqlIdentifier.Quote(table)}");
        }
    }

    private void CreateDependents(string table)
    {
        fullText.Create(table, own.Contains(table));
        var catalog = draft.Catalog;
        var present = catalog.BelongingTo(table, "index").Concat(catalog.BelongingTo(table, "trigger")).Select(static entry => entry.Name).ToHashSet(SqlNameComparer.Instance);
        foreach (var entry in target.Catalog.BelongingTo(table, "index").Concat(target.Catalog.BelongingTo(table, "trigger")).Where(entry => entry.Sql is not null && !present.Contains(entry.Name)))
        {
            draft.Execute(entry.Sql!);
            if (own.Contains(table) && entry.Type == "index")
            {
                WarnOfUnique(table, entry.Name);
            }
        }
    }

    private void WarnOfUnique(string table, string index)
    {
        var element = target.Structure(table).Elements.First(element => element.Kind == SchemaElementKind.Index && SqlNameComparer.Instance.Equals(element.Name, index));
        if (element.Fact(SchemaFacts.Uniqueness) == "unique" && !formerUniques.Contains(Signature(table, element)))
        {
            draft.Plan.MayFail($"index '{index}' of table '{table}' is unique: rows with equal values make it fail");
        }
    }

    /// <summary>One that only changes its name refuses no row that it hadn't refused before.</summary>
    private void NoteUnique(string table, SchemaElement element)
    {
        if (element.Fact(SchemaFacts.Uniqueness) == "unique")
        {
            formerUniques.Add(Signature(table, element));
        }
    }

    private static string Signature(string table, SchemaElement index) => $"{table}\n{index.Fact(SchemaFacts.Columns)}\n{index.Fact(SchemaFacts.Where)}";
}
