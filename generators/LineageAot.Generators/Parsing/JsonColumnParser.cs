using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds how what [JsonColumn] is on is read and written through the user's serializer context.</summary>
/// <param name="owner">The record of the property, or the method of the parameter or the return value.</param>
/// <param name="target">The property or parameter; the method for its return value.</param>
/// <param name="type">Its type.</param>
/// <param name="attribute">The attribute.</param>
internal sealed class JsonColumnParser(ISymbol owner, ISymbol target, ITypeSymbol type, AttributeData attribute, Reporter reporter)
{
    public ValueModel? Parse()
    {
        if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol context }])
        {
            return null; // The compiler has its own error for a missing argument.
        }

        if (!IsContext(context))
        {
            reporter.Report(Rules.NotJsonContext, attribute.LocationOr(target), context.Name, owner.Name, ReferenceEquals(owner, target) ? "return" : target.Name);
            return null;
        }

        var plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var registration = context.Attributes(KnownNames.JsonSerializable)
            .FirstOrDefault(candidate => candidate.ConstructorArguments is [{ Value: ITypeSymbol registered }, ..] && SymbolEqualityComparer.Default.Equals(registered, plain));
        if (registration is null)
        {
            reporter.Report(Rules.JsonTypeMissing, attribute.LocationOr(target), context.Name, plain.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalName(), owner.Name, ReferenceEquals(owner, target) ? "return" : target.Name);
            return null;
        }

        // A plain type's property has the type's name; of generic types and arrays the serializer's generator makes up a name.
        var isPlain = plain is INamedTypeSymbol { IsGenericType: false, SpecialType: SpecialType.None };
        var name = registration.Named<string?>("TypeInfoPropertyName", null) ?? (isPlain ? plain.Name : null);
        return ValueParser.Json(type, new JsonModel(context.QualifiedName(), name is null ? null : Names.Escape(name)));
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
