using System.Text.Encodings.Web;
using System.Text.Json;
using LineageAot.Schema;

namespace LineageAot.Lineage;

/// <summary>The names of a table's columns as a line of an export has them, encoded once; and which of them hold JSON.</summary>
internal static class ExportNames<T> where T : class, IRow<T>
{
    /// <summary>In the order in which the record's codec writes.</summary>
    public static readonly JsonEncodedText[] Columns = [.. Written.Select(static column => JsonEncodedText.Encode(NameOf(column), JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];

    /// <summary>For each column whether the table's CHECK keeps everything but JSON out of it.</summary>
    public static readonly bool[] HoldsJson = [.. Written.Select(static column => T.Schema.Checks.Any(check => check.Sql.Contains($"json_valid({column.Name})", StringComparison.Ordinal)))];

    // A line's own type comes first; a property of the same name would hide it.
    private static string NameOf(ColumnSchema column) => column.Name == "type" ? "own_type" : column.Name;

    private static IEnumerable<ColumnSchema> Written => T.Schema.Columns.Where(static column => column.Computed is null);
}
