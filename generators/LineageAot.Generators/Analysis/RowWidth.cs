using System.Linq;
using LineageAot.Generators.Model;

namespace LineageAot.Generators.Analysis;

/// <summary>What can be told of the length of a table's rows from its columns.</summary>
internal static class RowWidth
{
    /// <summary>A twentieth of a page of 4,096 bytes: above it SQLite advises against WITHOUT ROWID (https://www.sqlite.org/withoutrowid.html).</summary>
    public const int Long = 4096 / 20;

    /// <summary>The first column of content: text or bytes that may be long. Null where there is none.</summary>
    public static ColumnModel? Content(TableModel table)
        => table.Columns.Where((column, place) => column.Computed is null && !IsInIndex(table, place) && IsContent(column, IsSearched(table, place))).FirstOrDefault();

    /// <summary>The bytes that a row of the columns without any content takes at least.</summary>
    public static int Least(TableModel table) => table.Columns.Where(static column => column is { IsNullable: false, Computed: null }).Sum(static column => column.Value switch
    {
        { Kind: ValueKind.Guid, Form: StorageForm.Text } => 36,
        { Kind: ValueKind.Guid } => 16,
        { Kind: ValueKind.Sha256 } => 32,
        { Kind: ValueKind.Single or ValueKind.Double or ValueKind.DateTimeOffset or ValueKind.DateTime } => 8,
        { Kind: ValueKind.FloatArray or ValueKind.FloatMemory } => 4 * (column.Dimensions ?? 0),
        _ => 1,
    });

    /// <summary>What is looked up by an index is a name or a number, however long its type lets it be.</summary>
    private static bool IsInIndex(TableModel table, int place) => table.Key.Contains(place) || table.Indexes.Any(index => index.Columns.Contains(place));

    private static bool IsSearched(TableModel table, int place) => table.FullText is { } fullText && fullText.Columns.Contains(place);

    /// <summary>A text that may be null is often an error or a remark that hardly any row has; bytes, JSON and vectors are content wherever they are.</summary>
    private static bool IsContent(ColumnModel column, bool isSearched) => column.Value.Kind switch
    {
        ValueKind.String => (isSearched || !column.IsNullable) && IsLong(column.MaxLength),
        ValueKind.ByteArray or ValueKind.ByteMemory or ValueKind.ByteImmutableArray or ValueKind.Json or ValueKind.List => IsLong(column.MaxLength),
        ValueKind.FloatArray or ValueKind.FloatMemory => IsLong(4 * column.Dimensions),
        _ => false,
    };

    private static bool IsLong(int? most) => most is not { } length || length > Long;
}
