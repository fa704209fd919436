using System.Globalization;
using LineageAot.Generators.Model;

namespace LineageAot.Generators.Emission;

/// <summary>The stored meaning of a value as text, for tools that compare a column with what reads it.</summary>
internal static class StorageFacts
{
    /// <summary>Its kind, and its form behind a dot where that isn't the usual one; an enum's name behind a colon.</summary>
    public static string Of(ValueModel value)
    {
        var kind = value.Kind == ValueKind.Enum ? $"{value.Kind}:{value.Enum!.DisplayName}" : value.Kind.ToString();
        return value.Form switch
        {
            StorageForm.Default => kind,
            StorageForm.Scaled => $"{kind}.{value.Form}{value.Scale.ToString(CultureInfo.InvariantCulture)}",
            _ => $"{kind}.{value.Form}",
        };
    }
}
