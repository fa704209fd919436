extern alias Generators;

using System.Globalization;
using System.Text.RegularExpressions;
using Generators::LineageAot.Generators.Analysis;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>Each rule has a page whose bad code is found, at the line that says so, and whose fixed code is clean and compiles.</summary>
public sealed partial class RulePageTests
{
    private static readonly Dictionary<string, string[]> SaidByTheCompiler = new() { ["LIN1001"] = ["CS0260"], ["LIN1052"] = ["CS0311", "CS9248"] };

    public static TheoryData<string> Ids() => [.. RuleSets.All.Select(static rule => rule.Id)];

    [Fact]
    public void Every_rule_has_its_own_id_and_page()
    {
        var ids = RuleSets.All.Select(static rule => rule.Id).ToArray();
        ids.Distinct().Count().ShouldBe(ids.Length);
        var pages = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "LIN1*.md").Select(static path => Path.GetFileNameWithoutExtension(path));
        pages.Order(StringComparer.Ordinal).ShouldBe(ids.Order(StringComparer.Ordinal));
        RuleSets.All.ShouldAllBe(static rule => rule.HelpLinkUri == $"docs/rules/{rule.Id}.md");
    }

    [Fact]
    public void Every_rule_is_reported_by_one_analyzer()
        => Compiler.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Select(static rule => rule.Id).Where(static id => id.StartsWith("LIN1", StringComparison.Ordinal)).Order().ShouldBe(RuleSets.All.Select(static rule => rule.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_has_the_rules_title(string id)
        => File.ReadLines(PagePath(id)).First().ShouldBe($"# {id}: {RuleSets.All.Single(rule => rule.Id == id).Title.ToString(CultureInfo.InvariantCulture)}");

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Bad_code_is_found_where_the_page_says(string id)
    {
        var code = Block(id, "Bad") ?? TooManyColumns();
        var found = await Compiler.AnalyzeAsync(Compiler.Create(code));
        var marked = code.Split('\n').SelectMany(static (line, number) => Marks().Matches(line).Select(match => (number, match.Value))).ToArray();
        found.Select(static diagnostic => (diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic.Id)).Order()
            .ShouldBe(marked.Order(), customMessage: string.Join("\n", found));
        marked.ShouldContain(mark => mark.Value == id);
        found.ShouldAllBe(diagnostic => diagnostic.Severity == diagnostic.Descriptor.DefaultSeverity);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Bad_code_gets_no_code_that_cannot_compile(string id)
    {
        var compilation = Compiler.Create("#pragma warning disable CS1591\n" + (Block(id, "Bad") ?? TooManyColumns()));
        var (generated, files) = Compiler.Generate(compilation);
        var written = generated.SyntaxTrees.Where(tree => files.Values.Contains(tree.ToString())).ToHashSet();
        generated.GetDiagnostics().Where(diagnostic => diagnostic.Location.SourceTree is { } tree && written.Contains(tree)).ShouldBeEmpty();
    }

    /// <summary>An error in a declaration ends a build before analyzers are asked: the user would see that a part is missing, and never why.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void Bad_code_lets_the_compiler_get_to_the_finding(string id)
    {
        var compilation = Compiler.Create("#pragma warning disable CS1591\n" + (Block(id, "Bad") ?? TooManyColumns()));
        var errors = Compiler.Generate(compilation).Compilation.GetDeclarationDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id).Distinct();

        // These say it themselves: the type has to be partial, and no table of others can be named.
        errors.ShouldBe(SaidByTheCompiler.GetValueOrDefault(id, []), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Fixed_code_is_clean_and_compiles(string id)
    {
        var compilation = Compiler.Create("#pragma warning disable CS1591\n" + Block(id, "Fixed")!);
        (await Compiler.AnalyzeAsync(compilation)).ShouldBeEmpty();
        Compiler.Load(Compiler.Generate(compilation).Compilation).ShouldNotBeNull();
    }

    private static string PagePath(string id) => Path.Combine(Repository.Root, "docs", "rules", id + ".md");

    private static string? Block(string id, string heading)
    {
        var text = File.ReadAllText(PagePath(id)).ReplaceLineEndings("\n");
        var section = text[text.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];
        section = section.IndexOf("\n## ", StringComparison.Ordinal) is > 0 and var next ? section[..next] : section;
        return Fence().Match(section) is { Success: true } match ? match.Groups[1].Value : null;
    }

    private static string TooManyColumns()
        => $"[Table] public partial record Wide([property: Key] long Id, {string.Join(", ", Enumerable.Range(0, 2_000).Select(static number => $"int? C{number}"))}); // LIN1011";

    [GeneratedRegex(@"(?<=// )LIN\d{4}")]
    private static partial Regex Marks();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
