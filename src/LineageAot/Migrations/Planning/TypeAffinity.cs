namespace LineageAot.Migrations.Planning;

/// <summary>What a declared type does to the values of a column (https://sqlite.org/datatype3.html#determination_of_column_affinity): the first rule that fits counts.</summary>
internal static class TypeAffinity
{
    public static string Of(string type) => type.ToUpperInvariant() switch
    {
        var name when name.Contains("INT", StringComparison.Ordinal) => "INTEGER",
        var name when name.Contains("CHAR", StringComparison.Ordinal) || name.Contains("CLOB", StringComparison.Ordinal) || name.Contains("TEXT", StringComparison.Ordinal) => "TEXT",
        var name when name.Length == 0 || name.Contains("BLOB", StringComparison.Ordinal) => "BLOB",
        var name when name.Contains("REAL", StringComparison.Ordinal) || name.Contains("FLOA", StringComparison.Ordinal) || name.Contains("DOUB", StringComparison.Ordinal) => "REAL",
        _ => "NUMERIC",
    };
}
