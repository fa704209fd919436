using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using LineageAot.Schema;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>The CHECK constraints: those of the storage rules, of lengths, and the user's own.</summary>
internal static class CheckParser
{
    public static EquatableArray<CheckModel> Parse(INamedTypeSymbol record, string table, IReadOnlyList<ColumnModel> columns)
    {
        var names = new UniqueNames();
        var checks = new List<CheckModel>();
        foreach (var column in columns)
        {
            var conditions = new List<string?> { StorageRule(column), LengthRule(column) };
            conditions.AddRange(column.Checks);
            foreach (var condition in conditions.OfType<string>())
            {
                checks.Add(new CheckModel(names.Take($"ck_{table}_{column.Name}"), condition, [column.Name]));
            }
        }

        var number = 0;
        foreach (var attribute in record.Attributes(KnownNames.Check))
        {
            number++;
            checks.Add(new CheckModel(names.Take($"ck_{table}_{number}"), attribute.Positional<string>(0) ?? "", []));
        }

        return checks.ToEquatableArray();
    }

    private static string? StorageRule(ColumnModel column)
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

    private static string? LengthRule(ColumnModel column)
        => column.MaxLength is { } length ? $"length({SqlIdentifier.Quote(column.Name)}) <= {length}" : null;
}
