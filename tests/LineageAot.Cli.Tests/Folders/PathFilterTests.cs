using LineageAot.Cli.Folders;

namespace LineageAot.Cli.Tests.Folders;

public sealed class PathFilterTests
{
    [Theory]
    [InlineData("*.md", "a.md", true)]
    [InlineData("*.md", "deep/er/a.md", true)]
    [InlineData("*.md", "a.txt", false)]
    [InlineData("docs/*.md", "docs/a.md", true)]
    [InlineData("docs/*.md", "docs/deep/a.md", false)]
    [InlineData("docs/**/*.md", "docs/deep/a.md", true)]
    [InlineData("docs", "docs/deep/a.txt", true)]
    [InlineData("docs/", "x/docs/a.txt", true)]
    [InlineData("/docs", "docs/a.txt", true)]
    [InlineData("./a.md", "a.md", true)]
    public void Include(string pattern, string path, bool taken) => new PathFilter([pattern], []).Takes(path).ShouldBe(taken);

    [Fact]
    public void Exclude_wins() => new PathFilter(["*.md"], ["secret*"]).Takes("x/secret.md").ShouldBeFalse();

    [Theory]
    [InlineData("node_modules", "a/node_modules", true)]
    [InlineData("**/bin/**", "a/bin", true)]
    [InlineData("*.log", "a", false)]
    [InlineData("a/*", "a", true)]
    [InlineData("a/*.log", "a", false)]
    [InlineData("a/**/*.cs", "a", false)]
    public void A_folder_is_left_out_only_if_nothing_below_can_be_wanted(string pattern, string folder, bool leftOut)
        => new PathFilter([], [pattern]).LeavesOut(folder).ShouldBe(leftOut);

    [Fact]
    public void Case_counts_where_the_system_says_so() => new PathFilter(["*.MD"], []).Takes("a.md").ShouldBe(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS());
}
