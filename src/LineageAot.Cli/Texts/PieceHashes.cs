using System.Text;

namespace LineageAot.Cli.Texts;

/// <summary>
/// Hashes pieces of a text, each behind the one before. Where the text's UTF-8 form is at hand a piece's bytes are found in it: counting them costs a part
/// of making them anew, and in a text of ASCII nothing.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="utf8">Its UTF-8 form to the byte, or nothing where nobody has it.</param>
internal ref struct PieceHashes(ReadOnlySpan<char> text, ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<char> text = text;
    private readonly ReadOnlySpan<byte> utf8 = utf8;
    private int nextCharacter, nextByte;

    /// <summary>Equals <see cref="TextHash.Of"/> of the piece.</summary>
    /// <param name="piece">It starts where the last one ended, or behind; and cuts no surrogate pair.</param>
    public Sha256 Next(TextSpan piece)
    {
        var characters = text[piece.Start..piece.End];
        if (utf8.IsEmpty)
        {
            return TextHash.Of(characters);
        }

        var start = nextByte + BytesOf(text[nextCharacter..piece.Start]);
        (nextCharacter, nextByte) = (piece.End, start + BytesOf(characters));
        return Sha256.Of(utf8[start..nextByte]);
    }

    // As many bytes as characters: every one of them is ASCII.
    private readonly int BytesOf(ReadOnlySpan<char> part) => utf8.Length == text.Length ? part.Length : Encoding.UTF8.GetByteCount(part);
}
