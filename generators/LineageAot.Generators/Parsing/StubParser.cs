using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Finds what has to stand in for a part that can't be written.</summary>
internal static class StubParser
{
    private static readonly SymbolDisplayFormat Signature = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Included,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>A [Table] record's part; null where none would help.</summary>
    public static StubModel? Table(INamedTypeSymbol record)
    {
        var name = record.QualifiedName();
        var row = $"{FileFrame.Schema}IRow<{name}>";
        return record.IsValueType || !CanHavePart(record) ? null : Type(record, ".Table", $" : {row}",
        [
            $"static {FileFrame.Schema}TableSchema {row}.Schema",
            $"static void {row}.Write<TWriter>({name} row, ref TWriter writer)",
            $"static void {row}.WriteKey<TWriter>({name} row, ref TWriter writer)",
            Read(name),
        ]);
    }

    /// <summary>A [Row] record's part; null where none would help.</summary>
    public static StubModel? Row(INamedTypeSymbol record)
    {
        var name = record.QualifiedName();
        return CanHavePart(record) ? Type(record, ".Row", $" : {FileFrame.Schema}IProjection<{name}>", [Read(name)]) : null;
    }

    /// <summary>The part of a class whose partial members would have none; null where it has none or none would help.</summary>
    public static StubModel? Members(INamedTypeSymbol type)
    {
        var members = type.GetMembers().Select(Member).OfType<string>().ToArray();
        return members.Length > 0 && TypeParser.IsPartial(type) ? Type(type, ".Database", "", members) : null;
    }

    /// <summary>A statement's method; null where it isn't one that waits for its other part.</summary>
    /// <param name="uniqueName">Its name among the statements of its class.</param>
    public static StubModel? Statement(IMethodSymbol method, string uniqueName)
        => Member(method) is { } member && TypeParser.IsPartial(method.ContainingType) ? Type(method.ContainingType, "." + uniqueName, "", [member]) : null;

    /// <summary>The declaration of a member of ours that waits for its other part, or null.</summary>
    public static string? Member(ISymbol member) => member switch
    {
        IMethodSymbol { IsPartialDefinition: true, PartialImplementationPart: null } method when DatabaseParser.StatementAttribute(method) is not null => $"{StatementParser.Modifiers(method)} {method.ToDisplayString(Signature)}",
        IPropertySymbol { IsPartialDefinition: true, PartialImplementationPart: null, SetMethod: null } property when property.Type.Is(KnownNames.TableOfT) && IsTable(property.Type)
            => $"{StatementParser.Modifiers(property)} {property.Type.DeclaredName()} {Names.Escape(property.Name)}",
        _ => null,
    };

    /// <summary>A record gets one even where it isn't partial, since the compiler then says that it has to be.</summary>
    private static bool CanHavePart(INamedTypeSymbol type) => type.IsRecord || TypeParser.IsPartial(type);

    /// <summary>Of any other record no table can be named at all.</summary>
    private static bool IsTable(ITypeSymbol property) => ((INamedTypeSymbol)property).TypeArguments[0].HasAttribute(KnownNames.Table);

    private static string Read(string name) => $"static {name} {FileFrame.Schema}IProjection<{name}>.Read<TReader>(ref TReader reader)";

    /// <summary>Null for generic types: their part would need their parameters, and nothing can be made of them anyway.</summary>
    private static StubModel? Type(INamedTypeSymbol type, string fileName, string bases, IReadOnlyList<string> members)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.IsGenericType)
            {
                return null;
            }
        }

        var model = TypeParser.Parse(type);
        return new StubModel($"{model.HintName}{fileName}.g.cs", model, bases, members.ToEquatableArray());
    }
}
