using System.Globalization;
using System.Text;
using Spectre.Console;

namespace LineageAot.Cli.Rendering;

/// <summary>Stored text on its way to a terminal: what would steer it is made visible, and lengths are counted in the terminal's columns.</summary>
internal static class CellText
{
    private const string Ellipsis = "…";

    /// <summary>On one line: control characters become <c>\n</c>, <c>\t</c> or <c>\u001b</c>.</summary>
    public static string Line(string text) => Escape(text, keepLines: false);

    /// <summary>As it is, lines and tabs included, without what else would steer the terminal.</summary>
    public static string Block(string text) => Escape(text.ReplaceLineEndings("\n"), keepLines: true);

    /// <summary>On one line, each run of white space as one space: for the beginning of a longer text.</summary>
    public static string Flow(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>How many columns it takes: East Asian wide characters and emoji take two, marks that combine take none.</summary>
    public static int Width(string text) => IsPlain(text) ? text.Length : text.GetCellWidth();

    /// <summary>The beginning that fits, with <c>…</c> at its end where something was left out. No character that people see as one is cut in two.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var end = 0;
        var used = 1; // The ellipsis.
        while (end < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            used += Width(text.Substring(end, length));
            if (used > width)
            {
                break;
            }

            end += length;
        }

        return string.Concat(text.AsSpan(0, end), Ellipsis);
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static string Escape(string text, bool keepLines)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // A half of a pair comes as U+FFFD.
        {
            _ = rune.Value switch
            {
                '\n' or '\t' when keepLines => escaped.Append(rune),
                '\n' => escaped.Append(@"\n"),
                '\r' => escaped.Append(@"\r"),
                '\t' => escaped.Append(@"\t"),
                _ when Steers(rune) => escaped.Append(@"\u").Append(rune.Value.ToString("x4", CultureInfo.InvariantCulture)),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Control characters, line separators, and the marks that turn the direction of writing: with those, a name can look like another one.</summary>
    private static bool Steers(Rune rune)
        => Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
