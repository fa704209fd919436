using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds how a [JsonColumn] property is read and written through the user's serializer context.</summary>
internal sealed class JsonColumnParser(INamedTypeSymbol record, IPropertySymbol property, AttributeData attribute, Reporter reporter)
{
    public ValueModel? Parse()
    {
        if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol context }])
        {
            return null; // The compiler has its own error for a missing argument.
        }

        if (!IsContext(context))
        {
            reporter.Report(Rules.NotJsonContext, attribute.LocationOr(property), context.Name, record.Name, property.Name);
            return null;
        }

        var type = property.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : property.Type;
        var registration = context.Attributes(KnownNames.JsonSerializable)
            .FirstOrDefault(candidate => candidate.ConstructorArguments is [{ Value: ITypeSymbol registered }, ..] && SymbolEqualityComparer.Default.Equals(registered, type));
        if (registration is null)
        {
            reporter.Report(Rules.JsonTypeMissing, attribute.LocationOr(property), context.Name, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalName(), record.Name, property.Name);
            return null;
        }

        // A plain type's property has the type's name; of generic types and arrays the serializer's generator makes up a name.
        var isPlain = type is INamedTypeSymbol { IsGenericType: false, SpecialType: SpecialType.None };
        var name = registration.Named<string?>("TypeInfoPropertyName", null) ?? (isPlain ? type.Name : null);
        return ValueParser.Json(property.Type, new JsonModel(context.QualifiedName(), name is null ? null : Names.Escape(name)));
    }

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
}
