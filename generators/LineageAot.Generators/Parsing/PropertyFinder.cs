using System;
using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds a record's column properties in their order: base records first, positional ones before the others.</summary>
internal static class PropertyFinder
{
    public static List<IPropertySymbol> Find(INamedTypeSymbol record, Reporter reporter)
    {
        var levels = new Stack<INamedTypeSymbol>();
        for (var type = record; type is not null && type.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType); type = type.BaseType)
        {
            levels.Push(type);
        }

        var properties = new List<IPropertySymbol>();
        foreach (var level in levels)
        {
            var positional = PrimaryConstructor(level)?.Parameters.Select(static parameter => parameter.Name).ToList() ?? [];
            var own = level.GetMembers().OfType<IPropertySymbol>().Where(property => IsCandidate(property, record, reporter));
            foreach (var property in own.OrderBy(property => positional.IndexOf(property.Name) is >= 0 and var place ? place : int.MaxValue))
            {
                var overridden = properties.FindIndex(other => other.Name == property.Name);
                if (overridden >= 0)
                {
                    properties[overridden] = property;
                }
                else
                {
                    properties.Add(property);
                }
            }
        }

        return properties;
    }

    /// <summary>The constructor of a positional record's parameter list, or null.</summary>
    public static IMethodSymbol? PrimaryConstructor(INamedTypeSymbol type)
        => type.DeclaringSyntaxReferences.IsEmpty
            ? DeconstructedConstructor(type)
            : type.InstanceConstructors.FirstOrDefault(static constructor =>
                constructor.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is RecordDeclarationSyntax { ParameterList: not null }));

    /// <summary>The library's attributes on a property, Ignore aside.</summary>
    public static IEnumerable<AttributeData> ColumnAttributes(IPropertySymbol property)
        => property.GetAttributes().Where(static attribute => attribute.AttributeClass is { ContainingNamespace: { Name: "LineageAot", ContainingNamespace.IsGlobalNamespace: true }, Name: not "IgnoreAttribute" });

    /// <summary>In metadata a positional record is known by its Deconstruct method, which has the parameters of its constructor.</summary>
    private static IMethodSymbol? DeconstructedConstructor(INamedTypeSymbol type)
    {
        var shapes = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().Where(static method => method is { IsStatic: false, ReturnsVoid: true, Parameters.Length: > 0 });
        return shapes.Select(shape => type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.Length == shape.Parameters.Length
            && constructor.Parameters.Zip(shape.Parameters, static (own, given) => own.Name == given.Name && SymbolEqualityComparer.Default.Equals(own.Type, given.Type)).All(static same => same)))
            .FirstOrDefault(static constructor => constructor is not null);
    }

    private static bool IsCandidate(IPropertySymbol property, INamedTypeSymbol record, Reporter reporter)
    {
        if (property.IsStatic || property.IsIndexer || property.IsImplicitlyDeclaredContract() || property.ExplicitInterfaceImplementations.Length > 0)
        {
            return false;
        }

        var annotation = ColumnAttributes(property).FirstOrDefault();
        if (property.HasAttribute(KnownNames.Ignore))
        {
            if (annotation is not null)
            {
                reporter.Report(Rules.IgnoredColumn, annotation.LocationOr(property), record.Name, property.Name, AttributeName(annotation));
            }

            return false;
        }

        // Public properties are columns; others, and those computed in C#, only where an attribute says so.
        return property.GetMethod is not null
            && (annotation is not null || (property.DeclaredAccessibility == Accessibility.Public && (property.SetMethod is not null || IsAutoProperty(property))));
    }

    public static string AttributeName(AttributeData attribute)
    {
        var name = attribute.AttributeClass!.Name;
        return name.EndsWith("Attribute", StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    private static bool IsImplicitlyDeclaredContract(this IPropertySymbol property)
        => property is { Name: "EqualityContract", DeclaredAccessibility: not Accessibility.Public };

    private static bool IsAutoProperty(IPropertySymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
