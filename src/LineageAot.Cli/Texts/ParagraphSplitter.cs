namespace LineageAot.Cli.Texts;

/// <summary>Where a chunk lies in a text, in UTF-16 code units.</summary>
internal readonly record struct TextSpan(int Start, int End);

/// <summary>
/// Splits a text at paragraph borders (blank lines) into pieces of at most a given length: whole paragraphs as long as they fit; one that is longer
/// is cut at a line end, else behind a sentence, else at white space, else hard, but never through a surrogate pair. White space around a piece
/// belongs to no piece.
/// </summary>
internal sealed class ParagraphSplitter
{
    public const string Name = "paragraphs";
    public const string Version = "1";
    public const int SmallestSize = 64;
    public const int LargestSize = 1_000_000;

    private readonly int size;

    public ParagraphSplitter(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, SmallestSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, LargestSize);
        this.size = size;
    }

    /// <summary>The pieces in order.</summary>
    public List<TextSpan> Split(ReadOnlySpan<char> text)
    {
        var pieces = new List<TextSpan>((text.Length / size) + 1);
        var start = SkipWhiteSpace(text, 0);
        while (start < text.Length)
        {
            var end = EndOfPiece(text, start);
            var trimmed = start + text[start..end].TrimEnd().Length;
            pieces.Add(new TextSpan(start, trimmed));
            start = SkipWhiteSpace(text, end);
        }

        return pieces;
    }

    private int EndOfPiece(ReadOnlySpan<char> text, int start)
    {
        if (text.Length - start <= size)
        {
            return text.Length;
        }

        var limit = start + size;

        // The text may go on right behind the limit with a border: look one place further than fits.
        var window = text[start..limit];
        var border = LastParagraphBorder(text, start, limit);
        if (border > start)
        {
            return border;
        }

        // A cut in the first part of a piece would make crumbs.
        var earliest = size / 4;
        var line = window.LastIndexOf('\n');
        if (line > earliest)
        {
            return start + line + 1;
        }

        var sentence = LastSentenceEnd(window);
        if (sentence > earliest)
        {
            return start + sentence;
        }

        var space = LastWhiteSpace(window);
        if (space > earliest)
        {
            return start + space + 1;
        }

        return char.IsHighSurrogate(text[limit - 1]) && char.IsLowSurrogate(text[limit]) ? limit - 1 : limit;
    }

    /// <summary>The last place up to the limit where a blank line follows; the start if there is none.</summary>
    private static int LastParagraphBorder(ReadOnlySpan<char> text, int start, int limit)
    {
        var upTo = Math.Min(limit + 1, text.Length);
        for (int found; (found = text[start..upTo].LastIndexOfAny('\n', '\r')) > 0;)
        {
            upTo = start + found;
            if (text[upTo - 1] is not ('\n' or '\r') && IsBlankLine(text, upTo))
            {
                return upTo;
            }
        }

        return start;
    }

    /// <summary>Whether the line end at this place is followed by a line of white space alone.</summary>
    private static bool IsBlankLine(ReadOnlySpan<char> text, int lineEnd)
    {
        var next = lineEnd + (text[lineEnd] == '\r' && lineEnd + 1 < text.Length && text[lineEnd + 1] == '\n' ? 2 : 1);
        while (next < text.Length && text[next] is ' ' or '\t' or '\f')
        {
            next++;
        }

        return next >= text.Length || text[next] is '\n' or '\r';
    }

    private static int LastSentenceEnd(ReadOnlySpan<char> window)
    {
        for (var i = window.Length - 1; i > 0; i--)
        {
            if (char.IsWhiteSpace(window[i]) && window[i - 1] is '.' or '!' or '?' or '。' or '！' or '？')
            {
                return i;
            }
        }

        return -1;
    }

    private static int LastWhiteSpace(ReadOnlySpan<char> window)
    {
        for (var i = window.Length - 1; i > 0; i--)
        {
            if (char.IsWhiteSpace(window[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static int SkipWhiteSpace(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        return text.Length - rest.TrimStart().Length;
    }
}
