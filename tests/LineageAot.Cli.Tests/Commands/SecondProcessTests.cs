using System.Globalization;
using LineageAot.Lineage;

namespace LineageAot.Cli.Tests.Commands;

/// <summary>The tool beside another process that has the store open for writing: this one.</summary>
public sealed class SecondProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();

    private string Database => place.At("store.db");

    public void Dispose()
    {
        folder.Dispose();
        place.Dispose();
    }

    [Fact]
    public async Task It_is_refused_with_a_sentence_reads_meanwhile_and_writes_afterwards()
    {
        folder.Write("a.md", "words");
        await using (var store = await LineageStore.OpenAsync(Database))
        {
            var workspace = await store.GetOrAddWorkspaceAsync("default");
            await IngestAsync(workspace, "first");

            var (refused, output, errors) = IngestProcess.RunAlone("ingest", folder.Path, "--db", Database);
            refused.ShouldBe(ExitCodes.Failed);
            output.ShouldBeEmpty();
            errors.ShouldContain(Database);
            errors.ShouldContain("is open for writing in another process");
            errors.ShouldContain(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            errors.ShouldNotContain("   at ");

            // Committed while nobody is refused: the reader sees it, though its file isn't closed.
            await IngestAsync(workspace, "second");
            var read = IngestProcess.RunAlone("sources", "--db", Database, "--json");
            read.ExitCode.ShouldBe(ExitCodes.Done, read.Errors);
            read.Output.ShouldContain("\"first\"");
            read.Output.ShouldContain("\"second\"");
            read.Output.ShouldNotContain("a.md");
            await IngestAsync(workspace, "third");
        }

        IngestProcess.IngestAlone(Database, folder.Path).Report.Number("created").ShouldBe(1);
        IngestProcess.Scalar(Database, "select count(*) from sources").ShouldBe(4);
    }

    private static async Task IngestAsync(Workspace workspace, string uri)
    {
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await run.IngestVersionAsync(new SourceItem(uri) { ContentSha256 = Sha256.OfText(uri), SizeBytes = uri.Length });
        await run.SucceedAsync();
    }
}
