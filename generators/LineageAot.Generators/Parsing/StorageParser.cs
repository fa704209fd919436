using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Applies [Storage] to a value's usual storage.</summary>
/// <param name="owner">The record of the property, or the method of the parameter or the return value.</param>
/// <param name="target">The property or parameter; the method for its return value.</param>
/// <param name="attribute">The attribute, or null where there is none.</param>
internal sealed class StorageParser(ISymbol owner, ISymbol target, AttributeData? attribute, Reporter reporter)
{
    private const int MostPlaces = 18;

    public ValueModel? Apply(ValueModel value)
    {
        var form = attribute is null ? StorageForm.Default : (StorageForm)attribute.Positional<int>(0);
        var scale = attribute?.Positional<int>(1) ?? 0;
        if (form == StorageForm.Scaled && scale is < 0 or > MostPlaces)
        {
            return Refuse(form, $"a scale is 0 to {MostPlaces} places");
        }

        SqlType? sql = (form, value.Kind) switch
        {
            (StorageForm.Default, _) => value.SqlType,
            (StorageForm.Text, ValueKind.Guid or ValueKind.DateTimeOffset or ValueKind.DateTime) => SqlType.Text,
            (StorageForm.Integer, ValueKind.Enum) => SqlType.Integer,
            (StorageForm.Scaled, ValueKind.Decimal) => SqlType.Integer,
            (StorageForm.UnixSeconds, ValueKind.DateTimeOffset or ValueKind.DateTime) => SqlType.Integer,
            _ => null,
        };
        if (sql is null)
        {
            return Refuse(form, form switch
            {
                StorageForm.Text => "it is for Guid, DateTimeOffset and DateTime",
                StorageForm.Integer => "it is for enums",
                StorageForm.Scaled => "it is for decimal",
                _ => "it is for DateTimeOffset and DateTime",
            });
        }

        return value with { Form = form, Scale = scale, SqlType = sql.Value };
    }

    private ValueModel? Refuse(StorageForm form, string reason)
    {
        reporter.Report(Rules.StorageMismatch, attribute.LocationOr(target), owner.Name, ReferenceEquals(owner, target) ? "return" : target.Name, form, reason);
        return null;
    }
}
