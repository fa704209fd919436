using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>What is found wrong with event types and their catalogs, where, and that the compiler gets to it.</summary>
public sealed class EventCatalogTests
{
    private const string Sound = """
        using System.Text.Json.Serialization;
        using LineageAot.Lineage;

        namespace Catalogs;

        public interface IFact;

        [EventType("opened")]
        public sealed record Opened(int Number) : IFact;

        [EventType("closed")]
        public sealed record Closed(int Number) : IFact;

        [JsonSerializable(typeof(Opened))]
        [JsonSerializable(typeof(Closed))]
        public sealed partial class Json : JsonSerializerContext;

        [EventCatalog(typeof(Json))]
        public sealed partial class Facts : IEventCatalog<IFact>;

        """;

    [Fact]
    public async Task Sound_code_has_no_findings() => (await FoundAsync(Sound)).ShouldBe("");

    [Theory]
    [InlineData("public sealed partial class Facts", "public sealed class Facts", "LIN1001 Facts", "CS0260")]
    [InlineData("[EventCatalog(typeof(Json))]\npublic sealed partial class Facts : IEventCatalog<IFact>;", "public class Outer { [EventCatalog(typeof(Json))] public sealed partial class Facts : IEventCatalog<IFact>; }", "LIN1001 Outer", "CS0260")]
    [InlineData("class Facts :", "class Facts<T> :", "LIN1007 Facts")]
    [InlineData("class Facts : IEventCatalog<IFact>", "class Facts<T, @class> : IEventCatalog<T> where T : class", "LIN1007 Facts")]
    [InlineData("[EventCatalog(typeof(Json))]\npublic sealed partial class Facts : IEventCatalog<IFact>;", "public partial class Outer<T> { [EventCatalog(typeof(Json))] public sealed partial class Facts : IEventCatalog<IFact>; }", "LIN1007 Facts, LIN1007 Outer")]
    [InlineData("[EventCatalog(typeof(Json))]\npublic sealed partial class Facts : IEventCatalog<IFact>;", "public partial class Outer { [EventCatalog(typeof(Json))] private sealed partial class Facts : IEventCatalog<IFact>; }", "LIN1008 Facts")]
    [InlineData("EventCatalog(typeof(Json))", "EventCatalog(typeof(Opened))", "LIN1021 EventCatalog(typeof(Opened))")]
    [InlineData(" : IEventCatalog<IFact>", "", "LIN1201 Facts")]
    [InlineData(" : IEventCatalog<IFact>", " : IEventCatalog<IFact>, IEventCatalog<object>, IEventCatalog<Opened>", "LIN1201 Facts")]
    [InlineData("IEventCatalog<IFact>", "IEventCatalog<object>", "")]
    [InlineData("[JsonSerializable(typeof(Closed))]\n", "", "LIN1202 EventCatalog(typeof(Json))")]
    [InlineData("IEventCatalog<IFact>", "IEventCatalog<object>; [EventType(\"other\")] public sealed record Other", "LIN1202 EventCatalog(typeof(Json))")]
    [InlineData("IEventCatalog<IFact>", "IEventCatalog<IFact>; [EventType(\"other\")] public sealed record Other", "")]
    [InlineData("[EventCatalog(typeof(Json))]", "[EventCatalog(typeof(Json))] public sealed partial class A : IEventCatalog<IFact>; [JsonSerializable(typeof(Opened))] public sealed partial class Less : JsonSerializerContext; [EventCatalog(typeof(Less))]", "LIN1202 EventCatalog(typeof(Less))")]
    [InlineData("EventType(\"closed\")", "EventType(\"opened\")", "LIN1203 EventType(\"opened\")")]
    [InlineData("[EventType(\"closed\")]", "[EventType(\"closed\"), EventType(\"opened\"), EventType(\"closed\")]", "LIN1203 EventType(\"opened\")")]
    [InlineData("[EventType(\"closed\")]", "[EventType(\"closed\"), EventType(\"Opened\"), EventType(\"closed\")]", "")]
    [InlineData("IEventCatalog<IFact>;", "IEventCatalog<IFact>; [EventCatalog(typeof(Json))] public sealed partial class All : IEventCatalog<object>; [EventType(\"opened\")] public sealed record Other;", "LIN1202 EventCatalog(typeof(Json)), LIN1203 EventType(\"opened\")")]
    [InlineData("EventType(\"closed\")", "EventType(\"\")", "LIN1204 EventType(\"\")")]
    [InlineData("EventType(\"closed\")", "EventType(null!)", "LIN1204 EventType(null!)")]
    [InlineData("EventType(\"closed\")", "EventType(\"\\t\")", "LIN1204 EventType(\"\\t\")")]
    [InlineData("EventType(\"closed\")", "EventType(\"$undo\")", "LIN1204 EventType(\"$undo\")")]
    [InlineData("record Closed(int Number) : IFact", "record Closed(int Number) : IFact; [EventType(\"of\")] public sealed record Of<T>(T Item) : IFact", "LIN1007 Of")]
    [InlineData("record Closed(int Number) : IFact", "record Closed(int Number) : IFact; public class Outer { [EventType(\"of\")] private sealed record Of : IFact; }", "LIN1008 Of")]
    public async Task A_mistake_is_found_at_its_place(string before, string after, string expected, params string[] compilerErrors)
    {
        Sound.ShouldContain(before);
        var source = Sound.Replace(before, after, StringComparison.Ordinal);
        (await FoundAsync(source)).ShouldBe(expected);
        var (generated, _) = Compiler.Generate(Compiler.Create("#pragma warning disable CS1591\n" + source));
        generated.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id).Distinct().ShouldBe(compilerErrors);
    }

    [Theory]
    [InlineData("IEventCatalog<IFact>", "IEventCatalog<Missing>", "CS0246")]
    [InlineData("[EventCatalog(typeof(Json))]", "[EventCatalog]", "CS7036")]
    public void What_the_compiler_says_itself_is_left_to_it(string before, string after, string said)
    {
        var (generated, _) = Compiler.Generate(Compiler.Create("#pragma warning disable CS1591\n" + Sound.Replace(before, after, StringComparison.Ordinal)));
        generated.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id).ShouldContain(said);
    }

    [Fact]
    public async Task A_message_names_the_types()
    {
        var source = Sound.Replace("[JsonSerializable(typeof(Closed))]\n", "", StringComparison.Ordinal).Replace("\"closed\"", "\"opened\"", StringComparison.Ordinal);
        var found = string.Join("\n", (await Compiler.AnalyzeAsync(Compiler.Create(source))).Select(static diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
        found.ShouldContain("'Json' has no [JsonSerializable(typeof(Closed))], so the catalog 'Facts' can't");
        found.ShouldContain("'Opened' has the name 'opened', which 'Closed' has too");
    }

    private static async Task<string> FoundAsync(string source)
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Create(source));
        return string.Join(", ", found.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}").Order(StringComparer.Ordinal));
    }
}
