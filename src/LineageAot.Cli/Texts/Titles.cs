namespace LineageAot.Cli.Texts;

/// <summary>What a document calls itself.</summary>
internal static class Titles
{
    private const int Longest = 200;

    /// <summary>The first heading of a Markdown text (<c># …</c>, or a line underlined with <c>=</c>), or null.</summary>
    public static string? OfMarkdown(ReadOnlySpan<char> text)
    {
        var before = ReadOnlySpan<char>.Empty;
        var lines = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (line.StartsWith("# "))
            {
                return Shorten(line[2..].Trim().TrimEnd('#').Trim().ToString());
            }

            if (line.Length >= 3 && line.TrimEnd().TrimEnd('=').IsEmpty && !before.Trim().IsEmpty)
            {
                return Shorten(before.Trim().ToString());
            }

            before = line;
            if (++lines == 100)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>At most 200 UTF-16 code units, never half a character.</summary>
    public static string? Shorten(string title)
    {
        if (title.Length <= Longest)
        {
            return title.Length == 0 ? null : title;
        }

        return title[..(char.IsHighSurrogate(title[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
