namespace LineageAot.Lineage;

/// <summary>Makes text of anywhere storable: a lone surrogate and NUL become U+FFFD, and what is too long is cut.</summary>
internal static class LogText
{
    private const char Replacement = '\uFFFD';

    public static string Clean(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        if (text.Length > maxLength)
        {
            // Not between the halves of a pair.
            var end = char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1;
            text = string.Concat(text.AsSpan(0, end), "…");
        }

        return IsClean(text) ? text : string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                target[i] = IsBad(source, i) ? Replacement : source[i];
            }
        });
    }

    private static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsBad(text, i))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBad(string text, int i) => text[i] switch
    {
        '\0' => true,
        var c when char.IsHighSurrogate(c) => i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]),
        var c when char.IsLowSurrogate(c) => i == 0 || !char.IsHighSurrogate(text[i - 1]),
        _ => false,
    };
}
