namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>
/// Whether a column of one stored meaning can be read as another. SQLite's type is only half of it: a time and a date are both integers, a Guid and a hash both blobs.
/// </summary>
internal static class StorageMatch
{
    private static readonly HashSet<string> Integers = ["Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"];

    /// <summary>Bare values: they are read as what they are, whatever they mean.</summary>
    private static readonly HashSet<string> Bare = [.. Integers, "Single", "Double", "String", "Char", "ByteArray", "ByteMemory", "ByteImmutableArray"];

    /// <summary>Why a column of a declared type can't be read, or null.</summary>
    /// <param name="declared">The table's type in upper case; empty or ANY where it may hold anything.</param>
    /// <param name="wanted">SQLite's type that the member is read from.</param>
    public static bool FitsType(string declared, string wanted) => Affinity(declared) is not { } affinity || affinity == wanted || (affinity == "INTEGER" && wanted == "REAL");

    /// <summary>False where both mean something, and not the same.</summary>
    public static bool FitsMeaning(string stored, string read) => Bare.Contains(stored) || Bare.Contains(read) || Family(stored) == Family(read);

    private static string Family(string storage) => storage switch
    {
        "DateTime" => "DateTimeOffset",
        "FloatMemory" => "FloatArray",
        _ => storage,
    };

    /// <summary>The type of values that the column keeps (https://sqlite.org/datatype3.html#determination_of_column_affinity), or null for any.</summary>
    private static string? Affinity(string declared) => declared switch
    {
        "" or "ANY" => null,
        _ when declared.Contains("INT", StringComparison.Ordinal) => "INTEGER",
        _ when declared.Contains("CHAR", StringComparison.Ordinal) || declared.Contains("CLOB", StringComparison.Ordinal) || declared.Contains("TEXT", StringComparison.Ordinal) => "TEXT",
        _ when declared.Contains("BLOB", StringComparison.Ordinal) => "BLOB",
        _ when declared.Contains("REAL", StringComparison.Ordinal) || declared.Contains("FLOA", StringComparison.Ordinal) || declared.Contains("DOUB", StringComparison.Ordinal) => "REAL",
        _ => null,
    };
}
