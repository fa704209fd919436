using System;
using System.Collections.Generic;

namespace LineageAot.Generators.Parsing.Sql;

/// <summary>How the characters of a literal are written (C# specification, string literals, and raw and interpolated ones).</summary>
internal enum LiteralForm
{
    Regular, Verbatim, Raw,
}

/// <summary>Walks through the written form of a literal's content and notes where each character of its value stands.</summary>
/// <param name="form">How it is written.</param>
/// <param name="isInterpolated">A doubled brace is one.</param>
/// <param name="indentation">What each line of a raw literal starts with and its value doesn't.</param>
internal sealed class LiteralTokenReader(LiteralForm form, bool isInterpolated, int indentation)
{
    private readonly List<LiteralSegment> segments = [];
    private int length;
    private bool isNewLine;

    public IReadOnlyList<LiteralSegment> Segments => segments;

    /// <summary>How many characters of the value have been read.</summary>
    public int Length => length;

    /// <summary>Reads a part of the source, without its quotes.</summary>
    /// <param name="text">The part.</param>
    /// <param name="position">Where it stands in the file.</param>
    /// <param name="isAtLineStart">A raw literal's indentation comes first.</param>
    public void Read(string text, int position, bool isAtLineStart)
    {
        var place = isAtLineStart ? SkipIndentation(text, 0) : 0;
        while (place < text.Length)
        {
            var (written, value) = Character(text, place);
            if (written == 1)
            {
                Add(position + place);
            }
            else
            {
                segments.Add(new LiteralSegment(length, position + place, written, IsExact: false));
                length += value;
            }

            isNewLine = text[place] == '\n';
            place = isNewLine ? SkipIndentation(text, place + written) : place + written;
        }
    }

    /// <summary>A constant that stands here by its name or as an expression.</summary>
    public void Insert(int valueLength, int position, int sourceLength)
    {
        if (valueLength > 0)
        {
            segments.Add(new LiteralSegment(length, position, sourceLength, IsExact: false));
            length += valueLength;
        }
    }

    private void Add(int position)
    {
        if (!isNewLine && segments.Count > 0 && segments[segments.Count - 1] is { IsExact: true } last && last.Position + last.Length == position)
        {
            segments[segments.Count - 1] = last with { Length = last.Length + 1 };
        }
        else
        {
            segments.Add(new LiteralSegment(length, position, 1, IsExact: true));
        }

        length++;
    }

    /// <summary>A blank line of a raw literal may have less than its indentation.</summary>
    private int SkipIndentation(string text, int place)
    {
        if (form != LiteralForm.Raw)
        {
            return place;
        }

        var end = place;
        while (end < text.Length && end - place < indentation && text[end] is ' ' or '\t')
        {
            end++;
        }

        return end;
    }

    /// <summary>How many characters are written here, and how many of the value they make.</summary>
    private (int Written, int Value) Character(string text, int place)
    {
        var character = text[place];
        var isDoubled = place + 1 < text.Length && text[place + 1] == character;
        if (form != LiteralForm.Raw && isInterpolated && isDoubled && character is '{' or '}')
        {
            return (2, 1);
        }

        return form switch
        {
            LiteralForm.Verbatim when character == '"' && isDoubled => (2, 1),
            LiteralForm.Regular when character == '\\' && place + 1 < text.Length => Escape(text, place),
            _ => (1, 1),
        };
    }

    private static (int Written, int Value) Escape(string text, int place) => text[place + 1] switch
    {
        'u' => (6, 1),
        'U' => (10, string.CompareOrdinal(text, place + 2, "0000", 0, 4) == 0 ? 1 : 2),
        'x' => (2 + HexadecimalDigits(text, place + 2), 1),
        _ => (2, 1),
    };

    private static int HexadecimalDigits(string text, int place)
    {
        const int Most = 4;
        var count = 0;
        while (count < Most && place + count < text.Length && Uri.IsHexDigit(text[place + count]))
        {
            count++;
        }

        return count;
    }
}
