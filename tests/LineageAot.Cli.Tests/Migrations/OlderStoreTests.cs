namespace LineageAot.Cli.Tests.Migrations;

/// <summary>The tool on stores that earlier versions made: commands that read leave them as they are, those that write bring them up to date.</summary>
public sealed class OlderStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Stores => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Stores"), "*.db").Select(static file => Path.GetFileName(file)!)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Stores))]
    public void Is_read_and_written(string file)
    {
        var store = folder.At("store.db");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Stores", file), store);
        var (code, output, errors) = IngestProcess.Run("stats", "--db", store, "--json");
        code.ShouldBe(0, errors);
        output.ShouldContain("\"chunks\":3");
        IngestProcess.Run("check", "--db", store).ExitCode.ShouldBe(0);

        folder.Write("notes/new.md", "# New\n\nText.\n");
        IngestProcess.Ingest(store, folder.At("notes")).ExitCode.ShouldBe(0);
        IngestProcess.Scalar(store, "select count(*) from chunks").ShouldBe(4);
        IngestProcess.Scalar(store, "select count(*) from schema_migrations").ShouldBe(5);
    }
}
