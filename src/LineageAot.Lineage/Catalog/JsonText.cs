using System.Text;
using System.Text.Json;

namespace LineageAot.Lineage;

/// <summary>Refuses what isn't JSON before a unit starts, by the name of the property that holds it.</summary>
internal static class JsonText
{
    // SQLite's own bound (JSON_MAX_DEPTH), so that whatever passes here passes the column's CHECK.
    private const int MaxDepth = 1000;

    /// <summary>Refuses a text that isn't one JSON value (RFC 8259); null passes.</summary>
    /// <exception cref="ArgumentException">It isn't.</exception>
    public static void Require(string? text, string property)
    {
        if (text is null)
        {
            return;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"{property} isn't valid JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}). Give one JSON value, or null for none.", property, error);
        }
    }
}
