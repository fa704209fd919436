using System.Globalization;
using LineageAot.Generators.Model;
using LineageAot.Migrations;
using LineageAot.Schema;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Makes types, [MaxLength] and [Check] out of a table's CHECKs.</summary>
internal static class CheckScaffold
{
    /// <summary>Gives the record its checks; the properties are there.</summary>
    public static void Add(RecordDraft draft)
    {
        var left = draft.Table.Clauses.Checks.ToList();
        foreach (var property in draft.Properties)
        {
            TakeType(property, left);
            TakeLength(draft, property, left);
        }

        foreach (var check in left)
        {
            if (!SqlPieces.FitsAttribute(check.Sql))
            {
                draft.Notes.Add($"CHECK ({check.Sql}) can't stand in an attribute: the next migration takes it away");
                continue;
            }

            var owner = Owner(draft, check);
            owner?.Checks.Add(check.Sql);
            (owner?.Attributes ?? draft.Attributes).Add($"Check({CSharpText.Literal(check.Sql)})");
            if (owner is null)
            {
                draft.Checks.Add(check.Sql);
            }
        }
    }

    /// <summary>A CHECK that says bool or a smaller integer: the type brings it back.</summary>
    private static void TakeType(PropertyDraft property, List<FoundCheck> left)
    {
        if (property.Value.Kind != ValueKind.Int64 || property.IsGenerated)
        {
            return;
        }

        foreach (var value in ColumnTypes.SmallIntegers(property.Value.IsNullable))
        {
            var wanted = SqlTokenizer.Normalize(Generators.Parsing.StorageChecks.Of(property.ToModel() with { Value = value }).First());
            if (left.FindIndex(check => check.CommonForm == wanted) is >= 0 and var found)
            {
                left.RemoveAt(found);
                property.Value = value;
                return;
            }
        }
    }

    /// <summary><c>length(c) &lt;= n</c>, where it's the first of the column: its name depends on that.</summary>
    private static void TakeLength(RecordDraft draft, PropertyDraft property, List<FoundCheck> left)
    {
        var first = left.FindIndex(check => Owner(draft, check) == property);
        if (first < 0 || property.Value.Kind is not (ValueKind.String or ValueKind.ByteArray)
            || left[first].Tokens is not [.., { Kind: SqlTokenKind.Literal } bound] || !int.TryParse(bound.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length < 1
            || left[first].CommonForm != SqlTokenizer.Normalize(Generators.Parsing.StorageChecks.Of(property.ToModel() with { MaxLength = length }).First()))
        {
            return;
        }

        left.RemoveAt(first);
        property.MaxLength = length;
        property.Attributes.Add(string.Create(CultureInfo.InvariantCulture, $"MaxLength({length})"));
    }

    /// <summary>The property that carries it: by its name where the generator gave it, else the only column that it mentions; null for the record.</summary>
    private static PropertyDraft? Owner(RecordDraft draft, FoundCheck check)
    {
        var stem = SqlNameComparer.Fold($"ck_{draft.Table.Name}_");
        if (check.Name.StartsWith(stem, StringComparison.Ordinal))
        {
            var rest = check.Name[stem.Length..];
            return rest.Length > 0 && rest.All(char.IsAsciiDigit) ? null : draft.Properties.Find(property => IsNumbered(rest, SqlNameComparer.Fold(property.Column.Name)));
        }

        return draft.Properties.FindAll(property => check.Mentions(property.Column.Name)) is [var single] ? single : null;
    }

    private static bool IsNumbered(string name, string column)
        => name == column || (name.StartsWith(column + "_", StringComparison.Ordinal) && name.AsSpan(column.Length + 1) is { Length: > 0 } number && number.IndexOfAnyExceptInRange('0', '9') < 0);
}
