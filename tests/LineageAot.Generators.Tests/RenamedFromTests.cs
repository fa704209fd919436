using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Former names that no migration could follow are refused where they stand.</summary>
public sealed class RenamedFromTests
{
    [Theory]
    [InlineData("[RenamedFrom(\"\")]", "", "that is no name")]
    [InlineData("[RenamedFrom(\"NOTES\")]", "", "its present name")]
    [InlineData("[RenamedFrom(\"a\")] [RenamedFrom(\"A\")]", "", "given twice")]
    [InlineData("", "[RenamedFrom(\"First\")]", "its present name")]
    [InlineData("", "[RenamedFrom(\"x\")] [RenamedFrom(\"x\")]", "given twice")]
    [InlineData("", "[RenamedFrom(\"third\")]", "a column of that name is there")]
    [InlineData("", "[RenamedFrom(\"both\")]", "given twice, here and for the column of 'Note.First'")]
    [InlineData("[RenamedFrom(\"others\")]", "", "a table of that name is there")]
    [InlineData("[RenamedFrom(\"older\")]", "", "given twice, here and for the table of 'Note'")]
    public async Task A_name_that_cannot_be_followed_is_refused(string onRecord, string onProperty, string reason)
    {
        var found = await Compiler.AnalyzeAsync(Compiler.Create(Source(onRecord, onProperty)));
        var diagnostic = found.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("LIN1042");
        diagnostic.GetMessage().ShouldContain(reason);
        var text = diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);
        text.ShouldStartWith("RenamedFrom(");
    }

    [Theory]
    [InlineData("[RenamedFrom(\"note\")]", "[RenamedFrom(\"second\")]")]
    [InlineData("[RenamedFrom(\"older_ones\")]", "[RenamedFrom(\"x\")] [RenamedFrom(\"y\")]")]
    public async Task A_swap_and_several_former_names_are_fine(string onRecord, string onProperty)
        => (await Compiler.AnalyzeAsync(Compiler.Create(Source(onRecord, onProperty)))).ShouldBeEmpty();

    private static string Source(string onRecord, string onProperty) => $$"""
        [Table("notes")] {{onRecord}}
        public sealed partial record Note
        {
            [Key] public long Id { get; init; }
            {{onProperty}} public int First { get; init; }
            {{(onProperty.Contains("second") ? "[RenamedFrom(\"first\")]" : "")}} {{(onProperty.Contains("both") ? "[RenamedFrom(\"both\")]" : "")}} public int Second { get; init; }
            public int Third { get; init; }
        }

        [Table("others")]
        public sealed partial record Other([property: Key] long Id);

        [Table("old")] {{(onRecord.Contains("older\"") ? "[RenamedFrom(\"older\")]" : "")}}
        public sealed partial record Old([property: Key] long Id);

        [Database]
        public sealed partial class Notes : LineageDatabase
        {
            public partial Table<Note> All { get; }
            public partial Table<Other> Others { get; }
            public partial Table<Old> Olds { get; }
        }
        """;
}
