using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Model;
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

        if (!JsonContexts.IsContext(context))
        {
            reporter.Report(Rules.NotJsonContext, attribute.LocationOr(target), context.Name, "JsonColumn", $"{owner.Name}.{(ReferenceEquals(owner, target) ? "return" : target.Name)}");
            return null;
        }

        var plain = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
        var registration = context.Attributes(KnownNames.JsonSerializable)
            .FirstOrDefault(candidate => JsonContexts.RegisteredType(candidate) is { } registered && SymbolEqualityComparer.Default.Equals(registered, plain));
        if (registration is null)
        {
            reporter.Report(Rules.JsonTypeMissing, attribute.LocationOr(target), context.Name, plain.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalName(), owner.Name, ReferenceEquals(owner, target) ? "return" : target.Name);
            return null;
        }

        return ValueParser.Json(type, new JsonModel(context.QualifiedName(), JsonContexts.PropertyName(registration, plain)));
    }
}
