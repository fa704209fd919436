using System.Linq;
using LineageAot.Generators.Model;

namespace LineageAot.Generators.Analysis;

/// <summary>Tells from a column's type whether its values come in no order.</summary>
internal static class RandomValues
{
    /// <summary>The lengths of MD5 (which is a random Guid's too), SHA-1 and the SHA-2 family.</summary>
    private static readonly int[] HashLengths = [16, 20, 28, 32, 48, 64];

    /// <summary>Why they do, or null where they don't or nothing can be told.</summary>
    public static string? Of(TableModel table, int place)
    {
        // A foreign key has to have its index, and its values come as the parent's do.
        if (table.ForeignKeys.Any(key => key.Columns.Contains(place)))
        {
            return null;
        }

        var column = table.Columns[place];
        return column.Value.Kind switch
        {
            ValueKind.Sha256 => "a hash, whose values come in no order",
            ValueKind.ByteArray or ValueKind.ByteMemory or ValueKind.ByteImmutableArray when column.MaxLength is { } length && HashLengths.Contains(length) => $"{length} bytes like a hash, whose values come in no order",

            // A key, and a typed key of another table, are time-ordered where the library makes them; of any other Guid only its type is known.
            ValueKind.Guid when column is { IsKey: false, Value.Wrapper: null } => "a Guid, which comes in no order unless it is made from the time",
            _ => null,
        };
    }
}
