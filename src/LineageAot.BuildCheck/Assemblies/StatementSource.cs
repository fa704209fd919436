using System.Text;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>Where a statement's text stands in the source, so that a place in what is prepared leads back to the very word.</summary>
/// <param name="File">The source file.</param>
/// <param name="Line">The attribute's line in it, from 1.</param>
/// <param name="Edits">What was replaced in the text as written: start, length, and length of what stands there now, for each edit in order.</param>
/// <param name="Positions">Runs of characters: place in the text as written, line below the attribute's, column, and 1 where each further character stands behind the one before it.</param>
internal sealed record StatementSource(string File, int Line, IReadOnlyList<int> Edits, IReadOnlyList<int> Positions)
{
    private const int EditSize = 3, PositionSize = 4;

    /// <summary>The line and column of a place in the text that is prepared.</summary>
    public (int Line, int Column) Place(int offset)
    {
        var written = Written(offset);
        for (var run = Positions.Count - PositionSize; run >= 0; run -= PositionSize)
        {
            if (Positions[run] <= written)
            {
                return (Line + Positions[run + 1], Positions[run + 2] + (Positions[run + 3] != 0 ? written - Positions[run] : 0));
            }
        }

        return (Line, 1);
    }

    /// <summary>The number of characters in the first bytes of a text, as SQLite counts.</summary>
    public static int Characters(string text, int bytes)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetCharCount(encoded, 0, Math.Clamp(bytes, 0, encoded.Length));
    }

    private int Written(int offset)
    {
        var grown = 0;
        for (var edit = 0; edit < Edits.Count; edit += EditSize)
        {
            var start = Edits[edit] + grown;
            if (offset < start)
            {
                break;
            }

            if (offset < start + Edits[edit + 2])
            {
                return Edits[edit];
            }

            grown += Edits[edit + 2] - Edits[edit + 1];
        }

        return offset - grown;
    }
}
