using System.Buffers;
using System.Text.Encodings.Web;

namespace LineageAot.Sqlite;

/// <summary>
/// Refuses a text with half of a surrogate pair, which JSON's own encoders replace by U+FFFD without a word. Everything else is as the relaxed encoder does it: the text goes into a database, not into HTML,
/// and stays readable and small.
/// </summary>
internal sealed unsafe class WholeTextEncoder : JavaScriptEncoder
{
    public static readonly WholeTextEncoder Instance = new();

    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    private WholeTextEncoder()
    {
    }

    public override int MaxOutputCharactersPerInputCharacter => Relaxed.MaxOutputCharactersPerInputCharacter;

    /// <exception cref="LoneSurrogateException">The text isn't whole.</exception>
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        RefuseHalves(new ReadOnlySpan<char>(text, textLength));
        return Relaxed.FindFirstCharacterToEncode(text, textLength);
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => Relaxed.FindFirstCharacterToEncodeUtf8(utf8Text);

    public override OperationStatus Encode(ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
        => Relaxed.Encode(source, destination, out charsConsumed, out charsWritten, isFinalBlock);

    public override OperationStatus EncodeUtf8(ReadOnlySpan<byte> utf8Source, Span<byte> utf8Destination, out int bytesConsumed, out int bytesWritten, bool isFinalBlock = true)
        => Relaxed.EncodeUtf8(utf8Source, utf8Destination, out bytesConsumed, out bytesWritten, isFinalBlock);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
        => Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    public override bool WillEncode(int unicodeScalar) => Relaxed.WillEncode(unicodeScalar);

    private static void RefuseHalves(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                throw new LoneSurrogateException();
            }

            text = text[(at + 2)..];
        }
    }
}

/// <summary>Caught where the column is known.</summary>
internal sealed class LoneSurrogateException() : ArgumentException("Half of a surrogate pair.");
