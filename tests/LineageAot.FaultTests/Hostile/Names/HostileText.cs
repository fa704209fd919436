namespace LineageAot.FaultTests.Hostile.Names;

/// <summary>Names as somebody would choose them who means harm: pieces of a corpus, put together by chance.</summary>
internal sealed class HostileText(int seed)
{
    private static readonly string[] Pieces =
    [
        "a", "name", "x1", "Ä", "ß", "漢字", "😀", "\U0010FFFF", "\uFFFF", "\uFFFD", "\uFEFF", "\u202E", "\u200B", "\u2028", "\u0085", "\u0301", "а" /* Cyrillic */, "ａ" /* full width */, "İ", "ı",
        "'", "\"", "`", "[", "]", "''", "\"\"", "\\", "/", "//", "../", "..", ".", ":", ";", ",", "--", "/*", "*/", "#", "%", "%00", "%n", "_", "*", "?", "?1", "@p", "$x", ":p", "{0}", "(", ")", "=", "||", "&", "|", "<", ">", "!",
        " ", "\t", "\n", "\r\n", "\u0001", "\u001b[31m", "\u007f", "\0",
        "select", "SELECT", "from", "table", "order", "group", "index", "null", "NULL", "default", "rowid", "_rowid_", "oid", "true", "values", "sqlite_", "sqlite_schema", "sqlite_sequence", "main", "temp", "temp.", "main.",
        "; drop table items; --", "'); drop table items; --", "\"); drop table items; --", "' or 1=1 --", "\" or \"\"=\"", "x'00'", "char(0)", "load_extension('x')", "attach 'x' as y", "pragma writable_schema=1", "file:", ":memory:", "?mode=memory",
        "1", "-1", "0x10", "1e999", "NaN", "''''", "lineage_", "__lineage_migrations", "_fts", "_fts_rows",
    ];

    private readonly Random random = new(seed);

    /// <summary>A text of some pieces; one in 40 is longer than most limits, one in 60 isn't whole.</summary>
    public string Next()
    {
        var text = string.Concat(Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Piece()));
        return random.Next(40) == 0 ? string.Concat(Enumerable.Repeat(text, 1 + random.Next(3000) / text.Length))
            : random.Next(60) == 0 ? text.Insert(random.Next(text.Length + 1), ((char)(0xDC00 + random.Next(0x400))).ToString())
            : random.Next(200) == 0 ? ""
            : text;
    }

    /// <summary>One that is a name for SQL, without what no text of a statement can hold.</summary>
    public string NextIdentifier()
    {
        while (true)
        {
            var text = Next();
            if (text.Length > 0 && !text.Contains('\0') && IsWhole(text) && !text.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase))
            {
                return text;
            }
        }
    }

    /// <summary>One that a file can have: the system's own limits aside.</summary>
    public string NextFileName()
    {
        while (true)
        {
            var text = NextIdentifier().Replace("/", "");
            if (text.Length > 0 && text is not ("." or "..") && System.Text.Encoding.UTF8.GetByteCount(text) < 150)
            {
                return text;
            }
        }
    }

    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    private string Piece() => Pieces[random.Next(Pieces.Length)];
}
