using System.Net;

namespace LineageAot.Cli.Texts;

/// <summary>
/// Strips HTML: what a reader would see, block by block, with blank lines between. It never fails: what isn't HTML comes out as
/// the text that it is. Not a parser: it builds no tree, and runs in one pass.
/// </summary>
internal static class HtmlText
{
    // An attribute in quotes may hold '>', but no quoted value that does is longer than this: it bounds the work on hostile pages.
    private const int LongestQuotedTag = 4096;

    /// <summary>The longest text that a page of this length can give.</summary>
    public static int MaxLength(int htmlLength) => htmlLength + 2;

    /// <summary>Writes the text and returns its length.</summary>
    /// <param name="html">The page.</param>
    /// <param name="text">At least <see cref="MaxLength"/> long.</param>
    /// <param name="title">The page's title, or null.</param>
    public static int Strip(ReadOnlySpan<char> html, Span<char> text, out string? title)
    {
        var writer = new HtmlTextWriter(text);
        title = null;
        var tagEnds = new NextSign('>');
        var whole = html;
        while (!html.IsEmpty)
        {
            var open = html.IndexOf('<');
            writer.Text(open < 0 ? html : html[..open]);
            if (open < 0)
            {
                break;
            }

            html = html[open..];
            var place = whole.Length - html.Length;
            var tagEnd = tagEnds.After(whole, place);
            var length = MarkupLength(html, tagEnd < 0 ? -1 : tagEnd - place);
            if (length == 0)
            {
                writer.Text("<");
                html = html[1..];
                continue;
            }

            var name = NameOf(html[..length], out var closes);
            html = html[length..];
            if (!closes && name is not "" && IsHidden(name))
            {
                var end = EndOf(html, name);
                if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
                {
                    title ??= TitleOf(html[..end]);
                }

                html = html[end..];
                continue;
            }

            Mark(ref writer, name, closes);
        }

        return writer.Length;
    }

    private static void Mark(ref HtmlTextWriter writer, ReadOnlySpan<char> name, bool closes)
    {
        Span<char> lower = stackalloc char[16];
        if (name.IsEmpty || name.Length > lower.Length)
        {
            return;
        }

        lower = lower[..name.ToLowerInvariant(lower)];
        switch (lower)
        {
            case "pre" or "textarea":
                writer.Preserve(!closes);
                writer.Break(2);
                break;
            case "br" or "tr" or "li" or "dt" or "dd" or "option":
                writer.Break(1);
                break;
            case "td" or "th":
                writer.Text(" ");
                break;
            case "p" or "div" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "dl" or "table" or "section" or "article" or "header" or "footer" or "nav" or "aside" or "main"
                or "blockquote" or "figure" or "form" or "fieldset" or "hr" or "body" or "address" or "details" or "summary" or "caption":
                writer.Break(2);
                break;
            default:
                break;
        }
    }

    /// <summary>The length of the tag, comment or declaration that starts here; 0 if it's a plain sign.</summary>
    /// <param name="html">The rest of the page.</param>
    /// <param name="nearestEnd">Where the next <c>&gt;</c> is in it; negative if there is none.</param>
    private static int MarkupLength(ReadOnlySpan<char> html, int nearestEnd)
    {
        if (html.StartsWith("<!--"))
        {
            var end = html[4..].IndexOf("-->");
            return end < 0 ? html.Length : end + 7;
        }

        if (nearestEnd < 0 || !(char.IsAsciiLetter(html[1]) || html[1] is '/' or '!' or '?'))
        {
            return 0;
        }

        var quote = '\0';
        for (var i = 1; i < Math.Min(html.Length, LongestQuotedTag); i++)
        {
            var sign = html[i];
            if (quote != '\0')
            {
                quote = sign == quote ? '\0' : quote;
            }
            else if (sign is '"' or '\'' && html[i - 1] is '=' or ' ')
            {
                quote = sign is '"' or '\'' ? sign : '\0';
            }
            else if (sign == '>')
            {
                return i + 1;
            }
        }

        // A quote that is never closed, or a very long value: the nearest end will do.
        return nearestEnd + 1;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> markup, out bool closes)
    {
        closes = markup.Length > 1 && markup[1] == '/';
        var rest = markup[(closes ? 2 : 1)..];
        var length = 0;
        while (length < rest.Length && char.IsAsciiLetterOrDigit(rest[length]))
        {
            length++;
        }

        return rest[..length];
    }

    private static bool IsHidden(ReadOnlySpan<char> name)
        => Is(name, "script") || Is(name, "style") || Is(name, "title") || Is(name, "template") || Is(name, "noscript") || Is(name, "svg");

    private static bool Is(ReadOnlySpan<char> name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the closing tag of a hidden element ends; everything if there is none.</summary>
    private static int EndOf(ReadOnlySpan<char> html, ReadOnlySpan<char> name)
    {
        var start = 0;
        for (; ; )
        {
            var next = html[start..].IndexOf("</");
            if (next < 0)
            {
                return html.Length;
            }

            start += next + 2;
            if (html[start..].StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                var end = html[start..].IndexOf('>');
                return end < 0 ? html.Length : start + end + 1;
            }
        }
    }

    private static string? TitleOf(ReadOnlySpan<char> element)
    {
        var close = element.LastIndexOf("</");
        var text = WebUtility.HtmlDecode((close < 0 ? element : element[..close]).ToString()).Trim();
        return text.Length == 0 ? null : Titles.Shorten(text);
    }

    /// <summary>Remembers where a sign comes next, so that a page without it is searched once.</summary>
    private struct NextSign(char sign)
    {
        private int known = -1;
        private bool none;

        /// <summary>Its first place at or behind a start; negative if there is none.</summary>
        public int After(ReadOnlySpan<char> text, int start)
        {
            if (none || known >= start)
            {
                return none ? -1 : known;
            }

            var next = text[start..].IndexOf(sign);
            none = next < 0;
            known = start + next;
            return none ? -1 : known;
        }
    }
}
