namespace LineageAot.Cli.Search;

/// <summary>Shows a snippet on one line. A text's own control characters don't reach the terminal.</summary>
internal static class SnippetMarks
{
    /// <summary>What stands around a hit on its way: characters that SQLite keeps and a text hardly holds.</summary>
    public const string Start = "\u0001";

    public const string End = "\u0002";

    public static string Show(string snippet, bool isBold)
    {
        var line = string.Join(' ', snippet.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var plain = string.Concat(line.Where(static character => !char.IsControl(character) || character is '\u0001' or '\u0002'));
        return isBold ? plain.Replace(Start, "\u001b[1m", StringComparison.Ordinal).Replace(End, "\u001b[0m", StringComparison.Ordinal) : Bracketed(plain);
    }

    /// <summary>With [ and ] around the hits.</summary>
    public static string Bracketed(string snippet) => snippet.Replace(Start, "[", StringComparison.Ordinal).Replace(End, "]", StringComparison.Ordinal);
}
