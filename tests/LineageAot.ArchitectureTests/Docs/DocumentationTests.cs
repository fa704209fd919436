using LineageAot.ArchitectureTests.Support;

namespace LineageAot.ArchitectureTests.Docs;

/// <summary>Every example in the documentation compiles. (The pages of single diagnostics are proven by the generator's tests.)</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> Documents => [.. FindDocuments()];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Examples_compile(string document) => (await ProblemsAsync(document, Repository.Read(document))).ShouldBeEmpty();

    [Fact]
    public async Task An_example_that_does_not_compile_is_found_at_its_line()
    {
        var problem = (await ProblemsAsync("text\n\n```csharp\nvar a = 1;\nvar b = Missing;\n```\n")).ShouldHaveSingleItem();
        problem.ShouldContain("page.md(5,9)");
        problem.ShouldContain("CS0103");
    }

    [Fact]
    public async Task The_generator_runs_on_examples()
    {
        const string Database = "[Database] public sealed partial class Db : LineageDatabase { public partial Table<Note> Notes { get; } }\n```\n";
        (await ProblemsAsync("```csharp\nawait using var db = await Db.OpenAsync(\"a.db\");\n[Table] public sealed partial record Note { [Key] public long Id { get; init; } }\n" + Database)).ShouldBeEmpty();
        (await ProblemsAsync("```csharp\n[Table] public sealed partial record Note { public long Id { get; init; } }\n" + Database))
            .ShouldContain(static problem => problem.Contains("LIN1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fragment_says_what_it_is_given()
    {
        const string Model = "```csharp\npublic record Note(string Title);\n```\n";
        const string Fragment = "\n```csharp\nConsole.WriteLine(note.Title);\n```\n";
        (await ProblemsAsync(Model + "<!-- compile: with the blocks above; given Note note -->" + Fragment)).ShouldBeEmpty();
        (await ProblemsAsync(Model + "<!-- compile: given Note note -->" + Fragment)).ShouldHaveSingleItem().ShouldContain("CS0246");
        (await ProblemsAsync(Model + Fragment)).ShouldHaveSingleItem().ShouldContain("CS0103");
    }

    [Fact]
    public async Task An_example_of_a_mistake_must_be_one()
    {
        (await ProblemsAsync("<!-- compile: expect CS0103 -->\n```csharp\nvar b = Missing;\n```\n")).ShouldBeEmpty();
        (await ProblemsAsync("<!-- compile: expect CS0103 -->\n```csharp\nvar b = 1;\n```\n")).ShouldHaveSingleItem().ShouldContain("doesn't report CS0103");
    }

    [Fact]
    public async Task A_comment_with_an_unknown_word_is_refused()
        => (await Should.ThrowAsync<FormatException>(() => ProblemsAsync("<!-- compile: perhaps -->\n```csharp\n```\n"))).Message.ShouldContain("page.md(3)");

    private static Task<List<string>> ProblemsAsync(string text) => ProblemsAsync("page.md", text);

    private static async Task<List<string>> ProblemsAsync(string document, string text)
    {
        var found = new List<string>();
        var blocks = CodeBlock.In(document, text);
        for (var i = 0; i < blocks.Count; i++)
        {
            var problems = await ExampleCompiler.ProblemsAsync(blocks[i], blocks.Take(i));
            if (blocks[i].Expected is not { } id)
            {
                found.AddRange(problems);
            }
            else if (!problems.Any(problem => problem.Contains(id, StringComparison.Ordinal)))
            {
                found.Add($"{blocks[i]}: doesn't report {id}");
            }
        }

        return found;
    }

    private static IEnumerable<string> FindDocuments()
    {
        var docs = Path.Combine(Repository.Root, "docs");
        return Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.Exists(docs) ? Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories) : [])
            .Select(static file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(static file => !file.StartsWith("docs/rules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }
}
