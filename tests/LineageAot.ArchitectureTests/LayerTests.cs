using LineageAot.ArchitectureTests.Layers;
using LineageAot.ArchitectureTests.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.ArchitectureTests;

/// <summary>The library's own sources keep the arrows.</summary>
public sealed class LayerTests
{
    /// <summary>The tool replays migrations and compares structures with the library's own code, as the build check does, which compiles that code.</summary>
    private const string Tool = "lineage";

    private static readonly Lazy<SourceSet> Library = new(static () => SourceSet.OfFolder("src/LineageAot"));

    [Fact]
    public void Every_folder_is_a_layer() => Library.Value.Trees.Select(static tree => LayerRules.LayerOf(tree.FilePath)).Distinct()
        .Except(LayerRules.Layers).ShouldBe([LayerRules.FrontDoor], "A new folder needs its place in LayerRules and docs/architecture.md.");

    [Fact]
    public void Sources_are_understood()
    {
        Library.Value.Trees.SelectMany(static tree => tree.GetDiagnostics()).Where(static error => error.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        NamedSymbol.UnresolvedIn(Library.Value).ShouldBeEmpty();
    }

    [Fact]
    public void Layers_know_only_what_is_below() => LayerRules.BrokenArrows(Library.Value).ShouldBeEmpty();

    [Fact]
    public void Only_the_engine_names_native_functions() => LayerRules.StrayNativeNames(Library.Value).ShouldBeEmpty();

    [Fact]
    public void One_file_makes_connections_and_the_front_door_lends_them()
        => LayerRules.FilesThatNameAdoNet(Library.Value).ShouldBe(["DatabaseOperations.cs", "MigrationMatrix.cs", "Operations/LentConnection.cs"]);

    [Fact]
    public void Nobody_reads_the_clock() => LayerRules.ClockReads(Library.Value).ShouldBeEmpty();

    [Fact]
    public void Only_tests_and_the_tool_see_internals() => typeof(LineageDatabase).Assembly
        .GetCustomAttributesData().Where(static attribute => attribute.AttributeType.Name == "InternalsVisibleToAttribute")
        .Select(static attribute => (string)attribute.ConstructorArguments[0].Value!)
        .ShouldAllBe(static assembly => assembly.EndsWith("Tests", StringComparison.Ordinal) || assembly == Tool, "Packages that build on the library use what any user can use.");
}
