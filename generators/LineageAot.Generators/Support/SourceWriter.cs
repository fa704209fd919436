using System;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.Generators.Support;

/// <summary>Writes C# with indentation. Lines end with LF on every system, so that output is the same everywhere.</summary>
internal sealed class SourceWriter
{
    private const int SpacesPerLevel = 4;
    private readonly StringBuilder text = new();
    private int level;

    /// <summary>An empty line, where there isn't one already and no block has just been opened.</summary>
    public void Line()
    {
        if (!EndsWith("\n\n") && !EndsWith("{\n"))
        {
            text.Append('\n');
        }
    }

    /// <summary>One or more lines, each at the current depth.</summary>
    public void Line(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
            {
                text.Append(' ', level * SpacesPerLevel).Append(line);
            }

            text.Append('\n');
        }
    }

    /// <summary>An opening brace under an optional header; the next lines are one level deeper.</summary>
    public void Open(string? header = null)
    {
        if (header is not null)
        {
            Line(header);
        }

        Line("{");
        level++;
    }

    /// <summary>The closing brace, with what follows it on the same line.</summary>
    public void Close(string after = "")
    {
        if (EndsWith("\n\n"))
        {
            text.Length--;
        }

        level--;
        Line("}" + after);
    }

    public void Indent() => level++;

    public void Unindent() => level--;

    /// <summary>A constant text after a prefix such as <c>const string Sql = </c>: a raw literal where the text has lines or quotes.</summary>
    public void Text(string prefix, string value, string suffix)
    {
        if (!CanBeRaw(value))
        {
            Line(prefix + Literal(value) + suffix);
            return;
        }

        var quotes = new string('"', Math.Max(3, LongestRunOfQuotes(value) + 1));
        Line(prefix + quotes);
        level++;
        Line(value);
        Line(quotes + suffix);
        level--;
    }

    /// <summary>A C# string literal with escapes.</summary>
    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    public override string ToString() => text.ToString();

    private bool EndsWith(string ending)
    {
        if (text.Length < ending.Length)
        {
            return false;
        }

        for (var index = 0; index < ending.Length; index++)
        {
            if (text[text.Length - ending.Length + index] != ending[index])
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanBeRaw(string value)
    {
        var worthIt = false;
        foreach (var character in value)
        {
            if ((char.IsControl(character) && character != '\n') || character is '\u2028' or '\u2029')
            {
                return false;
            }

            worthIt |= character is '\n' or '"' or '\\';
        }

        return worthIt;
    }

    private static int LongestRunOfQuotes(string value)
    {
        int longest = 0, run = 0;
        foreach (var character in value)
        {
            run = character == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
