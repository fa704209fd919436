using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Migrations;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Makes [References] out of a table's foreign keys.</summary>
internal sealed class ReferenceScaffold(RecordDraft draft, IReadOnlyDictionary<string, RecordDraft> records)
{
    private readonly UniqueNames names = new();

    /// <summary>Gives the record its foreign keys; the properties and indexes of all records are there.</summary>
    /// <param name="draft">The record.</param>
    /// <param name="records">All records by their tables.</param>
    public static void Add(RecordDraft draft, IReadOnlyDictionary<string, RecordDraft> records)
    {
        var scaffold = new ReferenceScaffold(draft, records);

        // The generator names those of the record first, then those of its properties in their order.
        foreach (var key in draft.Table.Text.ForeignKeys.OrderBy(key => key.Columns.Count > 1 ? -1 : draft.Table.IndexOf(key.Columns[0])))
        {
            scaffold.Add(key);
        }
    }

    private void Add(ForeignKeyText key)
    {
        var title = $"foreign key ({string.Join(", ", key.Columns)}) to '{key.ParentTable}'";
        if (!records.TryGetValue(key.ParentTable, out var parent))
        {
            Refuse(title, "that table has no record");
            return;
        }

        int[] places = [.. key.Columns.Select(draft.Table.IndexOf)];
        int[] pointed = key.ParentColumns.Count == 0 ? parent.Key : [.. key.ParentColumns.Select(parent.Table.IndexOf)];
        var reason = places.Contains(-1) || pointed.Contains(-1) || places.Length != pointed.Length ? "the columns don't fit each other"
            : places.Where((place, i) => draft.Properties[place].Value.SqlType != parent.Properties[pointed[i]].Value.SqlType).Any() ? "the types of its two sides differ"
            : !parent.IsUnique(pointed) ? "what it points at isn't unique"
            : places.Any(place => draft.Properties[place].Computed is not null) ? "it is over a computed column"
            : null;
        if (reason is not null)
        {
            Refuse(title, reason);
            return;
        }

        Add(key, title, parent, places, pointed);
    }

    private void Add(ForeignKeyText key, string title, RecordDraft parent, int[] places, int[] pointed)
    {
        var (onDelete, onUpdate) = (Action(key.OnDelete, "DELETE", title, places), Action(key.OnUpdate, "UPDATE", title, places));
        draft.ForeignKeys.Add(new ForeignKeyModel
        {
            Name = names.Take($"fk_{draft.Table.Name}_{string.Join("_", places.Select(place => draft.Properties[place].Column.Name))}"),
            Columns = places.ToEquatableArray(),
            ParentTable = parent.Table.Name,
            ParentTypeName = parent.Name,
            ParentColumns = pointed.Select(place => parent.Properties[place].Column.Name).ToEquatableArray(),
            OnDelete = onDelete,
            OnUpdate = onUpdate,
            IsDeferred = key.IsDeferred,
        });
        var arguments = new List<string> { $"typeof({parent.Name})" };
        if (places.Length > 1)
        {
            arguments.AddRange(places.Select(draft.NameOf));
        }

        if (!pointed.SequenceEqual(parent.Key))
        {
            arguments.Add($"To = [{string.Join(", ", pointed.Select(place => Pointed(parent, place)))}]");
        }

        AddAction(arguments, "OnDelete", onDelete);
        AddAction(arguments, "OnUpdate", onUpdate);
        if (key.IsDeferred)
        {
            arguments.Add("Deferrable = true");
        }

        (places.Length > 1 ? draft.Attributes : draft.Properties[places[0]].Attributes).Add($"References({string.Join(", ", arguments)})");
    }

    // A property that is called like the parent's record would be looked into instead.
    private string Pointed(RecordDraft parent, int place)
        => draft.Properties.Exists(property => property.Name == parent.Name) ? CSharpText.Literal(parent.Properties[place].Name) : $"nameof({parent.Name}.{parent.Properties[place].Name})";

    private Generators.Model.ReferenceAction Action(string action, string change, string title, int[] places)
    {
        if (action == "set default" || (action == "set null" && places.Any(place => !draft.Properties[place].Value.IsNullable)))
        {
            draft.Notes.Add($"the {title} has ON {change} {action.ToUpperInvariant()}, {(action == "set null" ? "and a column that may not be NULL" : "which [References] can't say")}: it became NO ACTION");
            return Generators.Model.ReferenceAction.NoAction;
        }

        return action switch
        {
            "restrict" => Generators.Model.ReferenceAction.Restrict,
            "set null" => Generators.Model.ReferenceAction.SetNull,
            "cascade" => Generators.Model.ReferenceAction.Cascade,
            _ => Generators.Model.ReferenceAction.NoAction,
        };
    }

    private static void AddAction(List<string> arguments, string name, Generators.Model.ReferenceAction action)
    {
        if (action != Generators.Model.ReferenceAction.NoAction)
        {
            arguments.Add($"{name} = ReferenceAction.{action}");
        }
    }

    private void Refuse(string title, string reason) => draft.Notes.Add($"the {title} can't be said by [References], since {reason}: the next migration takes it away");
}
