using LineageAot.Generators.Support;

namespace LineageAot.Generators.Model;

/// <summary>An [EventType] class.</summary>
internal sealed record EventTypeModel
{
    /// <summary>Its name with <c>global::</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>Its stored names: the first is written, all are read.</summary>
    public required EquatableArray<string> Names { get; init; }

    /// <summary>How many types it derives from: a switch asks for the deepest first.</summary>
    public required int Depth { get; init; }

    /// <summary>The full names of everything that it is: itself, its base types and its interfaces.</summary>
    public required EquatableArray<string> Kinds { get; init; }
}

/// <summary>An [EventCatalog] class.</summary>
internal sealed record EventCatalogModel
{
    public required TypeModel Type { get; init; }

    /// <summary>The full name of what its events are.</summary>
    public required string EventName { get; init; }

    /// <summary>Its methods can be public and have their own names; otherwise they are the interface's alone.</summary>
    public required bool HasPublicMethods { get; init; }

    /// <summary>The full name of its serializer context.</summary>
    public required string ContextName { get; init; }

    /// <summary>The types that the context lists.</summary>
    public required EquatableArray<RegisteredTypeModel> Registered { get; init; }
}

/// <summary>A type that a serializer context lists.</summary>
/// <param name="FullName">Its full name.</param>
/// <param name="PropertyName">The context's property for it.</param>
internal sealed record RegisteredTypeModel(string FullName, string PropertyName);

/// <summary>A catalog with its types: everything that is emitted for it.</summary>
/// <param name="Catalog">The catalog.</param>
/// <param name="Events">Its types that the context lists, the deepest first.</param>
internal sealed record FilledCatalogModel(EventCatalogModel Catalog, EquatableArray<CatalogEventModel> Events);

/// <summary>A type of a catalog.</summary>
/// <param name="TypeName">Its full name.</param>
/// <param name="Names">Its stored names, the one that is written first; each is in a catalog once.</param>
/// <param name="PropertyName">The context's property for it.</param>
internal sealed record CatalogEventModel(string TypeName, EquatableArray<string> Names, string PropertyName);
