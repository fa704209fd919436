using System.Buffers;
using System.Text;

namespace LineageAot.Cli.Folders;

/// <summary>
/// The one rule by which a name of any bytes becomes text: valid UTF-8 stays as it is; bytes that aren't, control characters, and <c>%</c>
/// itself become <c>%XX</c>. So different names are different texts, and a text can be turned back.
/// </summary>
internal static class PathText
{
    /// <summary>The text of a name or path in bytes.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (!NeedsEscape(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var text = new StringBuilder(bytes.Length + 8);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var length);
            if (status == OperationStatus.Done && !IsEscaped(rune.Value))
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (var value in bytes[..length])
                {
                    text.Append('%').Append(value.ToString("X2", null));
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes that a text stands for.</summary>
    public static byte[] ToBytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!text.Contains('%'))
        {
            return bytes;
        }

        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && TryHex(bytes.AsSpan(i + 1, 2), out var value))
            {
                bytes[length++] = value;
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i];
            }
        }

        return bytes[..length];
    }

    private static bool TryHex(ReadOnlySpan<byte> digits, out byte value)
    {
        Span<byte> parsed = stackalloc byte[1];
        Span<char> characters = [(char)digits[0], (char)digits[1]];
        var whole = Convert.FromHexString(characters, parsed, out _, out var written) == OperationStatus.Done && written == 1;
        value = parsed[0];
        return whole;
    }

    private static bool NeedsEscape(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (IsEscaped(value))
            {
                return true;
            }
        }

        return !System.Text.Unicode.Utf8.IsValid(bytes);
    }

    private static bool IsEscaped(int value) => value is < 0x20 or 0x7F or '%';
}
