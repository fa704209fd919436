using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>What has to change about one table, without the indexes and triggers that statements of their own make.</summary>
internal sealed class TableDelta
{
    private TableDelta(List<SchemaElement> added, List<SchemaElement> removed, List<ChangedElement> changed, HashSet<string> columns)
    {
        Columns = columns;
        Added = added;
        Removed = removed;
        Changed = changed;
    }

    public IReadOnlyList<SchemaElement> Added { get; }

    public IReadOnlyList<SchemaElement> Removed { get; }

    public IReadOnlyList<ChangedElement> Changed { get; }

    /// <summary>The names of all columns afterwards, folded.</summary>
    public IReadOnlySet<string> Columns { get; }

    public bool IsEmpty => Added.Count == 0 && Removed.Count == 0 && Changed.Count == 0;

    public static TableDelta Between(TableStructure from, TableStructure to)
    {
        var before = from.Elements.Where(static element => !element.IsStatement).ToDictionary(static element => element.Title, SqlNameComparer.Instance);
        var (added, removed, changed) = (new List<SchemaElement>(), new List<SchemaElement>(), new List<ChangedElement>());
        foreach (var element in to.Elements.Where(static element => !element.IsStatement))
        {
            if (!before.Remove(element.Title, out var old))
            {
                added.Add(element);
            }
            else if (ChangedElement.Between(old, element) is { } change)
            {
                changed.Add(change);
            }
        }

        removed.AddRange(from.Elements.Where(element => before.ContainsKey(element.Title)));
        var columns = to.Elements.Where(static element => element.Kind == SchemaElementKind.Column).Select(static element => SqlNameComparer.Fold(element.Name)).ToHashSet();
        return new TableDelta(added, removed, changed, columns);
    }

    public IEnumerable<SchemaElement> AddedColumns => Added.Where(static element => element.Kind == SchemaElementKind.Column);

    /// <summary>A CHECK whose condition is there under another name on the other side.</summary>
    public bool IsRenamed(SchemaElement element)
        => element.Kind == SchemaElementKind.Check && HasCondition(Added, element) && HasCondition(Removed, element);

    public IEnumerable<SchemaElement> RemovedColumns => Removed.Where(static element => element.Kind == SchemaElementKind.Column);

    private static bool HasCondition(IReadOnlyList<SchemaElement> elements, SchemaElement check)
        => elements.Any(other => other.Kind == SchemaElementKind.Check && other.Fact(SchemaFacts.Condition) == check.Fact(SchemaFacts.Condition));
}

/// <summary>The same element in two forms.</summary>
/// <param name="From">As it is.</param>
/// <param name="To">As it is to be.</param>
/// <param name="Facts">The names of the facts that differ.</param>
internal sealed record ChangedElement(SchemaElement From, SchemaElement To, IReadOnlyList<string> Facts)
{
    public static ChangedElement? Between(SchemaElement from, SchemaElement to)
    {
        List<string> facts = [];
        for (var i = 0; i < to.Facts.Count; i++)
        {
            if (from.Facts[i].Value != to.Facts[i].Value)
            {
                facts.Add(to.Facts[i].Name);
            }
        }

        return facts.Count == 0 ? null : new ChangedElement(from, to, facts);
    }

    public bool Changes(string fact) => Facts.Contains(fact);
}
