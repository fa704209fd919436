using System.Net;

namespace LineageAot.Cli.Texts;

/// <summary>Collects a page's visible text: white space runs become one space, blocks are set apart, entities are decoded.</summary>
internal ref struct HtmlTextWriter(Span<char> destination)
{
    private readonly Span<char> destination = destination;
    private int breaks;
    private bool space;
    private int preserved;

    public int Length { get; private set; }

    /// <summary>Keeps white space as it is, or goes back to folding it.</summary>
    public void Preserve(bool on) => preserved = Math.Max(0, preserved + (on ? 1 : -1));

    /// <summary>Asks for at least this many line ends before the next text.</summary>
    public void Break(int lines) => breaks = Math.Max(breaks, lines);

    public void Text(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var sign = text[0];
            if (sign == '&' && TryEntity(text, out var decoded, out var length))
            {
                foreach (var part in decoded)
                {
                    Put(part);
                }

                text = text[length..];
                continue;
            }

            Put(sign);
            text = text[1..];
        }
    }

    private void Put(char sign)
    {
        if (preserved == 0 && char.IsWhiteSpace(sign))
        {
            space = true;
            return;
        }

        if (Length > 0 && breaks > 0)
        {
            for (var i = 0; i < breaks && Length < destination.Length; i++)
            {
                destination[Length++] = '\n';
            }
        }
        else if (space && Length > 0 && Length < destination.Length)
        {
            destination[Length++] = ' ';
        }

        breaks = 0;
        space = false;
        if (Length < destination.Length)
        {
            destination[Length++] = sign;
        }
    }

    private static bool TryEntity(ReadOnlySpan<char> text, out string decoded, out int length)
    {
        decoded = string.Empty;
        var end = text[..Math.Min(text.Length, 12)].IndexOf(';');
        length = end + 1;
        if (end < 2)
        {
            return false;
        }

        var entity = text[..length].ToString();
        decoded = WebUtility.HtmlDecode(entity);
        // A reference to half a surrogate pair has no character; and what is decoded is never longer than its reference.
        return decoded.Length < entity.Length && decoded != entity && IsWhole(decoded) && !decoded.Contains('\0');
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
