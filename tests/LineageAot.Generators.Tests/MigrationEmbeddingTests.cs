extern alias Generators;

using Generators::LineageAot.Generators.Support;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Files below a folder Migrations travel inside the program, with checksums that git and editors don't change.</summary>
public sealed class MigrationEmbeddingTests
{
    private const string Source = """
        #pragma warning disable CS1591
        namespace Embedding;

        [Table("notes")]
        public sealed partial record Note([property: Key] long Id, string Text);

        [Database]
        public sealed partial class Notes : LineageDatabase
        {
            public partial Table<Note> All { get; }

            [Query("select group_concat(version || name, ' ') || (select text from loud) from schema_migrations")]
            public partial ValueTask<string> SummaryAsync();
        }

        [Database(Migrations = "other")]
        public sealed partial class Others : LineageDatabase
        {
            public partial Table<Note> All { get; }
        }

        public static class Sample
        {
            public static async Task<string> RunAsync()
            {
                await using var db = await Notes.OpenTemporaryAsync();
                return string.Join("; ", Notes.Model.Migrations.Select(migration => migration.FileName)) + "; " + string.Join("; ", Others.Model.Migrations.Select(migration => migration.FileName)) + "; " + await db.SummaryAsync();
            }
        }
        """;

    private static readonly SqlFile[] Files =
    [
        new("/home/user/Migrations/project/Migrations/0002_loud.sql", "-- up\r\ncreate view loud as\r\n  select upper(text) as text from notes;\r\n-- down\r\ndrop view loud;\r\n"),
        new("/home/user/Migrations/project/Migrations/0001_first.sql", "-- up\ncreate table notes (id integer not null constraint \"pk_notes_id\" primary key, text text not null) strict;\ninsert into notes values (1, 'a \"\"\" quote \\ and more');\n"),
        new("/home/user/Migrations/project/Migrations/other/0001_else.sql", "-- up\nselect 1;\n"),
        new("/home/user/Migrations/project/Migrations/readme.sql", "no migration"),
        new("/home/user/elsewhere/0003_no.sql", "-- up\n"),
    ];

    [Fact]
    public async Task Files_are_embedded_in_the_order_of_their_numbers_and_applied()
    {
        var driver = Compiler.CreateDriver().AddAdditionalTexts([.. Files]).RunGeneratorsAndUpdateCompilation(Compiler.Create(Source), out var output, out var diagnostics);
        diagnostics.ShouldBeEmpty();
        var sample = Compiler.Load((CSharpCompilation)output).GetType("Embedding.Sample")!.GetMethod("RunAsync")!;
        (await (Task<string>)sample.Invoke(null, null)!).ShouldBe("0001_first.sql; 0002_loud.sql; 0001_else.sql; 1first 2loudA \"\"\" QUOTE \\ AND MORE");
    }

    [Fact]
    public void Line_ends_make_no_other_program()
    {
        var windows = Emitted(Files);
        var unix = Emitted([.. Files.Select(static file => new SqlFile(file.Path, file.Content.Replace("\r\n", "\n")))]);
        unix.ShouldBe(windows);
        Emitted([.. Files.Select(static file => new SqlFile(file.Path, file.Content.Replace("loud", "low")))]).ShouldNotBe(windows);
    }

    [Fact]
    public void An_edit_of_code_does_not_read_them_again_and_an_edit_of_one_does()
    {
        var compilation = Compiler.Create(Source);
        var driver = Compiler.CreateDriver(withJson: false, tracksSteps: true).AddAdditionalTexts([.. Files]).RunGenerators(compilation);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public static class More;", Compiler.ParseOptions)));
        Reasons(driver, TrackingNames.MigrationFiles).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
        Reasons(driver, TrackingNames.DatabasesWithMigrations).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);

        driver = driver.ReplaceAdditionalText(Files[2], new SqlFile(Files[2].Path, "-- up\nselect 2;\n")).RunGenerators(compilation);
        Reasons(driver, TrackingNames.MigrationFiles).Count(reason => reason == IncrementalStepRunReason.Modified).ShouldBe(1);
        Reasons(driver, TrackingNames.DatabasesWithMigrations).Order().ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged], ignoreOrder: true);
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorDriver driver, string step)
        => [.. driver.GetRunResult().Results.SelectMany(static result => result.TrackedSteps).Where(tracked => tracked.Key == step).SelectMany(static tracked => tracked.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason)];

    private static string Emitted(SqlFile[] files)
        => string.Join("\n", Compiler.CreateDriver().AddAdditionalTexts([.. files]).RunGenerators(Compiler.Create(Source)).GetRunResult().GeneratedTrees.Select(static tree => tree.ToString()));

    private sealed class SqlFile(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public string Content => content;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
