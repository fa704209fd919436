using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Migrations;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Makes [Unique] and [Index] out of a table's unique constraints and indexes.</summary>
internal sealed class IndexScaffold
{
    private readonly RecordDraft draft;
    private readonly UniqueNames names = new();
    private readonly List<Candidate> candidates = [];

    private IndexScaffold(RecordDraft draft)
    {
        this.draft = draft;
    }

    /// <summary>Gives the record its indexes; the properties are there.</summary>
    public static void Add(RecordDraft draft)
    {
        var scaffold = new IndexScaffold(draft);
        foreach (var unique in draft.Table.Text.Uniques)
        {
            scaffold.Find(unique);
        }

        foreach (var index in draft.Table.Indexes)
        {
            scaffold.Find(index);
        }

        // The generator names those of the record first, then those of its properties in their order.
        foreach (var candidate in scaffold.candidates.OrderBy(static candidate => candidate.Places.Length > 1 ? -1 : candidate.Places[0]))
        {
            scaffold.Add(candidate);
        }
    }

    /// <summary>Takes an index back.</summary>
    public static void Remove(RecordDraft draft, IndexModel index)
    {
        draft.Indexes.Remove(index);
        Attributes(draft, index.Columns).Remove(draft.IndexAttributes[index]);
    }

    private void Find(KeyText unique)
    {
        var places = unique.Columns.Select(column => draft.Table.IndexOf(column.Name)).ToArray();
        var title = $"unique constraint ({string.Join(", ", unique.Columns.Select(static column => column.Name))})";
        if (places.Contains(-1) || places.Distinct().Count() != places.Length)
        {
            draft.Notes.Add($"the {title} can't be said by [Unique]");
            return;
        }

        if (unique.Conflict.Length > 0)
        {
            draft.Notes.Add($"the {title} has ON CONFLICT {unique.Conflict.ToUpperInvariant()}, which [Unique] can't say: rows that are taken silently now will be refused");
        }

        if (unique.Columns.Any(column => column.IsDescending || (column.Collation is { } own && own != PropertyScaffold.Collation(draft.Table, column.Name))))
        {
            draft.Notes.Add($"the {title} has an order or a collation of its own, which [Unique] can't say");
        }

        candidates.Add(new Candidate(places, [], IsUnique: true, Where: null, IsConstraint: true));
    }

    private void Find(FoundIndex index)
    {
        var places = index.Columns.Select(column => column.Name is { } name ? draft.Table.IndexOf(name) : -1).ToArray();
        var reason = places.Contains(-1) ? "is over an expression"
            : places.Distinct().Count() != places.Length ? "names a column twice"
            : index.Columns.Any(column => column.Collation != PropertyScaffold.Collation(draft.Table, column.Name!)) ? "has another collation than its column"
            : index.Where is { } where && !SqlPieces.FitsAttribute(where) ? "has a condition that can't stand in an attribute"
            : null;
        if (reason is not null)
        {
            draft.Notes.Add($"index '{index.Name}' {reason}, which [Index] can't say: {(index.IsUnique ? "since it refuses rows, the next migration drops it" : "it stays in the file")}");
            return;
        }

        candidates.Add(new Candidate(places, [.. index.Columns.Select(static column => column.IsDescending)], index.IsUnique, index.Where, IsConstraint: false));
    }

    private void Add(Candidate candidate)
    {
        var places = candidate.Places;
        draft.Indexes.Add(new IndexModel
        {
            Name = names.Take($"{(candidate.IsUnique ? "uq" : "ix")}_{draft.Table.Name}_{string.Join("_", places.Select(place => draft.Properties[place].Column.Name))}"),
            Columns = places.ToEquatableArray(),
            Descending = candidate.Descending.Contains(true) ? candidate.Descending.ToEquatableArray() : [],
            IsUnique = candidate.IsUnique,
            Where = candidate.Where,
            IsConstraint = candidate.IsConstraint,
        });
        var arguments = new List<string>();
        if (places.Length > 1)
        {
            arguments.AddRange(places.Select(draft.NameOf));
        }

        if (candidate.Descending.Contains(true))
        {
            arguments.Add($"Descending = [{string.Join(", ", places.Where((_, i) => candidate.Descending[i]).Select(draft.NameOf))}]");
        }

        if (candidate is { IsUnique: true, IsConstraint: false })
        {
            arguments.Add("Unique = true");
        }

        if (candidate.Where is { } where)
        {
            arguments.Add($"Where = {CSharpText.Literal(where)}");
        }

        var text = (candidate.IsConstraint ? "Unique" : "Index") + (arguments.Count > 0 ? $"({string.Join(", ", arguments)})" : "");
        Attributes(draft, places).Add(text);
        draft.IndexAttributes[draft.Indexes[^1]] = text;
    }

    private static List<string> Attributes(RecordDraft draft, IReadOnlyList<int> places) => places.Count > 1 ? draft.Attributes : draft.Properties[places[0]].Attributes;

    /// <summary>A unique constraint or index that attributes can say.</summary>
    private sealed record Candidate(int[] Places, bool[] Descending, bool IsUnique, string? Where, bool IsConstraint);
}
