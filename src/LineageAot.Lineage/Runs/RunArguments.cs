using System.Text.Json;

namespace LineageAot.Lineage;

/// <summary>Checks of what callers give to runs.</summary>
internal static class RunArguments
{
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(365);

    // SQLite's own limit: what passes here passes the column's CHECK.
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 1000 };

    public static void RequireJson(string? text, string name)
    {
        if (text is null)
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Json);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"It isn't JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine}. Give a JSON text, or null.", name, error);
        }
    }

    public static void RequireText(string? text, string name)
    {
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            throw new ArgumentException("It's blank. Give a text, or null.", name);
        }
    }

    public static void RequireLease(TimeSpan lease, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lease, TimeSpan.Zero, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lease, LongestLease, name);
    }
}
