extern alias Generators;

using Generators::LineageAot.Generators.Support;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>An edit that has nothing to do with a model re-runs no step past the transform; one that has, does.</summary>
public sealed class CachingTests
{
    private const string Model = """
        namespace Caching;

        [Table]
        public sealed partial record Note([property: Key] long Id, string Text);

        [Row]
        public sealed partial record Length(long Value);

        [Database]
        public sealed partial class Notes : LineageDatabase
        {
            public partial Table<Note> All { get; }

            [Query("select length(text) from note where id = @id")]
            public partial ValueTask<Length?> LengthAsync(long id);
        }

        public static partial class Statements
        {
            [Query("select count(*) from note")]
            public static partial long Count(ReadSource source);

            [Command("delete from note")]
            public static partial int Clear(WriteScope unit);
        }

        public static class Other
        {
            public static int Number => 1;
        }
        """;

    private static readonly string[] AllSteps = [TrackingNames.Tables, TrackingNames.Rows, TrackingNames.Databases, TrackingNames.Queries, TrackingNames.Commands];

    [Theory]
    [InlineData("Number => 1", "Number => 2")]
    [InlineData("public static class Other", "// A comment, and a line that moves what follows.\n\npublic static class Other")]
    [InlineData("namespace Caching;", "// All positions move.\n\n\nnamespace Caching;")]
    [InlineData("long Id, string Text", "long   Id,   string Text")]
    public void An_unrelated_edit_re_runs_nothing_past_the_transform(string before, string after)
    {
        var steps = RunTwice(before, after);
        steps.Keys.Order().ShouldBe(AllSteps.Order());
        foreach (var (name, reasons) in steps)
        {
            reasons.ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged, name);
        }
    }

    [Theory]
    [InlineData("string Text", "string? Text", nameof(TrackingNames.Tables))]
    [InlineData("string Text", "string Text, int More", nameof(TrackingNames.Tables))]
    [InlineData("string Text", "[property: RenamedFrom(\"body\")] string Text", nameof(TrackingNames.Tables))]
    [InlineData("record Length(long Value)", "record Length(int Value)", nameof(TrackingNames.Rows), nameof(TrackingNames.Databases))]
    [InlineData("select length(text)", "select length(text) + 1", nameof(TrackingNames.Databases))]
    [InlineData("[Table]\n", "[Table(\"other\")]\n", nameof(TrackingNames.Tables))]
    [InlineData("select count(*)", "select 1 + count(*)", nameof(TrackingNames.Queries))]
    [InlineData("delete from note", "delete from note where 1", nameof(TrackingNames.Commands))]
    public void A_related_edit_re_runs_its_own_step_and_no_other(string before, string after, string step, string? reader = null)
    {
        var steps = RunTwice(before, after);
        steps[step].ShouldContain(IncrementalStepRunReason.Modified);
        foreach (var other in AllSteps.Where(other => other != step && other != reader))
        {
            steps[other].ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged, other);
        }
    }

    [Theory]
    [InlineData("Number => 1", "Number => 2", true)]
    [InlineData("string Text", "string? Text", false)]
    public void Files_are_written_anew_only_after_a_related_edit(string before, string after, bool allCached)
    {
        var driver = Run(before, after);
        var outputs = driver.GetRunResult().Results.SelectMany(static result => result.TrackedOutputSteps).SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).ToArray();
        outputs.ShouldNotBeEmpty();
        outputs.All(static output => output.Reason == IncrementalStepRunReason.Cached).ShouldBe(allCached);
    }

    [Theory]
    [InlineData("Number => 1", "Number => 2", "")]
    [InlineData("string Text", "string? Text", "Queries,Rows,Tables")]
    [InlineData("string Text", "string Text, int More", "Queries,Rows,Tables")]
    [InlineData("order by id", "order by id desc", "Queries")]
    [InlineData("Note Note", "Note? Note", "Queries,Rows")]
    public void Rows_and_pages_follow_the_records_in_them(string before, string after, string modified)
    {
        const string Nested = """
            [Table] public sealed partial record Note([property: Key] long Id, string Text);

            [Row] public sealed partial record Hit(Note Note, double Score);

            public static partial class Statements
            {
                [Query("select n.*, 1.0 from note n")] public static partial IReadOnlyList<Hit> Hits(ReadSource source);

                [Query("select * from note order by id")] public static partial ValueTask<Page<Note>> PageAsync(ReadSource source, int size, Cursor? after);
            }

            public static class Other
            {
                public static int Number => 1;
            }
            """;
        var steps = RunTwice(before, after, Nested);
        string.Join(",", steps.Where(static step => step.Value.Contains(IncrementalStepRunReason.Modified)).Select(static step => step.Key).Order(StringComparer.Ordinal)).ShouldBe(modified);
    }

    private static Dictionary<string, IncrementalStepRunReason[]> RunTwice(string before, string after, string model = Model)
        => Run(before, after, model).GetRunResult().Results.SelectMany(static result => result.TrackedSteps)
            .Where(static step => AllSteps.Contains(step.Key))
            .ToDictionary(static step => step.Key, static step => step.Value.SelectMany(static run => run.Outputs).Select(static output => output.Reason).ToArray());

    private static GeneratorDriver Run(string before, string after, string model = Model)
    {
        model.ShouldContain(before);
        var first = Compiler.Create(model);
        var driver = Compiler.CreateDriver(withJson: false, tracksSteps: true).RunGenerators(first);
        var old = first.SyntaxTrees.Last();
        var second = first.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(model.Replace(before, after, StringComparison.Ordinal), Compiler.ParseOptions, old.FilePath));
        return driver.RunGenerators(second);
    }
}
