using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Advice on physical design: what is near to what is reported, and isn't, stays quiet.</summary>
public sealed class PhysicalDesignTests
{
    private const string Parents = """
        [Table] public sealed partial record Body([property: Key] Sha256 Hash);
        [Table] public sealed partial record Owner([property: Key(Generated = true)] Guid Id);
        public readonly record struct EventId(Guid Value);
        [System.Text.Json.Serialization.JsonSerializable(typeof(int[]))] internal partial class Json : System.Text.Json.Serialization.JsonSerializerContext;

        """;

    [Theory]
    [InlineData("[Index] public required Sha256 Hash { get; init; } public required string Text { get; init; }", "'Hash', a hash", "'Text'")]
    [InlineData("[Unique] public required Sha256 Hash { get; init; } public required string Text { get; init; }", "'Hash', a hash", "'Text'")]
    [InlineData("[Index] public Sha256? Hash { get; init; } public required byte[] Image { get; init; }", "'Hash', a hash", "'Image'")]
    [InlineData("[Index, MaxLength(20)] public required byte[] Hash { get; init; } public ReadOnlyMemory<byte>? Image { get; init; }", "'Hash', 20 bytes", "'Image'")]
    [InlineData("[Index] public required Sha256 Hash { get; init; } [JsonColumn(typeof(Json))] public int[]? Parts { get; init; }", "'Hash', a hash", "'Parts'")]
    [InlineData("[Index] public required Sha256 Hash { get; init; } [Dimensions(384)] public float[]? Vector { get; init; }", "'Hash', a hash", "'Vector'")]
    [InlineData("[Index] public required Sha256 Hash { get; init; } [MaxLength(5000)] public required string Text { get; init; }", "'Hash', a hash", "'Text'")]
    [InlineData("[Index] public required Guid Number { get; init; } public required string Text { get; init; }", "'Number', a Guid", "Guid.CreateVersion7")]
    public async Task An_index_of_random_values_beside_content_is_reported(string properties, params string[] said)
        => Single(await Of("[Table] public sealed partial record Part { [Key] public long Id { get; init; } " + properties + " }"), "LIN1501", said);

    [Theory]
    [InlineData("", "public required Sha256 Hash { get; init; } public required string Text { get; init; }")]
    [InlineData("", "[Index(Where = \"hash is not null\")] public Sha256? Hash { get; init; } public required string Text { get; init; }")]
    [InlineData("", "[Index] public required Sha256 Hash { get; init; } public required int Number { get; init; }")]
    [InlineData("", "[Index] public required Sha256 Hash { get; init; } [MaxLength(100)] public required string Name { get; init; }")]
    [InlineData("", "[Index] public required Sha256 Hash { get; init; } public string? Error { get; init; }")]
    [InlineData("", "[Index] public required Sha256 Hash { get; init; } [Unique] public required string Name { get; init; }")]
    [InlineData("", "[Index] public required Sha256 Hash { get; init; } [Dimensions(3)] public float[]? Place { get; init; }")]
    [InlineData("[Index(nameof(Number), nameof(Hash))]", "public required int Number { get; init; } public required Sha256 Hash { get; init; } public required string Text { get; init; }")]
    [InlineData("", "[Index, References(typeof(Body))] public required Sha256 Hash { get; init; } public required string Text { get; init; }")]
    [InlineData("", "[Index, References(typeof(Owner))] public required Guid Owner { get; init; } public required string Text { get; init; }")]
    [InlineData("", "[Index] public required EventId Event { get; init; } public required string Text { get; init; }")]
    [InlineData("", "[Index] public required byte[] Name { get; init; } public required string Text { get; init; }")]
    [InlineData("", "[Index, MaxLength(30)] public required byte[] Name { get; init; } public required string Text { get; init; }")]
    public async Task An_index_that_may_be_meant_is_not(string attributes, string properties)
        => (await Of(attributes + "[Table] public sealed partial record Part { [Key] public long Id { get; init; } " + properties + " }")).ShouldBeEmpty();

    [Theory]
    [InlineData("[Key, Storage(StorageKind.Text)] public Guid Id { get; init; }", "'Part.Id' is in the key and")]
    [InlineData("[Key] public long Id { get; init; } [Storage(StorageKind.Text), Index] public EventId? Other { get; init; }", "'Part.Other' is in an index and")]
    [InlineData("[Key, Storage(StorageKind.Text)] public Guid Id { get; init; } [Key(Order = 1), Index] public long Place { get; init; }", "'Part.Id' is in the key and")]
    public async Task A_Guid_as_text_in_an_index_is_reported(string properties, string said)
    {
        var source = "[Table] public sealed partial record Part { " + properties + " }";
        var found = await Of(source);
        Single(found, "LIN1502").ShouldContain(said);
        (Parents + source).Substring(found[0].Location.SourceSpan.Start, found[0].Location.SourceSpan.Length).ShouldBe("Storage(StorageKind.Text)");
    }

    [Fact]
    public async Task All_indexes_of_a_Guid_as_text_are_counted()
        => Single(await Of("[Table, Index(nameof(Id), nameof(At)), Index(nameof(At), nameof(Id))] public sealed partial record Part { [Key, Storage(StorageKind.Text)] public Guid Id { get; init; } public long At { get; init; } }"), "LIN1502").ShouldContain("is in the key and 2 indexes and");

    [Theory]
    [InlineData("[Key] public Guid Id { get; init; }")]
    [InlineData("[Key] public long Id { get; init; } [Storage(StorageKind.Text)] public Guid Label { get; init; }")]
    [InlineData("[Key] public long Id { get; init; } [Storage(StorageKind.Text), Index] public DateTimeOffset At { get; init; }")]
    public async Task A_Guid_elsewhere_is_not(string properties) => (await Of("[Table] public sealed partial record Part { " + properties + " }")).ShouldBeEmpty();

    [Fact]
    public async Task A_Guid_that_points_at_one_as_text_is_left_to_that_one()
    {
        var found = await Of("""
            [Table] public sealed partial record Whole { [Key, Storage(StorageKind.Text)] public Guid Id { get; init; } }
            [Table] public sealed partial record Part { [Key] public long Id { get; init; } [Storage(StorageKind.Text), Index, References(typeof(Whole))] public Guid Whole { get; init; } }
            """);
        Single(found, "LIN1502").ShouldContain("'Whole.Id'");
    }

    [Theory]
    [InlineData("[Key] public required string Name { get; init; } public required string Text { get; init; }", "'Text' may make a row long", "[MaxLength]")]
    [InlineData("[Key] public required string Name { get; init; } public byte[]? Image { get; init; }", "'Image' may make a row long", "[MaxLength]")]
    [InlineData("[Key] public required string Name { get; init; } [Dimensions(384)] public required float[] Vector { get; init; }", "'Vector' may make a row long", "leave WithoutRowId out")]
    [InlineData("[Key] public required string Name { get; init; } [MaxLength(205)] public required string Text { get; init; }", "'Text' may make a row long", "leave WithoutRowId out")]
    [InlineData("[Key] public required string Name { get; init; } public Sha256 A { get; init; } public Sha256 B { get; init; } public Sha256 C { get; init; } public Sha256 D { get; init; } public Sha256 E { get; init; } public Sha256 F { get; init; } public double G { get; init; } public int H { get; init; } public int I { get; init; } public int J { get; init; } public int K { get; init; }", "each row takes 205 bytes or more", "leave WithoutRowId out")]
    public async Task Long_rows_without_rowid_are_reported(string properties, params string[] said)
        => Single(await Of("[Table(WithoutRowId = true)] public sealed partial record Part { " + properties + " }"), "LIN1503", said);

    [Theory]
    [InlineData("WithoutRowId = false", "[Key] public required string Name { get; init; } public required string Text { get; init; }")]
    [InlineData("WithoutRowId = true", "[Key] public required string Name { get; init; } public string? Error { get; init; }")]
    [InlineData("WithoutRowId = true", "[Key] public required string Name { get; init; } [MaxLength(204)] public required string Text { get; init; }")]
    [InlineData("WithoutRowId = true", "[Key] public required string Name { get; init; } [Index] public required string Other { get; init; }")]
    [InlineData("WithoutRowId = true", "[Key] public required string Name { get; init; } [Computed(\"name || name\")] public string Text { get; init; } = \"\";")]
    [InlineData("WithoutRowId = true", "[Key] public required string Name { get; init; } public Sha256 A { get; init; } public Sha256 B { get; init; } public Sha256 C { get; init; } public Sha256 D { get; init; } public Sha256 E { get; init; } public Sha256 F { get; init; } public double G { get; init; } public int H { get; init; } public int I { get; init; } public int J { get; init; }")]
    public async Task Short_rows_and_rowids_are_not(string table, string properties)
        => (await Of($"[Table({table})] public sealed partial record Part {{ {properties} }}")).ShouldBeEmpty();

    [Theory]
    [InlineData("[Index(nameof(A)), Index(nameof(A), nameof(B))]", "index (A) ", "the index (A, B)")]
    [InlineData("[Index(nameof(A)), Unique(nameof(A), nameof(B))]", "index (A) ", "the unique index (A, B)")]
    [InlineData("[Index(nameof(A)), Unique(nameof(A))]", "index (A) ", "the unique index (A)")]
    [InlineData("[Index(nameof(A), nameof(B)), Index(nameof(A), nameof(B))]", "index (A, B) ", "the index (A, B)")]
    [InlineData("[Index(nameof(Id))]", "index (Id) ", "the key (Id, Place)")]
    [InlineData("[Index(nameof(Id), nameof(Place))]", "index (Id, Place) ", "the key (Id, Place)")]
    [InlineData("[Index(nameof(Id), nameof(Place), Unique = true)]", "index (Id, Place) ", "the key (Id, Place)")]
    [InlineData("[Index(nameof(A), Unique = true), Unique(nameof(A))]", "index (A) ", "the unique index (A)", true)]
    [InlineData("[Index(nameof(A), Where = \"b > 0\"), Index(nameof(A), nameof(B), Where = \"b > 0 \")]", "index (A) ", "the index (A, B)")]
    [InlineData("[Index(nameof(A), Descending = [nameof(A)]), Index(nameof(A), nameof(B))]", "index (A) ", "the index (A, B)")]
    [InlineData("[Index(nameof(A), nameof(B), Descending = [nameof(A)]), Index(nameof(A), nameof(B), nameof(C), Descending = [nameof(B)])]", "index (A, B) ", "the index (A, B, C)")]
    public async Task An_index_that_another_one_begins_with_is_reported(string attributes, string index, string other, bool isSecond = false)
    {
        var found = await Of(attributes + Table);
        Single(found, "LIN1504", index, other);
        var start = found[0].Location.SourceSpan.Start - Parents.Length;
        (start > attributes.IndexOf(", ", StringComparison.Ordinal) && isSecond).ShouldBe(isSecond);
    }

    [Theory]
    [InlineData("[Index(nameof(B)), Index(nameof(A), nameof(B))]")]
    [InlineData("[Unique(nameof(A)), Index(nameof(A), nameof(B))]")]
    [InlineData("[Unique(nameof(A)), Unique(nameof(A), nameof(B))]")]
    [InlineData("[Unique(nameof(A), nameof(B)), Unique(nameof(A), Where = \"b > 0\")]")]
    [InlineData("[Index(nameof(A), nameof(B), Unique = true), Index(nameof(A), Unique = true)]")]
    [InlineData("[Unique(nameof(A), nameof(B)), Unique(nameof(B), nameof(A))]")]
    [InlineData("[Unique(nameof(A), nameof(B)), Unique(nameof(A), nameof(B))]")]
    [InlineData("[Unique(nameof(Id), nameof(Place))]")]
    [InlineData("[Index(nameof(Id), Unique = true)]")]
    [InlineData("[Index(nameof(Place))]")]
    [InlineData("[Index(nameof(Id), nameof(Place), nameof(A))]")]
    [InlineData("[Index(nameof(A)), Index(nameof(A), nameof(B), Where = \"b > 0\")]")]
    [InlineData("[Index(nameof(A), Where = \"b > 0\"), Index(nameof(A), nameof(B))]")]
    [InlineData("[Index(nameof(A), Where = \"b > 0\"), Index(nameof(A), nameof(B), Where = \"b > 1\")]")]
    [InlineData("[Index(nameof(Id), Where = \"b > 0\")]")]
    [InlineData("[Index(nameof(A), nameof(B), Descending = [nameof(B)]), Index(nameof(A), nameof(B), nameof(C))]")]
    public async Task An_index_that_does_what_no_other_does_is_not(string attributes) => (await Of(attributes + Table)).ShouldBeEmpty();

    [Fact]
    public async Task A_constraint_over_a_rowid_is_an_index_of_its_own()
        => Single(await Of("[Table] public sealed partial record Part { [Key, Unique] public long Id { get; init; } }"), "LIN1504", "index (Id)", "the key (Id)");

    [Fact]
    public async Task A_redundant_index_is_not_reported_for_its_values_too()
        => (await Of("[Index(nameof(Hash)), Unique(nameof(Hash))][Table] public sealed partial record Part { [Key] public long Id { get; init; } public Sha256 Hash { get; init; } public required string Text { get; init; } }"))
            .Select(static found => found.Id).ShouldBe(["LIN1504", "LIN1501"]);

    /// <summary>What the advice costs: nothing, the lookup by the index's columns stays.</summary>
    [Theory]
    [InlineData("[Index(nameof(A))]", "[Index(nameof(A), nameof(B))]")]
    [InlineData("[Index(nameof(A))]", "[Unique(nameof(A), nameof(B))]")]
    [InlineData("[Index(nameof(Id))]", "")]
    public void The_finder_stays_without_the_redundant_index(string redundant, string other)
    {
        var (with, without) = (Finders(redundant + other), Finders(other));
        with.ShouldNotBeEmpty();
        without.ShouldBe(with, ignoreOrder: true);
    }

    private const string Table = """
        [Table] public sealed partial record Part
        {
            [Key] public long Id { get; init; }
            [Key(Order = 1)] public long Place { get; init; }
            public long A { get; init; }
            public long B { get; init; }
            public long C { get; init; }
        }
        """;

    private static string[] Finders(string attributes)
        => [.. Compiler.Generate(Compiler.Create(attributes + Table)).Compilation.GetSymbolsWithName(static name => name.StartsWith("FindBy", StringComparison.Ordinal) || name.StartsWith("AllBy", StringComparison.Ordinal), SymbolFilter.Member)
            .Select(static method => method.ToDisplayString()).Distinct()];

    private static string Single(IReadOnlyList<Diagnostic> found, string id, params string[] said)
    {
        found.Select(static diagnostic => diagnostic.Id).ShouldBe([id], customMessage: string.Join("\n", found));
        found[0].Severity.ShouldBe(DiagnosticSeverity.Info);
        var message = found[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var part in said)
        {
            message.ShouldContain(part, Case.Sensitive);
        }

        return message;
    }

    private static async Task<Diagnostic[]> Of(string source)
        => [.. (await Compiler.AnalyzeAsync(Compiler.Create(Parents + source))).Where(static found => found.Id != "LIN1040").OrderBy(static found => found.Location.SourceSpan.Start)];
}
