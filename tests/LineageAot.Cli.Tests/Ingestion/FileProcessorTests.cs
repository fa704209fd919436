using System.Text;
using LineageAot.Cli.Folders;
using LineageAot.Cli.Ingestion;
using LineageAot.Lineage;

namespace LineageAot.Cli.Tests.Ingestion;

public sealed class FileProcessorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Hashes_are_those_of_the_texts_whatever_the_files_encoding_is()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(static i => $"Paragraph {i}: größer, été, 言葉.\n\n"));
        var latin = string.Concat(Enumerable.Range(0, 300).Select(static i => $"Paragraph {i}: größer, été.\n\n"));
        folder.Write("utf8.txt", text);
        folder.Write("ascii.md", latin.Replace('ö', 'o').Replace('ß', 's').Replace('é', 'e'));
        folder.Write("marked.txt", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]);
        folder.Write("wide.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);
        folder.Write("latin.txt", Encoding.Latin1.GetBytes(latin));
        folder.Write("page.html", $"<p>{text}</p>");
        var processor = new FileProcessor(FolderAccess.Current, new IngestSettings { ChunkCharacters = 200 }, default, TimeProvider.System);

        // One processor for all: nothing of a file is left to the next.
        foreach (var name in (string[])["utf8.txt", "marked.txt", "ascii.md", "wide.txt", "page.html", "latin.txt", "utf8.txt"])
        {
            var path = Encoding.UTF8.GetBytes(folder.At(name));
            var outcome = processor.Process(new FoundItem(name, path, FolderAccess.Current.Describe(path)), name, null, CancellationToken.None);
            var delivery = outcome.Delivery.ShouldNotBeNull();
            delivery.Chunks.Count.ShouldBeGreaterThan(20);
            delivery.Chunks.Select(static chunk => chunk.Hash).ShouldBe(delivery.Chunks.Select(static chunk => (Sha256?)Sha256.OfText(chunk.Text)));
            delivery.Chunks[^1].Text.ShouldContain("299");
        }
    }
}
