using System.Security.Cryptography;
using System.Text;

namespace LineageAot.Cli.Texts;

/// <summary>The hash of a text's UTF-8 form, encoded piece by piece: a long text costs no second copy.</summary>
internal static class TextHash
{
    private const int Piece = 4096;

    /// <summary>Equals <see cref="Sha256.OfText"/> of the same text.</summary>
    public static Sha256 Of(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[Piece * 3];
        if (text.Length <= Piece)
        {
            return Sha256.Of(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (!text.IsEmpty)
        {
            // Never half of a surrogate pair.
            var length = Math.Min(Piece, text.Length);
            length -= length < text.Length && char.IsHighSurrogate(text[length - 1]) ? 1 : 0;
            hash.AppendData(bytes[..Encoding.UTF8.GetBytes(text[..length], bytes)]);
            text = text[length..];
        }

        Span<byte> result = stackalloc byte[Sha256.Size];
        hash.GetHashAndReset(result);
        return new Sha256(result);
    }
}
