namespace LineageAot.Schema;

/// <summary>Names out of a file's own schema: others may have given them, and a program's rules for its names don't hold for those.</summary>
internal static class FoundName
{
    /// <summary>Quotes a name that a file has. SQLite takes an empty one for a table, column or index too.</summary>
    /// <exception cref="DatabaseCorruptException">It holds a NUL: a statement ends there, so none has made it, and none can name it.</exception>
    public static string Quote(string name)
        => name.Contains('\0') ? throw new DatabaseCorruptException($"The file's schema holds the name '{name.Replace("\0", "\\0", StringComparison.Ordinal)}' with U+0000 in it, which no statement can have made: somebody wrote into sqlite_schema. Restore a backup, or have '.recover' of SQLite's shell make the file anew.")
            : name.Length == 0 ? "\"\""
            : SqlIdentifier.Quote(name);
}
