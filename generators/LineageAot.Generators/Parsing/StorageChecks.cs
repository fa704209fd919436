using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Schema;

namespace LineageAot.Generators.Parsing;

/// <summary>The CHECKs that a column's type and its greatest length ask for. Shared as source with the tool, which finds the types that a file's CHECKs speak of.</summary>
internal static class StorageChecks
{
    public static IEnumerable<string> Of(ColumnModel column) => new[] { OfStorage(column), OfLength(column) }.OfType<string>();

    private static string? OfStorage(ColumnModel column)
    {
        var name = SqlIdentifier.Quote(column.Name);
        return column.Value.Kind switch
        {
            ValueKind.Boolean => $"{name} IN (0, 1)",
            ValueKind.SByte => Between(sbyte.MinValue, sbyte.MaxValue),
            ValueKind.Byte => Between(byte.MinValue, byte.MaxValue),
            ValueKind.Int16 => Between(short.MinValue, short.MaxValue),
            ValueKind.UInt16 => Between(ushort.MinValue, ushort.MaxValue),
            ValueKind.Int32 => Between(int.MinValue, int.MaxValue),
            ValueKind.UInt32 => Between(uint.MinValue, uint.MaxValue),
            ValueKind.UInt64 => $"{name} >= 0",
            ValueKind.Char => $"length({name}) <= 1",
            ValueKind.Guid when column.Value.Form == StorageForm.Text => $"length({name}) = 36",
            ValueKind.Guid => $"length({name}) = 16",
            ValueKind.Sha256 => $"length({name}) = 32",
            ValueKind.TimeOnly => Between(0, 86_399_999_999),
            ValueKind.Enum => EnumRule(column.Value, name),

            // Before SQLite 3.45 json_valid(NULL) was 0: a check by an older tool would find fault with every null.
            ValueKind.Json or ValueKind.List => column.IsNullable ? $"{name} IS NULL OR json_valid({name})" : $"json_valid({name})",
            ValueKind.FloatArray or ValueKind.FloatMemory => column.Dimensions is { } count ? $"length({name}) = {4L * count}" : $"length({name}) % 4 = 0",
            _ => null,
        };

        string Between(long least, long greatest) => $"{name} BETWEEN {least} AND {greatest}";
    }

    private static string EnumRule(ValueModel value, string name)
    {
        var members = value.Enum!.Members;
        if (value.Form != StorageForm.Integer)
        {
            return $"{name} IN ({string.Join(", ", members.Select(static member => $"'{member.Text}'"))})";
        }

        return value.Enum.IsFlags
            ? $"({name} & ~{members.Aggregate(0L, static (all, member) => all | member.Value)}) = 0"
            : $"{name} IN ({string.Join(", ", members.Select(static member => member.Value))})";
    }

    private static string? OfLength(ColumnModel column)
        => column.MaxLength is { } length ? $"length({SqlIdentifier.Quote(column.Name)}) <= {length}" : null;
}
