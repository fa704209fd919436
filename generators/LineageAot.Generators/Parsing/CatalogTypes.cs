using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds the types of a catalog among those of the project.</summary>
internal static class CatalogTypes
{
    /// <summary>Those that are of the catalog's kind, the deepest first; the same order whichever order they are found in.</summary>
    public static EventTypeModel[] Of(EventCatalogModel catalog, IEnumerable<EventTypeModel> types)
        => [.. types.Where(type => type.Kinds.Contains(catalog.EventName)).OrderByDescending(static type => type.Depth).ThenBy(static type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The context's property for a type, or null where the context doesn't list it.</summary>
    public static string? PropertyName(EventCatalogModel catalog, EventTypeModel type)
        => catalog.Registered.FirstOrDefault(registered => registered.FullName == type.FullName)?.PropertyName;

    /// <summary>The catalog with what can be emitted: a type that isn't listed and a name that another type has are errors, and left out.</summary>
    public static FilledCatalogModel Fill(EventCatalogModel catalog, IEnumerable<EventTypeModel> types)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var events = new List<CatalogEventModel>();
        foreach (var type in Of(catalog, types))
        {
            if (PropertyName(catalog, type) is { } property && type.Names.Where(taken.Add).ToEquatableArray() is { Count: > 0 } names)
            {
                events.Add(new CatalogEventModel(type.FullName, names, property));
            }
        }

        return new FilledCatalogModel(catalog, events.ToEquatableArray());
    }
}
