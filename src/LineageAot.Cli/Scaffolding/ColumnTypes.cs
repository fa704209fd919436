using LineageAot.Generators.Model;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Which of SQLite's four types a declared one means (https://sqlite.org/datatype3.html#determination_of_column_affinity), and which C# type holds it.</summary>
internal static class ColumnTypes
{
    /// <summary>The declared type's affinity; null for NUMERIC and for none, which tell nothing.</summary>
    public static SqlType? OfAffinity(string declared)
    {
        var type = declared.ToUpperInvariant();
        return Has("INT") ? SqlType.Integer
            : Has("CHAR") || Has("CLOB") || Has("TEXT") ? SqlType.Text
            : Has("BLOB") ? SqlType.Blob
            : Has("REAL") || Has("FLOA") || Has("DOUB") ? SqlType.Real
            : null;

        bool Has(string part) => type.Contains(part, StringComparison.Ordinal);
    }

    /// <summary>What the values that are there need; where there are none, what the declared type's name sounds like.</summary>
    public static SqlType OfValues(FoundColumn column)
    {
        var found = column.StorageClasses;
        if (found.Count == 0)
        {
            return OfWord(column.Type.ToUpperInvariant());
        }

        return found.Contains("blob") ? SqlType.Blob : found.Contains("text") ? SqlType.Text : found.Contains("real") ? SqlType.Real : SqlType.Integer;
    }

    /// <summary>Values that a column of this type can't hold.</summary>
    public static IReadOnlyList<string> Misfits(SqlType type, FoundColumn column) => [.. column.StorageClasses.Where(stored => stored != Name(type).ToLowerInvariant() && (type, stored) is not (SqlType.Real, "integer"))];

    public static string Name(SqlType type) => type.ToString().ToUpperInvariant();

    public static ValueModel Value(SqlType type, bool isNullable)
    {
        var (kind, name) = type switch
        {
            SqlType.Integer => (ValueKind.Int64, "long"),
            SqlType.Real => (ValueKind.Double, "double"),
            SqlType.Text => (ValueKind.String, "string"),
            _ => (ValueKind.ByteArray, "byte[]"),
        };
        return new ValueModel { Kind = kind, TypeName = name, SqlType = type, IsNullable = isNullable };
    }

    /// <summary>The smaller types that an integer may have, each with a CHECK of its own.</summary>
    public static IEnumerable<ValueModel> SmallIntegers(bool isNullable)
        => [
            Value(SqlType.Integer, isNullable) with { Kind = ValueKind.Boolean, TypeName = "bool" },
            Value(SqlType.Integer, isNullable) with { Kind = ValueKind.Int32, TypeName = "int" },
            Value(SqlType.Integer, isNullable) with { Kind = ValueKind.Int16, TypeName = "short" },
            Value(SqlType.Integer, isNullable) with { Kind = ValueKind.Byte, TypeName = "byte" },
            Value(SqlType.Integer, isNullable) with { Kind = ValueKind.UInt32, TypeName = "uint" },
            Value(SqlType.Integer, isNullable) with { Kind = ValueKind.UInt16, TypeName = "ushort" },
            Value(SqlType.Integer, isNullable) with { Kind = ValueKind.SByte, TypeName = "sbyte" },
        ];

    private static SqlType OfWord(string type)
        => type.Length == 0 ? SqlType.Blob
            : type.StartsWith("BOOL", StringComparison.Ordinal) ? SqlType.Integer
            : type.Contains("DATE", StringComparison.Ordinal) || type.Contains("TIME", StringComparison.Ordinal) || type.Contains("STRING", StringComparison.Ordinal) ? SqlType.Text
            : SqlType.Real;
}
