using System.Text;
using LineageAot.Lineage;

namespace LineageAot.LineageAgent;

/// <summary>A file of a folder.</summary>
internal sealed record LibraryFile(string Uri, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public SourceItem Item => new(Uri) { ContentSha256 = Sha256.Of(Bytes), SizeBytes = Bytes.Length, SourceType = "file", MimeType = "text/plain", StorageUri = "file:" + Uri };

    public LibraryFile With(string text) => new(Uri, Encoding.UTF8.GetBytes(text));
}

/// <summary>A folder's files, and how their texts are split.</summary>
internal static class Library
{
    public static readonly ChunkConfigSpec Coarse = new("characters", "1") { ChunkSize = 400 };

    public static readonly ChunkConfigSpec Fine = new("characters", "1") { ChunkSize = 150 };

    public static readonly Extraction Plain = new("plain", "1");

    public static IReadOnlyList<LibraryFile> Read(string folder)
        => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => new LibraryFile(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes(file)))
            .OrderBy(static file => file.Uri, StringComparer.Ordinal)];

    public static IReadOnlyList<ChunkDraft> Split(string text, int size)
        => [.. text.Chunk(size).Select(static (part, i) => new ChunkDraft(i, Whole(new string(part))))];

    // Where a pair of surrogates was cut, its halves are no text: they're replaced.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
