using LineageAot.Generators.Support;

namespace LineageAot.Generators.Model;

/// <summary>Where a partial type stands, so that its other part can be written.</summary>
internal sealed record TypeModel
{
    /// <summary>Its namespace, or empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The declarations of the types around it, outermost first, for instance <c>partial class Outer</c>.</summary>
    public required EquatableArray<string> Containers { get; init; }

    /// <summary>Its own declaration, for instance <c>partial record Document</c>.</summary>
    public required string Declaration { get; init; }

    public required string Name { get; init; }

    /// <summary>Its name with those of the types around it, without dots: a top-level name for what can't be nested.</summary>
    public required string FlatName { get; init; }

    /// <summary>Its name with <c>global::</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>Its name with namespace, as people write it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Everybody can see it.</summary>
    public required bool IsPublic { get; init; }

    public bool IsValueType { get; init; }

    public string Accessibility => IsPublic ? "public" : "internal";

    /// <summary>A unique file name without the part that says what is in it.</summary>
    public string HintName => DisplayName.Replace('<', '{').Replace('>', '}');
}
