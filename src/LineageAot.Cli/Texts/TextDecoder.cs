using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LineageAot.Cli.Texts;

/// <summary>
/// Bytes to text. A byte order mark decides; else valid UTF-8 is UTF-8; else bytes with a NUL are no text; else whatever has more good multi-byte sequences than bad ones is UTF-8 with
/// holes (U+FFFD), and the rest is Latin-1, which has a character for every byte.
/// </summary>
internal static class TextDecoder
{
    private const int Sniffed = 8192;

    /// <summary>Whether a file's beginning looks like text at all.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        if (MarkOf(bytes).Encoding is not null)
        {
            return true;
        }

        var head = bytes[..Math.Min(bytes.Length, Sniffed)];
        var odd = 0;
        foreach (var value in head)
        {
            if (value == 0)
            {
                return false;
            }

            odd += value < 0x20 && value is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B or 0x08) ? 1 : 0;
        }

        // Not UTF-8 and without a name that says text: too many foreign bytes are a binary without NULs.
        return odd * 100 <= head.Length && (EndsInTheMiddleOfUtf8(head) || HighBytes(head) * 10 <= head.Length * 3);
    }

    /// <summary>The text, in the buffer; false if the bytes are none.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, CharBuffer buffer, out DecodedText text)
    {
        var (encoding, name, mark) = MarkOf(bytes);
        if (encoding is not null)
        {
            text = Decode(encoding, buffer, bytes[mark..], name, isExactUtf8: false);
            return true;
        }

        if (bytes.Contains((byte)0))
        {
            text = default;
            return false;
        }

        // UTF-8 never has more characters than bytes; what isn't UTF-8 shows while it's decoded.
        var characters = buffer.Take(bytes.Length);
        if (Utf8.ToUtf16(bytes, characters, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            text = new DecodedText(characters[..length], "utf-8", isExactUtf8: true);
            return true;
        }

        text = IsMostlyUtf8(bytes) ? Decode(Encoding.UTF8, buffer, bytes, "utf-8 with invalid bytes", isExactUtf8: false) : Decode(Encoding.Latin1, buffer, bytes, "latin-1", isExactUtf8: false);
        return true;
    }

    private static DecodedText Decode(Encoding encoding, CharBuffer buffer, ReadOnlySpan<byte> bytes, string name, bool isExactUtf8)
    {
        var characters = buffer.Take(encoding.GetMaxCharCount(bytes.Length));
        return new DecodedText(characters[..encoding.GetChars(bytes, characters)], name, isExactUtf8);
    }

    private static (Encoding? Encoding, string Name, int Length) MarkOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, "utf-8 with mark", 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, "utf-32le", 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, "utf-16le", 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, "utf-16be", 2),
        _ => (null, string.Empty, 0),
    };

    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            if (Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.Done)
            {
                good++;
            }
            else
            {
                bad++;
            }

            bytes = bytes[length..];
        }

        return good > bad;
    }

    private static bool EndsInTheMiddleOfUtf8(ReadOnlySpan<byte> head)
    {
        for (var cut = 0; cut < 4 && cut <= head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    private static int HighBytes(ReadOnlySpan<byte> head)
    {
        var count = 0;
        foreach (var value in head)
        {
            count += value >= 0x80 ? 1 : 0;
        }

        return count;
    }
}
