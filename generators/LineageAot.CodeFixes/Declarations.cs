using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>Finds the property or parameter around a place.</summary>
internal static class Declarations
{
    public static SyntaxNode? Property(SyntaxNode node)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            if (current is PropertyDeclarationSyntax or ParameterSyntax)
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>The property's type, of a nullable struct the struct.</summary>
    public static ITypeSymbol? PropertyType(SemanticModel model, SyntaxNode node, CancellationToken cancellationToken)
    {
        var type = Property(node) switch
        {
            PropertyDeclarationSyntax property => model.GetTypeInfo(property.Type, cancellationToken).Type,
            ParameterSyntax { Type: { } declared } => model.GetTypeInfo(declared, cancellationToken).Type,
            _ => null,
        };
        return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
    }
}
