using System.Text.RegularExpressions;

namespace LineageAot.Tests.Migrations;

/// <summary>Every recipe of docs/migrations.md runs on the tables and rows that stand above it, and leads back where it says so.</summary>
public sealed partial class DocumentedRecipeTests
{
    public static TheoryData<int> Recipes => [.. Enumerable.Range(0, Found().Count)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task It_runs(int number)
    {
        var (start, recipe) = Found()[number];
        using var file = new MigrationFixture();
        var schema = MigrationFixture.Component([], $"-- up\n{start}\n", recipe);
        var options = new DatabaseOptions { Path = file.Path, AllowDestructive = true };
        await DatabaseMigrations.ApplyAsync(options, schema, new MigrateOptions { To = 1 });
        var before = file.Content();
        await DatabaseMigrations.ApplyAsync(options, schema);
        file.Column("pragma integrity_check").ShouldBe(["ok"]);
        file.Content().ShouldNotBe(before);
        if (!recipe.Contains("-- irreversible", StringComparison.Ordinal))
        {
            await DatabaseMigrations.RollbackAsync(options, schema);
            Rows(file.Content()).ShouldBe(Rows(before));
        }
    }

    [Fact]
    public void There_are_recipes() => Found().Count.ShouldBeGreaterThan(6);

    // The statements' texts change their style on the way back.
    private static string[] Rows(string[] content) => [.. content.Where(static line => !line.StartsWith("table|", StringComparison.Ordinal))];

    private static List<(string Start, string Recipe)> Found()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "LineageAot.sln")))
        {
            folder = folder.Parent;
        }

        return [.. Recipe().Matches(File.ReadAllText(Path.Combine(folder.FullName, "docs/migrations.md"))).Select(static match => (match.Groups[1].Value, match.Groups[2].Value))];
    }

    [GeneratedRegex(@"<!-- on: (.*?) -->\s*```sql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Recipe();
}
