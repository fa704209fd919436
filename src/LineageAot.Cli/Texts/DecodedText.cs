namespace LineageAot.Cli.Texts;

/// <summary>A text in a buffer that its reader reuses: valid until the next one is decoded.</summary>
internal readonly ref struct DecodedText(ReadOnlySpan<char> characters, string encoding, bool isExactUtf8)
{
    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Characters { get; } = characters;

    /// <summary>How it was encoded: <c>utf-8</c>, <c>utf-16le</c>, <c>latin-1</c>, and so on.</summary>
    public string Encoding => encoding;

    /// <summary>The file's bytes are the text's UTF-8 form, to the byte.</summary>
    public bool IsExactUtf8 => isExactUtf8;
}
