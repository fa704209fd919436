namespace LineageAot.Cli.Tests.Docs;

public sealed class LineagePageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>With LINEAGEAOT_UPDATE_DOCS=1 the page is written anew instead.</summary>
    [Fact]
    public void The_page_shows_what_its_commands_print()
    {
        var path = Path.Combine(RepositoryRoot(), "docs", "lineage.md");
        var page = File.ReadAllText(path).ReplaceLineEndings("\n");
        var now = new ConsolePage(page).Run(folder.Path);
        if (Environment.GetEnvironmentVariable("LINEAGEAOT_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, now);
            return;
        }

        now.ShouldBe(page, "LINEAGEAOT_UPDATE_DOCS=1 writes the page anew");
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LineageAot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests don't lie in the repository.");
        }

        return folder.FullName;
    }
}
