using System.Text.RegularExpressions;
using LineageAot.BuildCheck.Checks;
using LineageAot.BuildCheck.Tests.Support;
using LineageAot.Generators.Tests.Support;

namespace LineageAot.BuildCheck.Tests;

/// <summary>Each rule of the build check has a page whose bad project is found, at the line that says so, and whose fixed project is clean.</summary>
public sealed partial class RulePageTests
{
    private const string SourceName = "Source.cs";

    public static TheoryData<string> Ids() => [.. CheckRule.All.Select(static rule => rule.Id)];

    /// <summary>The others are about projects; LIN3999 is about what is around them, and is proven where it's built.</summary>
    public static TheoryData<string> IdsWithProjects() => [.. CheckRule.All.Where(static rule => rule != CheckRule.CheckFailed).Select(static rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_has_the_rules_title_and_severity(string id)
    {
        var rule = CheckRule.All.Single(rule => rule.Id == id);
        var lines = Page(id).Split('\n');
        lines[0].ShouldBe($"# {id}: {rule.Title}");
        lines[2].ShouldStartWith($"Severity: {rule.Severity.ToString().ToLowerInvariant()}. ");
    }

    [Theory]
    [MemberData(nameof(IdsWithProjects))]
    public void The_bad_project_is_found_and_the_fixed_one_is_clean(string id)
    {
        using var bad = Project(id, "Bad", out var marks);
        var finding = bad.Check().ShouldHaveSingleItem();
        finding.Rule.Id.ShouldBe(id);
        var file = finding.File == SourceName ? SourceName : Path.GetRelativePath(bad.Folder, finding.File).Replace('\\', '/');
        (file, finding.Line).ShouldBe(marks.DefaultIfEmpty(("App.csproj", 0)).Single());

        using var good = Project(id, "Fixed", out _);
        good.Check().ShouldBeEmpty();
    }

    private static BuiltProject Project(string id, string heading, out (string File, int Line)[] marks)
    {
        var page = Page(id);
        var section = page[page.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];
        section = section.IndexOf("\n## ", StringComparison.Ordinal) is > 0 and var next ? section[..next] : section;
        var files = SqlFile().Matches(section).Select(static match => (Path: "Migrations/" + match.Groups[1].Value, Text: match.Groups[2].Value)).ToArray();
        var source = Source().Match(section).Groups[1].Value;
        marks = [.. files.SelectMany(file => Marks(id, file.Path, file.Text, 0)), .. Marks(id, SourceName, source, BuiltProject.LinesBefore)];
        return BuiltProject.Make(source, files);
    }

    private static IEnumerable<(string File, int Line)> Marks(string id, string file, string text, int linesBefore)
        => text.Split('\n').Select((line, place) => (Line: line, Place: place + 1 + linesBefore)).Where(line => line.Line.Contains(id, StringComparison.Ordinal)).Select(line => (file, line.Place));

    private static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", id + ".md")).ReplaceLineEndings("\n");

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Source();

    [GeneratedRegex("`([^`\n]+\\.sql)`:\n\n```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex SqlFile();
}
