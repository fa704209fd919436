using LineageAot.CodeFixes;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Each code fix, on a small file: the text after it, and that the finding is gone.</summary>
public sealed class CodeFixTests
{
    [Theory]
    [InlineData("[Table]\npublic record Note([property: Key] long Id);\n", "[Table]\npublic partial record Note([property: Key] long Id);\n")]
    [InlineData("namespace A;\n\n// Kept.\n[Table]\nrecord Note([property: Key] long Id);\n", "namespace A;\n\n// Kept.\n[Table]\npartial record Note([property: Key] long Id);\n")]
    [InlineData("public class Outer\n{\n    [Table]\n    public partial record Note([property: Key] long Id);\n}\n", "public partial class Outer\n{\n    [Table]\n    public partial record Note([property: Key] long Id);\n}\n")]
    public async Task Make_it_partial(string before, string after)
        => (await FixAsync(before, new MakePartialFix(), "LIN1001")).ShouldBe(after);

    [Theory]
    [InlineData("[Table]\npublic partial record Note(long Id, string Text);\n", "[Table]\npublic partial record Note([property: Key] long Id, string Text);\n")]
    [InlineData("[Table]\npublic partial record Note(string Text, Guid NoteId);\n", "[Table]\npublic partial record Note(string Text, [property: Key] Guid NoteId);\n")]
    [InlineData("[Table]\npublic partial record Note\n{\n    // The number.\n    public required long Id { get; init; }\n}\n", "[Table]\npublic partial record Note\n{\n    // The number.\n    [Key] public required long Id { get; init; }\n}\n")]
    [InlineData("[Table]\npublic partial record Note\n{\n    public string? Text { get; init; }\n}\n", "[Table]\npublic partial record Note\n{\n    [Key(Generated = true)] public long Id { get; init; }\n    public string? Text { get; init; }\n}\n")]
    [InlineData("[Table]\npublic partial record Note(string Text);\n", "[Table]\npublic partial record Note(string Text)\n{\n    [Key(Generated = true)] public long Id { get; init; }\n}\n")]
    public async Task Add_a_key(string before, string after)
        => (await FixAsync(before, new AddKeyFix(), "LIN1003")).ShouldBe(after);

    [Theory]
    [InlineData("[Row]\npublic partial record Price([Storage(StorageKind.Scaled, 2)] decimal Amount);\n", "[Row]\npublic partial record Price([property: Storage(StorageKind.Scaled, 2)] decimal Amount);\n")]
    [InlineData("[Row]\npublic partial record Price(\n    // What it costs.\n    [Storage(StorageKind.Scaled, 2)] decimal Amount);\n", "[Row]\npublic partial record Price(\n    // What it costs.\n    [property: Storage(StorageKind.Scaled, 2)] decimal Amount);\n")]
    public async Task Put_an_attribute_on_the_property(string before, string after)
        => (await FixAsync(before, new PropertyTargetFix(), "LIN1116")).ShouldBe(after);

    [Theory]
    [InlineData("LIN1502", "[Table]\npublic partial record Note([property: Key, Storage(StorageKind.Text)] Guid Id);\n", "[Table]\npublic partial record Note([property: Key] Guid Id);\n")]
    [InlineData("LIN1502", "[Table]\npublic partial record Note\n{\n    // The number.\n    [Storage(StorageKind.Text)]\n    [Key] public required Guid Id { get; init; }\n}\n", "[Table]\npublic partial record Note\n{\n    // The number.\n    [Key] public required Guid Id { get; init; }\n}\n")]
    [InlineData("LIN1504", "[Table]\n[Index(nameof(Place), nameof(At))]\npublic partial record Note([property: Key] long Id, [property: Index] long Place, long At);\n", "[Table]\n[Index(nameof(Place), nameof(At))]\npublic partial record Note([property: Key] long Id, long Place, long At);\n")]
    [InlineData("LIN1504", "[Table]\n[Index(nameof(Place))]\n[Index(nameof(Place), nameof(At))]\npublic partial record Note([property: Key] long Id, long Place, long At);\n", "[Table]\n[Index(nameof(Place), nameof(At))]\npublic partial record Note([property: Key] long Id, long Place, long At);\n")]
    [InlineData("LIN1504", "// Kept.\n[Index(nameof(Place))]\n[Table, Index(nameof(Place), nameof(At))]\npublic partial record Note([property: Key] long Id, long Place, long At);\n", "// Kept.\n[Table, Index(nameof(Place), nameof(At))]\npublic partial record Note([property: Key] long Id, long Place, long At);\n")]
    public async Task Remove_what_costs_and_serves_nothing(string id, string before, string after)
        => (await FixAsync(before, new RemoveAttributeFix(), id)).ShouldBe(after);

    [Fact]
    public async Task Give_a_json_context_that_there_is()
        => (await FixAsync("""
            using System.Text.Json.Serialization;

            public sealed record Meta(string Language);

            [JsonSerializable(typeof(int[]))]
            public sealed partial class AppJson : JsonSerializerContext;

            [Table]
            public partial record Note([property: Key] long Id, Meta? Meta);
            """, new JsonColumnFix(), "LIN1004")).ShouldBe("""
            using System.Text.Json.Serialization;

            public sealed record Meta(string Language);

            [JsonSerializable(typeof(Meta))]
            [JsonSerializable(typeof(int[]))]
            public sealed partial class AppJson : JsonSerializerContext;

            [Table]
            public partial record Note([property: Key] long Id, [property: JsonColumn(typeof(AppJson))] Meta? Meta);
            """);

    [Fact]
    public async Task Give_a_new_json_context()
        => (await FixAsync("""
            public sealed record Meta(string Language);

            [Table]
            public partial record Note
            {
                [Key] public long Id { get; init; }
                public Meta? Meta { get; init; }
            }

            """, new JsonColumnFix(), "LIN1004")).ShouldBe("""
            public sealed record Meta(string Language);

            [Table]
            public partial record Note
            {
                [Key] public long Id { get; init; }
                [JsonColumn(typeof(NoteJson))] public Meta? Meta { get; init; }
            }

            [System.Text.Json.Serialization.JsonSerializable(typeof(Meta))]
            internal sealed partial class NoteJson : System.Text.Json.Serialization.JsonSerializerContext;

            """);

    [Fact]
    public async Task Add_the_type_to_the_context()
        => (await FixAsync("""
            using System.Text.Json.Serialization;

            public sealed record Meta(string Language);

            public static partial class Contexts
            {
                [JsonSerializable(typeof(int[]))]
                public sealed partial class AppJson : JsonSerializerContext;
            }

            [Table]
            public partial record Note([property: Key] long Id, [property: JsonColumn(typeof(Contexts.AppJson))] Meta? Meta);
            """, new JsonSerializableFix(), "LIN1020")).ShouldBe("""
            using System.Text.Json.Serialization;

            public sealed record Meta(string Language);

            public static partial class Contexts
            {
                [JsonSerializable(typeof(Meta))]
                [JsonSerializable(typeof(int[]))]
                public sealed partial class AppJson : JsonSerializerContext;
            }

            [Table]
            public partial record Note([property: Key] long Id, [property: JsonColumn(typeof(Contexts.AppJson))] Meta? Meta);
            """);

    [Fact]
    public async Task Add_an_event_type_to_the_context()
        => (await FixAsync("""
            using System.Text.Json.Serialization;
            using LineageAot.Lineage;

            public static class Orders
            {
                [EventType("placed")] public sealed record Placed(int Items);
            }

            [JsonSerializable(typeof(int[]))]
            public sealed partial class AppJson : JsonSerializerContext;

            [EventCatalog(typeof(AppJson))]
            public sealed partial class Events : IEventCatalog<object>;
            """, new JsonSerializableFix(), "LIN1202")).ShouldBe("""
            using System.Text.Json.Serialization;
            using LineageAot.Lineage;

            public static class Orders
            {
                [EventType("placed")] public sealed record Placed(int Items);
            }

            [JsonSerializable(typeof(Orders.Placed))]
            [JsonSerializable(typeof(int[]))]
            public sealed partial class AppJson : JsonSerializerContext;

            [EventCatalog(typeof(AppJson))]
            public sealed partial class Events : IEventCatalog<object>;
            """);

    [Theory]
    [InlineData("    [References(typeof(Author))] public long Author { get; init; }\n", "", "    [Index] [References(typeof(Author))] public long Author { get; init; }\n", "")]
    [InlineData("    public long Author { get; init; }\n", "[References(typeof(Author), nameof(Author))]\n", "    public long Author { get; init; }\n", "[Index(nameof(Author))]\n[References(typeof(Author), nameof(Author))]\n")]
    public async Task Add_an_index(string property, string attribute, string fixedProperty, string fixedAttribute)
    {
        const string Parent = "[Table]\npublic partial record Author([property: Key] long Id);\n\n";
        (await FixAsync(Parent + attribute + "[Table]\npublic partial record Book\n{\n    [Key] public long Id { get; init; }\n" + property + "}\n", new AddIndexFix(), "LIN1041"))
            .ShouldBe(Parent + fixedAttribute + "[Table]\npublic partial record Book\n{\n    [Key] public long Id { get; init; }\n" + fixedProperty + "}\n");
    }

    private static async Task<string> FixAsync(string source, CodeFixProvider fix, string id)
    {
        var found = (await Compiler.AnalyzeAsync(Compiler.Create(source))).Single(diagnostic => diagnostic.Id == id);
        using var workspace = new AdhocWorkspace();
        var compilation = Compiler.Create(source);
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Sample", "Sample", LanguageNames.CSharp,
            parseOptions: Compiler.ParseOptions, compilationOptions: compilation.Options, metadataReferences: compilation.References));
        workspace.AddDocument(project.Id, "GlobalUsings.cs", SourceText.From(compilation.SyntaxTrees[0].ToString()));
        var document = workspace.AddDocument(project.Id, "Source.cs", SourceText.From(source));
        var tree = (await document.GetSyntaxTreeAsync())!;
        var actions = new List<CodeAction>();
        var placed = Diagnostic.Create(found.Descriptor, Location.Create(tree, found.Location.SourceSpan), found.Properties);
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, placed, (action, _) => actions.Add(action), CancellationToken.None));
        fix.FixableDiagnosticIds.ShouldContain(id);
        var operation = (await actions.ShouldHaveSingleItem().GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        var text = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString().ReplaceLineEndings("\n");
        (await Compiler.AnalyzeAsync(Compiler.Create(text))).Select(static diagnostic => diagnostic.Id).ShouldNotContain(id);
        return text;
    }
}
