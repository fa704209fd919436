using System.Security.Cryptography;
using System.Text;

namespace LineageAot.Benchmarks.Model;

/// <summary>The wide row: about 0.7 KB, a unique pair and an index on a hash.</summary>
[Table("chunks")]
[Unique(nameof(DocumentId), nameof(Ordinal))]
[Index(nameof(TextSha256))]
internal sealed partial record Chunk([property: Key] Guid Id, Guid DocumentId, int Ordinal, string Text, Sha256 TextSha256, int TokenCount)
{
    public const string InsertSql = "insert into chunks (id, document_id, ordinal, text, text_sha256, token_count) values (@id, @documentId, @ordinal, @text, @textSha256, @tokenCount)";
}

/// <summary>The same rows for each contender.</summary>
internal static class ChunkRows
{
    private const int ChunksADocument = 100;
    private const int TextLength = 560;

    public static Chunk[] Make(int count) => [.. Stream().Take(count)];

    /// <summary>Chunks without an end, always the same ones, in the order of their identifiers.</summary>
    public static IEnumerable<Chunk> Stream()
    {
        var random = new Random(1);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var document = Guid.Empty;
        for (var i = 0; ; i++)
        {
            if (i % ChunksADocument == 0)
                document = NewId(random, start.AddMilliseconds(i));
            var text = NewText(random);
            yield return new Chunk(NewId(random, start.AddMilliseconds(i)), document, i % ChunksADocument, text,
                new Sha256(SHA256.HashData(Encoding.UTF8.GetBytes(text))), TextLength / 4);
        }
    }

    // A UUIDv7 out of a seeded generator: the same rows in every run of the program.
    private static Guid NewId(Random random, DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        var milliseconds = time.ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0f));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3f));
        return new Guid(bytes, bigEndian: true);
    }

    private static string NewText(Random random) => string.Create(TextLength, random, static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = i % 7 == 6 ? ' ' : (char)('a' + source.Next(26));
    });
}
