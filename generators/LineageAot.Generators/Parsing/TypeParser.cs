using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds where a partial type stands.</summary>
internal static class TypeParser
{
    private static readonly SymbolDisplayFormat DisplayName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    public static TypeModel Parse(INamedTypeSymbol type)
    {
        var containers = ContainingTypes(type).Reverse().ToArray();
        return new TypeModel
        {
            Namespace = type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) : "",
            Containers = containers.Select(Declaration).ToEquatableArray(),
            Declaration = Declaration(type),
            Name = type.Name,
            FlatName = string.Concat(containers.Select(static container => container.Name)) + type.Name,
            FullName = type.QualifiedName(),
            DisplayName = type.ToDisplayString(DisplayName),
            IsPublic = type.IsPubliclyVisible(),
            IsValueType = type.IsValueType,
        };
    }

    /// <summary>All of its parts say so: what stands in for ours is one of them.</summary>
    public static bool IsPartial(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.All(static reference => reference.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>Reports what keeps a second part of the type from being written; false if something does.</summary>
    public static bool CanBeExtended(INamedTypeSymbol type, string attribute, Reporter reporter)
    {
        var good = true;
        foreach (var part in ContainingTypes(type).Prepend(type))
        {
            if (!IsPartial(part))
            {
                reporter.Report(Analysis.Rules.NotPartial, part.FirstLocation(), part.Name, attribute);
                good = false;
            }

            if (part.IsGenericType)
            {
                reporter.Report(Analysis.Rules.Generic, part.FirstLocation(), part.Name, attribute);
                good = false;
            }
        }

        if (!type.IsVisibleInAssembly())
        {
            reporter.Report(Analysis.Rules.NotVisible, type.FirstLocation(), type.Name, attribute);
            good = false;
        }

        return good;
    }

    private static IEnumerable<INamedTypeSymbol> ContainingTypes(INamedTypeSymbol type)
    {
        for (var container = type.ContainingType; container is not null; container = container.ContainingType)
        {
            yield return container;
        }
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        var kind = (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (false, TypeKind.Struct) => "struct",
            (false, TypeKind.Interface) => "interface",
            _ => "class",
        };
        var parameters = type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(static parameter => Names.Escape(parameter.Name)))}>";
        return $"partial {kind} {Names.Escape(type.Name)}{parameters}";
    }
}
