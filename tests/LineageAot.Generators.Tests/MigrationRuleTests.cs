extern alias Generators;

using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Generators::LineageAot.Generators.Analysis;
using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Shouldly;

namespace LineageAot.Generators.Tests;

/// <summary>The rules about migration files: each page's bad file is found at its line, and its fixed file is clean.</summary>
public sealed partial class MigrationRuleTests
{
    private const string First = "-- up\ncreate table notes (id integer primary key) strict;\n";

    public static TheoryData<string, string> Rules() => new() { { "LIN3003", "0002_bad.sql" }, { "LIN3004", "0001_same.sql" }, { "LIN3005", "create.sql" } };

    [Fact]
    public void Every_rule_has_a_page_with_its_title()
    {
        var rules = typeof(MigrationRules).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => field.GetValue(null)).OfType<DiagnosticDescriptor>().ToArray();
        rules.Select(static rule => rule.Id).ShouldBe(Rules().Select(static row => (string)row[0]));
        new MigrationFileAnalyzer().SupportedDiagnostics.ShouldBe(rules);
        foreach (var rule in rules)
        {
            Page(rule.Id).Split('\n')[0].ShouldBe($"# {rule.Id}: {rule.Title.ToString(CultureInfo.InvariantCulture)}");
            rule.HelpLinkUri.ShouldBe($"docs/rules/{rule.Id}.md");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_bad_file_is_found_and_the_fixed_one_is_clean(string id, string name)
    {
        var (bad, good) = (Block(id, "Bad"), Block(id, "Fixed"));
        var found = await FindAsync(("Migrations/0001_first.sql", First), ($"Migrations/{name}", bad), ("Elsewhere/0001_first.sql", "no migration"));
        var line = Array.FindIndex(bad.Split('\n'), text => text.Contains(id, StringComparison.Ordinal));
        found.Select(static diagnostic => (diagnostic.Id, diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line)).ShouldBe([(id, $"/project/Migrations/{name}", line)]);
        (await FindAsync(("Migrations/0001_first.sql", First), ("Migrations/0002_fixed.sql", good), ("Migrations/other/0001_first.sql", First))).ShouldBeEmpty();
    }

    private static async Task<Diagnostic[]> FindAsync(params (string Path, string Text)[] files)
    {
        AdditionalText[] texts = [.. files.Select(static file => new SqlFile("/project/" + file.Path, file.Text.Replace("\n", "\r\n", StringComparison.Ordinal)))];
        var compilation = Compiler.Create("").WithAnalyzers([new MigrationFileAnalyzer()], new AnalyzerOptions([.. texts]));
        return [.. await compilation.GetAnalyzerDiagnosticsAsync()];
    }

    private static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", id + ".md")).ReplaceLineEndings("\n");

    private static string Block(string id, string heading)
    {
        var page = Page(id);
        return Fence().Match(page, page.IndexOf($"## {heading}\n", StringComparison.Ordinal)).Groups[1].Value;
    }

    [GeneratedRegex("```sql\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    private sealed class SqlFile(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
