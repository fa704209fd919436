using System.Buffers;

namespace LineageAot.Cli.Texts;

/// <summary>A text in rented memory; give it back.</summary>
internal readonly struct DecodedText(char[] buffer, int length, string encoding, bool isExactUtf8) : IDisposable
{
    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Characters => buffer.AsSpan(0, length);

    /// <summary>How it was encoded: <c>utf-8</c>, <c>utf-16le</c>, <c>latin-1</c>, and so on.</summary>
    public string Encoding => encoding;

    /// <summary>The file's bytes are the text's UTF-8 form, to the byte.</summary>
    public bool IsExactUtf8 => isExactUtf8;

    public void Dispose() => ArrayPool<char>.Shared.Return(buffer);
}
