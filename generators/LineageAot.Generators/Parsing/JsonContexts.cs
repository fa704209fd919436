using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Questions that the parsers ask of a serializer context.</summary>
internal static class JsonContexts
{
    public static bool IsContext(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Is(KnownNames.JsonSerializerContext))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The type of a [JsonSerializable], or null where it names none.</summary>
    public static ITypeSymbol? RegisteredType(AttributeData registration)
        => registration.ConstructorArguments is [{ Value: ITypeSymbol registered }, ..] ? registered : null;

    /// <summary>The context's property for a type; null where only the serializer's generator knows its name.</summary>
    public static string? PropertyName(AttributeData registration, ITypeSymbol type)
    {
        // A plain type's property has the type's name; of generic types and arrays the serializer's generator makes up a name.
        var isPlain = type is INamedTypeSymbol { IsGenericType: false, SpecialType: SpecialType.None };
        var name = registration.Named<string?>("TypeInfoPropertyName", null) ?? (isPlain ? type.Name : null);
        return name is null ? null : Names.Escape(name);
    }
}
