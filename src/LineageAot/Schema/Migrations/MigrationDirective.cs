using System;
using System.Globalization;

namespace LineageAot.Schema.Migrations;

/// <summary>
/// A comment line that tells the migrator something. A word of its own in lower case decides: what begins with one of these and doesn't
/// fit is an error, never a comment, so that nothing that was meant is passed over. Shared as source with the generator.
/// </summary>
internal sealed class MigrationDirective
{
    public const string Up = "up", Down = "down", Destructive = "destructive", Irreversible = "irreversible", Rebuild = "rebuild", Redefine = "redefine", Copy = "copy", Backfill = "backfill", Keep = "keep";

    private static readonly string[] Words = { Up, Down, Destructive, Irreversible, Rebuild, Redefine, Copy, Backfill, Keep };

    private MigrationDirective(string word)
    {
        Word = word;
    }

    public string Word { get; }

    /// <summary>The table of a rebuild, redefinition, backfill or keep; the column of a copy.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The expression of a copy.</summary>
    public string Expression { get; private set; } = "";

    public int BatchRows { get; private set; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads a line comment; null if it's just a comment.</summary>
    /// <param name="line">The line, with its two dashes and without its end.</param>
    public static MigrationDirective? Parse(string line)
    {
        var text = line.Substring(2).Trim();
        var space = text.IndexOfAny(new[] { ' ', '\t' });
        var first = space < 0 ? text : text.Substring(0, space);
        var rest = space < 0 ? "" : text.Substring(space).Trim();
        if (Array.IndexOf(Words, first) < 0)
        {
            return Resembled(first, rest) is { } meant ? new MigrationDirective(first) { Error = $"'-- {first}' is no directive; '-- {meant}' was meant? Begin a comment with another word." } : null;
        }

        var directive = new MigrationDirective(first);
        switch (first)
        {
            case Rebuild or Redefine or Keep:
                directive.ReadTable(rest);
                break;
            case Copy:
                directive.ReadCopy(rest);
                break;
            case Backfill:
                directive.ReadBackfill(rest);
                break;
            default:
                directive.Error = rest.Length > 0 ? $"'-- {first}' stands alone on its line. Begin a comment with another word." : null;
                break;
        }

        return directive;
    }

    private void ReadTable(string rest)
    {
        if (!TryReadName(rest, out var name, out var behind) || behind.Length > 0)
        {
            Error = $"'-- {Word}' is followed by one table's name, in double quotes if it isn't a plain word.";
            return;
        }

        Name = name;
    }

    private void ReadCopy(string rest)
    {
        if (!TryReadName(rest, out var name, out var behind) || !behind.StartsWith("=", StringComparison.Ordinal) || behind.Substring(1).Trim().Length == 0)
        {
            Error = "'-- copy' is followed by a new column, '=' and an expression over the old table: -- copy size = coalesce(size, 0)";
            return;
        }

        (Name, Expression) = (name, behind.Substring(1).Trim());
    }

    private void ReadBackfill(string rest)
    {
        const string batch = "batch";
        if (!TryReadName(rest, out var name, out var behind) || !behind.StartsWith(batch, StringComparison.Ordinal)
            || !int.TryParse(behind.Substring(batch.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) || rows is < 1 or > 1_000_000)
        {
            Error = "'-- backfill' is followed by a table, 'batch' and the rows of a batch, 1 to 1,000,000: -- backfill orders batch 10000";
            return;
        }

        (Name, BatchRows) = (name, rows);
    }

    private static bool TryReadName(string text, out string name, out string rest)
    {
        (name, rest) = ("", "");
        var end = 0;
        if (text.StartsWith("\"", StringComparison.Ordinal))
        {
            for (end = 1; end < text.Length; end++)
            {
                if (text[end] != '"')
                {
                    continue;
                }

                if (end + 1 < text.Length && text[end + 1] == '"')
                {
                    end++;
                    continue;
                }

                name = text.Substring(1, end - 1).Replace("\"\"", "\"");
                rest = text.Substring(end + 1).Trim();
                return name.Length > 0;
            }

            return false;
        }

        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$' || text[end] > 127))
        {
            end++;
        }

        (name, rest) = (text.Substring(0, end), text.Substring(end).Trim());
        return name.Length > 0;
    }

    /// <summary>The directive that a word was probably meant to be: one letter wrong, missing, added or swapped, in a line of its form.</summary>
    private static string? Resembled(string word, string rest)
    {
        foreach (var known in Words)
        {
            var takesMore = known is Rebuild or Redefine or Copy or Backfill or Keep;
            if (takesMore == rest.Length > 0 && word.Length > 1 && Math.Abs(word.Length - known.Length) <= 1 && Differences(word.ToLowerInvariant(), known) <= 1)
            {
                return known;
            }
        }

        return null;
    }

    private static int Differences(string left, string right)
    {
        var start = 0;
        while (start < left.Length && start < right.Length && left[start] == right[start])
        {
            start++;
        }

        var (leftEnd, rightEnd) = (left.Length, right.Length);
        while (leftEnd > start && rightEnd > start && left[leftEnd - 1] == right[rightEnd - 1])
        {
            leftEnd--;
            rightEnd--;
        }

        var (leftRest, rightRest) = (left.Substring(start, leftEnd - start), right.Substring(start, rightEnd - start));
        var isSwapped = leftRest.Length == 2 && rightRest.Length == 2 && leftRest[0] == rightRest[1] && leftRest[1] == rightRest[0];
        return isSwapped ? 1 : Math.Max(leftRest.Length, rightRest.Length);
    }
}
