using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Questions that the parsers ask of symbols and attributes.</summary>
internal static class SymbolReading
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat FullNameWithNullability = FullName
        .WithMiscellaneousOptions(FullName.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type's name with <c>global::</c>, without nullable marks of reference types.</summary>
    public static string QualifiedName(this ITypeSymbol type) => type.ToDisplayString(FullName);

    /// <summary>The type's name with <c>global::</c> and nullable marks.</summary>
    public static string DeclaredName(this ITypeSymbol type) => type.ToDisplayString(FullNameWithNullability);

    /// <summary>The shortest name that tells people which type it is.</summary>
    public static string ToMinimalName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>
    /// The type, or the generic type that it was made of, has this name, for instance <c>LineageAot.Table&lt;T&gt;</c>. Asked for every attribute of
    /// every property, so it compares names from the end and makes no text.
    /// </summary>
    public static bool Is(this ITypeSymbol? type, string fullName)
    {
        if (type is null)
        {
            return false;
        }

        var arguments = fullName.IndexOf('<');
        var end = arguments < 0 ? fullName.Length : arguments;
        if (type is INamedTypeSymbol { Arity: > 0 } != arguments >= 0)
        {
            return false;
        }

        for (ISymbol current = type; ;)
        {
            var start = end - current.Name.Length;
            if (start < 0 || start == end || string.CompareOrdinal(fullName, start, current.Name, 0, current.Name.Length) != 0)
            {
                return false;
            }

            if (start == 0)
            {
                return current.ContainingSymbol is INamespaceSymbol { IsGlobalNamespace: true };
            }

            if (fullName[start - 1] != '.')
            {
                return false;
            }

            end = start - 1;
            current = current.ContainingSymbol;
        }
    }

    public static AttributeData? Attribute(this ISymbol symbol, string name)
        => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(name));

    public static IEnumerable<AttributeData> Attributes(this ISymbol symbol, string name)
        => symbol.GetAttributes().Where(attribute => attribute.AttributeClass.Is(name));

    public static bool HasAttribute(this ISymbol symbol, string name) => symbol.Attribute(name) is not null;

    public static T Named<T>(this AttributeData attribute, string name, T otherwise)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array && argument.Value.Value is T value)
            {
                return value;
            }
        }

        return otherwise;
    }

    public static string[] NamedStrings(this AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array } list ? Strings(list) : [];

    public static int[] NamedNumbers(this AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? list.Values.Select(static item => item.Value).OfType<int>().ToArray()
            : [];

    public static INamedTypeSymbol[] NamedTypes(this AttributeData attribute, string name)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? list.Values.Select(static item => item.Value).OfType<INamedTypeSymbol>().ToArray()
            : [];

    public static T? Positional<T>(this AttributeData attribute, int index)
        => index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: not TypedConstantKind.Array, Value: T value } ? value : default;

    public static string[] PositionalStrings(this AttributeData attribute, int index)
        => index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: TypedConstantKind.Array } list ? Strings(list) : [];

    /// <summary>Where the attribute is written, or where its owner is.</summary>
    public static Location LocationOr(this AttributeData? attribute, ISymbol owner)
        => attribute?.ApplicationSyntaxReference is { } reference ? reference.SyntaxTree.GetLocation(reference.Span) : owner.FirstLocation();

    public static Location FirstLocation(this ISymbol symbol)
        => symbol.Locations.FirstOrDefault(static location => location.IsInSource) ?? Location.None;

    /// <summary>The type and all types around it, and its arguments, are public.</summary>
    public static bool IsPubliclyVisible(this ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return array.ElementType.IsPubliclyVisible();
            case INamedTypeSymbol named when !named.TypeArguments.All(static argument => argument.IsPubliclyVisible()):
                return false;
        }

        for (ITypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.NotApplicable))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The assembly's other types can name it: no type on the way is private or protected.</summary>
    public static bool IsVisibleInAssembly(this ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal || (current is INamedTypeSymbol { IsFileLocal: true }))
            {
                return false;
            }
        }

        return true;
    }

    private static string[] Strings(TypedConstant list)
        => list.IsNull ? [] : list.Values.Select(static item => item.Value as string ?? "").ToArray();
}
