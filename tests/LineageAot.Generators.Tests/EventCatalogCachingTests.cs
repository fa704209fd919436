extern alias Generators;

using Generators::LineageAot.Generators.Support;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>A catalog is written anew when one of its own types, its context or itself changes, and after no other edit.</summary>
public sealed class EventCatalogCachingTests
{
    private const string Source = """
        using System.Text.Json.Serialization;
        using LineageAot.Lineage;

        namespace Caching;

        public interface IFact;

        [EventType("opened")]
        public sealed record Opened(int Number) : IFact;

        [EventType("elsewhere")]
        public sealed record Elsewhere(int Number);

        [JsonSerializable(typeof(Opened))]
        public sealed partial class Json : JsonSerializerContext;

        [EventCatalog(typeof(Json))]
        public sealed partial class Facts : IEventCatalog<IFact>;

        public static class Other
        {
            public static int Number => 1;
        }
        """;

    private static readonly string[] AllSteps = [TrackingNames.EventTypes, TrackingNames.EventCatalogs, TrackingNames.EventCatalogsWithTypes];

    [Theory]
    [InlineData("Number => 1", "Number => 2", "")]
    [InlineData("namespace Caching;", "// All positions move.\n\n\nnamespace Caching;", "")]
    [InlineData("record Opened(int Number)", "record Opened(long Number, string Text)", "")]
    [InlineData("\"elsewhere\"", "\"nowhere\"", "EventTypes")]
    [InlineData("record Elsewhere(int Number)", "record Elsewhere(int Number) : IFact", "EventTypes")]
    [InlineData("\"opened\"", "\"begun\"", "EventTypes,EventCatalogsWithTypes")]
    [InlineData("[EventType(\"opened\")]", "[EventType(\"opened\"), EventType(\"begun\")]", "EventTypes,EventCatalogsWithTypes")]
    [InlineData("typeof(Opened))]", "typeof(Opened), TypeInfoPropertyName = \"Begun\")]", "EventCatalogs,EventCatalogsWithTypes")]
    [InlineData("[JsonSerializable(typeof(Opened))]", "[JsonSerializable(typeof(Elsewhere))]", "EventCatalogs,EventCatalogsWithTypes")]
    [InlineData("IEventCatalog<IFact>", "IEventCatalog<Opened>", "EventCatalogs,EventCatalogsWithTypes")]
    public void An_edit_re_runs_what_it_has_to_do_with(string before, string after, string modified)
    {
        var result = Run(before, after).GetRunResult().Results.Single(static result => result.TrackedSteps.ContainsKey(TrackingNames.EventCatalogs));
        var changed = AllSteps.Where(step => result.TrackedSteps[step].SelectMany(static run => run.Outputs).Any(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)));
        string.Join(",", changed).ShouldBe(modified);
        var files = result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).ToArray();
        files.ShouldNotBeEmpty();
        files.All(static output => output.Reason == IncrementalStepRunReason.Cached).ShouldBe(!modified.Contains(TrackingNames.EventCatalogsWithTypes, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_type_of_the_catalog_is_found()
    {
        var driver = Run("public static class Other", "[EventType(\"closed\")] public sealed record Closed : IFact; public static class Other", "[JsonSerializable(typeof(Opened)), JsonSerializable(typeof(Closed))]");
        driver.GetRunResult().GeneratedTrees.ShouldHaveSingleItem().ToString().ShouldContain("\"closed\" =>");
    }

    private static GeneratorDriver Run(string before, string after, string listed = "[JsonSerializable(typeof(Opened))]")
    {
        Source.ShouldContain(before);
        var source = Source.Replace("[JsonSerializable(typeof(Opened))]", listed, StringComparison.Ordinal);
        var first = Compiler.Create(source);
        var driver = Compiler.CreateDriver(withJson: false, tracksSteps: true).RunGenerators(first);
        var old = first.SyntaxTrees.Last();
        return driver.RunGenerators(first.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(source.Replace(before, after, StringComparison.Ordinal), Compiler.ParseOptions, old.FilePath)));
    }
}
