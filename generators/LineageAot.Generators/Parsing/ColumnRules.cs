using System;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>The rules of a single column: do its attributes fit its type and each other?</summary>
internal sealed class ColumnRules(INamedTypeSymbol record, IPropertySymbol property, ColumnModel column, Reporter reporter)
{
    private ValueModel Value => column.Value;

    public void Check()
    {
        CheckKey();
        CheckComputed();
        CheckRole();
        CheckCollation();
        CheckLengths();
        CheckEnum();
    }

    private void CheckKey()
    {
        if (!column.IsKey)
        {
            return;
        }

        var location = property.Attribute(KnownNames.Key).LocationOr(property);
        if (column.IsNullable)
        {
            reporter.Report(Rules.NullableKey, location, record.Name, property.Name);
        }

        var isNaturalInteger = Value.Kind is >= ValueKind.Int16 and <= ValueKind.UInt64;
        if (column.IsGenerated && !isNaturalInteger && Value.Kind != ValueKind.Guid)
        {
            reporter.Report(Rules.GeneratedKeyType, location, record.Name, property.Name);
        }

        if (column.NeverReuse && !(column.IsGenerated && isNaturalInteger))
        {
            reporter.Report(Rules.NeverReuse, location, record.Name, property.Name);
        }

        if (!Value.IsScalar)
        {
            reporter.Report(Rules.NotComparable, location, record.Name, property.Name, "the key");
        }

        if (Value is { Kind: ValueKind.Decimal, Form: StorageForm.Default })
        {
            reporter.Report(Rules.DecimalOrdered, location, record.Name, property.Name, "the key");
        }
    }

    private void CheckComputed()
    {
        if (column.Computed is null)
        {
            return;
        }

        var conflict = PropertyFinder.ColumnAttributes(property).FirstOrDefault(static attribute => attribute.AttributeClass!.Name is
            "KeyAttribute" or "DefaultAttribute" or "CreatedAtAttribute" or "UpdatedAtAttribute" or "RowVersionAttribute" or "ReferencesAttribute");
        if (conflict is not null)
        {
            reporter.Report(Rules.ComputedConflict, conflict.LocationOr(property), record.Name, property.Name, PropertyFinder.AttributeName(conflict));
        }
    }

    private void CheckRole()
    {
        if (column.Role == ColumnRole.None)
        {
            return;
        }

        var isStamp = column.Role is ColumnRole.CreatedAt or ColumnRole.UpdatedAt;
        var fits = Value.Wrapper is null && (isStamp ? Value.Kind is ValueKind.DateTimeOffset or ValueKind.DateTime : !column.IsNullable && Value.Kind is ValueKind.Int64 or ValueKind.Int32);
        if (!fits)
        {
            var attribute = property.Attribute("LineageAot." + column.Role + "Attribute");
            reporter.Report(Rules.RoleType, attribute.LocationOr(property), record.Name, property.Name, column.Role, isStamp ? "a DateTimeOffset or a DateTime" : "a long or an int");
        }
    }

    private void CheckCollation()
    {
        if (column.Collation is null)
        {
            return;
        }

        var isKnown = new[] { "BINARY", "NOCASE", "RTRIM" }.Contains(column.Collation, StringComparer.OrdinalIgnoreCase);
        if (!isKnown || Value.SqlType != SqlType.Text || !Value.IsScalar)
        {
            reporter.Report(Rules.CollationMismatch, property.Attribute(KnownNames.Collation).LocationOr(property), record.Name, property.Name, column.Collation);
        }
    }

    private void CheckLengths()
    {
        if (column.MaxLength is { } length)
        {
            var fits = Value.Kind is ValueKind.String or ValueKind.ByteArray or ValueKind.ByteMemory or ValueKind.ByteImmutableArray or ValueKind.Json or ValueKind.List;
            if (!fits || length < 1)
            {
                reporter.Report(Rules.LengthMismatch, property.Attribute(KnownNames.MaxLength).LocationOr(property), record.Name, property.Name, "MaxLength", length,
                    fits ? "the length is at least 1" : "it is for text and blobs");
            }
        }

        if (column.Dimensions is { } count)
        {
            var fits = Value.Kind is ValueKind.FloatArray or ValueKind.FloatMemory;
            if (!fits || count < 1)
            {
                reporter.Report(Rules.LengthMismatch, property.Attribute(KnownNames.Dimensions).LocationOr(property), record.Name, property.Name, "Dimensions", count,
                    fits ? "a vector has at least 1 element" : "it is for float[] and ReadOnlyMemory<float>");
            }
        }
    }

    private void CheckEnum()
    {
        if (Value.Enum is not { } enumeration)
        {
            return;
        }

        if (EnumProblem(Value) is { } reason)
        {
            reporter.Report(Rules.EnumStorage, property.FirstLocation(), record.Name, property.Name, enumeration.DisplayName, reason);
        }
    }

    /// <summary>What keeps an enum from being stored in its form, or null.</summary>
    public static string? EnumProblem(ValueModel value)
    {
        if (value.Enum is not { } enumeration)
        {
            return null;
        }

        var isText = value.Form != StorageForm.Integer;
        return enumeration.Members.Count == 0 ? "it has no members"
            : enumeration.IsFlags && isText ? "flags are combined, and a combination has no name; add [Storage(StorageKind.Integer)]"
            : isText && enumeration.Members.GroupBy(static member => member.Text).FirstOrDefault(static group => group.Count() > 1) is { } clash
                ? $"the members {string.Join(" and ", clash.Select(static member => member.Name))} would both be stored as '{clash.Key}'; add [Storage(StorageKind.Integer)]"
                : null;
    }
}
