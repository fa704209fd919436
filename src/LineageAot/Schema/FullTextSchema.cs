namespace LineageAot.Schema;

/// <summary>Asks a table's facts for its full-text index.</summary>
internal static class FullTextSchema
{
    /// <summary>The table has one.</summary>
    public static bool HasFullText(this TableSchema table) => Array.Exists(table.Ddl, static statement => statement.StartsWith("CREATE VIRTUAL TABLE ", StringComparison.Ordinal));
}
