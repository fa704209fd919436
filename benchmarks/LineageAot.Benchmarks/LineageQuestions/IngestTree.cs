using System.Text;
using LineageAot.Benchmarks.Running;
using LineageAot.Cli.Ingestion;
using LineageAot.Cli.Texts;

namespace LineageAot.Benchmarks.LineageQuestions;

/// <summary>A tree of text files with what an ingest must find in it; gone on disposal.</summary>
internal sealed class IngestTree : IDisposable
{
    private const int Seed = 20261126;
    private const int SmallestFile = 200;
    private const int LargestFile = 200_000;

    // Sizes spread as in folders of texts: half of the files are below the middle, few are large and hold most of the bytes.
    private const double MiddleSize = 5200;
    private const double Spread = 1.35;

    private readonly List<TreeFile> files = [];
    private readonly ParagraphSplitter splitter = new(IngestSettings.DefaultChunkCharacters);
    private readonly Random random = new(Seed);
    private readonly IngestTexts texts;
    private int changes;

    public IngestTree(RunSettings settings, int count)
    {
        texts = new IngestTexts(random);
        Path = System.IO.Path.Combine(settings.Folder, "tree");
        for (var i = 0; i < count; i++)
            Add(i);
    }

    public string Path { get; }

    public int Files => files.Count;

    public long Bytes => files.Sum(static file => file.Bytes);

    public long Chunks => files.Sum(static file => file.Chunks);

    public long Characters => files.Sum(static file => file.Characters);

    /// <summary>Adds a paragraph to one file in so many, another one each time; those that were changed.</summary>
    public IReadOnlyList<TreeFile> Change(int every)
    {
        changes++;
        var changed = new List<TreeFile>();
        for (var i = 0; i < files.Count; i += every)
        {
            var content = files[i].Content + string.Create(null, $"\n\nParagraph {changes} of the changes.\n");
            files[i] = Write(files[i].Path, content, changes);
            changed.Add(files[i]);
        }

        return changed;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Add(int number)
    {
        var size = (int)Math.Clamp(MiddleSize * Math.Exp(Spread * Gauss()), SmallestFile, LargestFile);
        var kind = random.Next(100);
        var (extension, content) = kind switch
        {
            < 40 => ("md", texts.Markdown(size)),
            < 65 => ("txt", texts.Prose(size)),
            < 90 => ("cs", texts.Source(size)),
            _ => ("html", texts.Page(size)),
        };

        // Some files lie in a second place too.
        if (number > 0 && random.Next(20) == 0)
        {
            var original = files[random.Next(files.Count)];
            (extension, content) = (System.IO.Path.GetExtension(original.Path)[1..], original.Content);
        }

        var path = System.IO.Path.Combine(Path, $"area-{random.Next(8)}", $"topic-{random.Next(12)}", $"part-{random.Next(4)}", $"file-{number:d5}.{extension}");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        files.Add(Write(path, content, 0));
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private TreeFile Write(string path, string content, int change)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        File.WriteAllBytes(path, bytes);

        // Long ago, so that the time can be trusted, and another one for each change.
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(change).AddMilliseconds(1));
        var pieces = splitter.Split(path.EndsWith(".html", StringComparison.Ordinal) ? Stripped(content) : content);
        return new TreeFile(path, content, bytes.Length, pieces.Count, pieces.Sum(static piece => (long)piece.End - piece.Start));
    }

    private static ReadOnlySpan<char> Stripped(string page)
    {
        var text = new char[HtmlText.MaxLength(page.Length)];
        return text.AsSpan(0, HtmlText.Strip(page, text, out _));
    }
}

/// <summary>A file of a tree, and what becomes of it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Content">Its text.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Chunks">The number of its chunks.</param>
/// <param name="Characters">The length of their texts.</param>
internal sealed record TreeFile(string Path, string Content, int Bytes, int Chunks, long Characters);
