using Microsoft.CodeAnalysis;

namespace LineageAot.ArchitectureTests.Layers;

/// <summary>
/// Who may know whom in the library (docs/architecture.md): a layer is a folder, and what stands beside the folders is the front door, which
/// knows them all and which none of them knows.
/// </summary>
internal static class LayerRules
{
    public const string FrontDoor = "the front door";

    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["Options"] = [],
        ["Diagnostics"] = ["Options"],
        ["Schema"] = ["Options", "Diagnostics"],
        ["Sqlite"] = ["Options", "Diagnostics", "Schema"],
        ["Reading"] = ["Options", "Diagnostics", "Schema", "Sqlite"],
        ["Writing"] = ["Options", "Diagnostics", "Schema", "Sqlite"],
        ["Migrations"] = ["Options", "Diagnostics", "Schema", "Sqlite"],
        ["Operations"] = ["Options", "Diagnostics", "Schema", "Sqlite"],
    };

    /// <summary>The layers below the front door.</summary>
    public static IReadOnlyCollection<string> Layers => Known.Keys;

    public static string LayerOf(string file) => file.IndexOf('/') is var end and > 0 ? file[..end] : FrontDoor;

    /// <summary>The names that break an arrow.</summary>
    public static IReadOnlyList<string> BrokenArrows(SourceSet sources) =>
    [
        .. sources.Names
            .Where(static name => name.Layer != FrontDoor && name.DeclaringLayers.Count > 0)
            .Where(static name => !name.DeclaringLayers.Any(layer => layer == name.Layer || Known[name.Layer].Contains(layer)))
            .Select(static name => $"{name}, which belongs to {string.Join(" and ", name.DeclaringLayers)}")
            .Distinct(),
    ];

    /// <summary>The names of SQLite's own entry points outside the layer that owns them.</summary>
    public static IReadOnlyList<string> StrayNativeNames(SourceSet sources) =>
    [
        .. sources.Names
            .Where(static name => name.Layer != "Sqlite" && (name.Type.Name == "SqliteNative" || IsIn(name.Type, "SQLitePCL")) && !AsksWhichLibrary(name))
            .Select(static name => name.ToString())
            .Distinct(),
    ];

    /// <summary>The files that name Microsoft.Data.Sqlite.</summary>
    public static IReadOnlyList<string> FilesThatNameAdoNet(SourceSet sources) =>
    [
        .. sources.Names.Where(static name => IsIn(name.Type, "Microsoft.Data.Sqlite")).Select(static name => name.File).Distinct(),
    ];

    /// <summary>Reads of the machine's clock: times of day come from the options' TimeProvider alone.</summary>
    public static IReadOnlyList<string> ClockReads(SourceSet sources) =>
    [
        .. sources.Names
            .Where(static name => name.Type.Name is nameof(DateTime) or nameof(DateTimeOffset) && name.Symbol.Name is "Now" or "UtcNow" or "Today")
            .Select(static name => name.ToString()),
    ];

    // Our functions may be given to a lent connection only where its provider has loaded the library that we have, and the provider alone knows.
    private static bool AsksWhichLibrary(NamedSymbol name)
        => name.File == "Operations/LentConnection.cs" && name.Type.Name == "raw" && name.Symbol.Name is "raw" or "GetNativeLibraryName";

    private static bool IsIn(INamedTypeSymbol type, string ns)
    {
        var name = type.ContainingNamespace?.ToDisplayString() ?? "";
        return name == ns || name.StartsWith(ns + ".", StringComparison.Ordinal);
    }
}
