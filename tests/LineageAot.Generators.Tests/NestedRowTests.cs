extern alias Generators;

using Generators::LineageAot.Generators.Model;
using Generators::LineageAot.Generators.Parsing;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Records inside rows: their columns as one list, and what keeps one from being made.</summary>
public sealed class NestedRowTests
{
    [Fact]
    public void Columns_are_one_list_with_the_members_that_lead_to_them()
    {
        const string Source = """
            public readonly record struct NoteId(Guid Value);
            [Table("notes")] public partial record Note([property: Key, Column(Name = "note_id")] NoteId Id, string? Text);
            [Row] public partial record struct Inner(int Rank, Note? Note);
            [Row] public partial record Outer(double Score, Inner First, Inner? Second, string @class);
            """;
        var compilation = Compiler.Create(Source);
        var (members, _) = new RowMemberParser(compilation.GetTypeByMetadataName("Outer")!, new Reporter()).Parse();
        RowMemberModel.Columns(members).Select(static column => $"{column.MemberPath}: {column.Name} {column.Value.SqlType}{(column.IsNullable ? "?" : "")}").ShouldBe(
        [
            "Score: score Real",
            "First.Rank: rank Integer", "First.Note.Id: note_id Blob?", "First.Note.Text: text Text?",
            "Second.Rank: rank Integer?", "Second.Note.Id: note_id Blob?", "Second.Note.Text: text Text?",
            "class: class Text",
        ]);
    }

    [Theory]
    [InlineData("[Row] public sealed partial record Part(long Id, [property: Key] long Other);", null)]
    [InlineData("[Row] public sealed partial record Part { private Part() { } public long Id { get; init; } }", "the constructor of 'Part' isn't visible in 'Whole'")]
    [InlineData("[Row] public sealed partial record Part { public long Id { get; private init; } }", "'Part.Id' can't be set in 'Whole'")]
    [InlineData("[Row] public sealed partial record Part { public long Id { get; private set; } }", "'Part.Id' can't be set in 'Whole'")]
    [InlineData("[Row] public sealed partial record Part { internal Part() { } public long Id { get; internal set; } }", null)]
    [InlineData("[Row] public sealed partial record Part { }", "'Part' has no columns")]
    [InlineData("[Row] public sealed partial record Part(long Id, Whole? Whole);", "'Whole' contains itself (Whole, Part, Whole)")]
    [InlineData("[Row] public sealed partial record Part { public required long Id; }", "'Part' can't be made")]
    [InlineData("[Row] public sealed partial record Part(long Id, object Thing);", "'Part' can't be made")]
    public async Task What_the_row_cannot_make_is_told(string part, string? reason)
    {
        var source = $$"""
            {{part}}
            [Row] public sealed partial record Whole(long Number, Part Part);
            """;
        var found = (await Compiler.AnalyzeAsync(Compiler.Create(source))).Where(static diagnostic => diagnostic.Id == "LIN1110").ToArray();
        if (reason is null)
        {
            found.ShouldBeEmpty();
            return;
        }

        var told = found.Single(static diagnostic => diagnostic.GetMessage().StartsWith("'Whole.Part'", StringComparison.Ordinal));
        told.GetMessage().ShouldContain(reason);
        source.Substring(told.Location.SourceSpan.Start, told.Location.SourceSpan.Length).ShouldBe("Part");
    }

    [Fact]
    public async Task A_nested_record_takes_no_attribute_of_a_column()
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Create("""
            [Row] public sealed partial record Part(long Id);
            [Row] public sealed partial record Whole([property: Column(Name = "x")] Part Part);
            """));
        found.ShouldHaveSingleItem().GetMessage().ShouldContain("[Column] is for a column");
    }

    [Fact]
    public void Records_of_another_assembly_are_made_too()
    {
        var library = Compiler.Generate(Compiler.Create("""
            #pragma warning disable CS1591
            [Table("notes")] public sealed partial record Note([property: Key] long Id, string? Text) { public int Rank { get; init; } }
            [Row] public readonly partial record struct Size(int Width, int Height);
            [Row] public sealed partial record Plain { public required string Name { get; init; } }
            [Row] public sealed partial record Closed { internal Closed() { } public string Name { get; init; } = ""; }
            [Database] public sealed partial class Notes : LineageDatabase { public partial Table<Note> All { get; } }
            """)).Compilation;
        using var image = new MemoryStream();
        library.Emit(image).Success.ShouldBeTrue();
        var reference = MetadataReference.CreateFromImage(image.ToArray());
        var user = Compiler.Create("#pragma warning disable CS1591\n[Row] public sealed partial record Row(Note Note, Size? Size, Plain Plain);").AddReferences(reference);
        var (compiled, files) = Compiler.Generate(user);
        compiled.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty();
        var emitted = files["Row.Row.g.cs"];
        emitted.ShouldContain("Note: new global::Note(\n                Id: reader.Int64(0),\n                Text: reader.IsNull(1) ? null : reader.String(1))\n            {\n                Rank = reader.Int32(2),\n            },");
        emitted.ShouldContain("Size: reader.IsNull(3) ? default(global::Size?) : new global::Size(\n                Width: reader.Int32(3),\n                Height: reader.Int32(4)),");
        emitted.ShouldContain("Name = reader.String(5),");
        Compiler.Generate(Compiler.Create("[Row] public sealed partial record Row(Closed Closed);").AddReferences(reference)).Files["Row.Row.g.cs"].ShouldContain("NotSupportedException");
    }
}
