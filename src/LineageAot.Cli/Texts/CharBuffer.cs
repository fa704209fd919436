namespace LineageAot.Cli.Texts;

/// <summary>
/// Characters for one text after the other. Not the shared pool: that one keeps its largest arrays for every thread. Not safe to share between threads.
/// </summary>
internal sealed class CharBuffer
{
    private char[] characters = [];

    /// <summary>Room for so many characters; what it held is gone.</summary>
    public Span<char> Take(int length)
    {
        if (characters.Length < length)
        {
            // The old one first, so that never both are held.
            characters = [];
            characters = GC.AllocateUninitializedArray<char>(length);
        }

        return characters.AsSpan(0, length);
    }
}
