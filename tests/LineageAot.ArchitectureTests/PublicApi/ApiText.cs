using System.Text;
using LineageAot.ArchitectureTests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.ArchitectureTests.PublicApi;

/// <summary>What of a built assembly its users can name, a line a member, read from its metadata.</summary>
internal static class ApiText
{
    private static readonly SymbolDisplayFormat Types = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.ExpandNullable);

    private static readonly SymbolDisplayFormat Members = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: Types.GenericsOptions,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    public static string Of(string assemblyName)
    {
        var reference = RuntimeReferences.All.Single(reference => Path.GetFileNameWithoutExtension(reference.Display) == assemblyName);
        var compilation = CSharpCompilation.Create("Api", [], RuntimeReferences.All);
        return Of((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(reference)!);
    }

    public static string Of(IAssemblySymbol assembly)
    {
        var text = new StringBuilder();
        foreach (var type in AllTypes(assembly.GlobalNamespace).Where(IsVisible).OrderBy(static type => type.ToDisplayString(Types), StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var member in type.GetMembers().Where(member => IsListed(type, member)).Select(static member => member.ToDisplayString(Members)).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Head(INamedTypeSymbol type)
    {
        var modifiers = type switch
        {
            { IsStatic: true } => "static ",
            { TypeKind: TypeKind.Class, IsAbstract: true } => "abstract ",
            { TypeKind: TypeKind.Class, IsSealed: true } => "sealed ",
            { TypeKind: TypeKind.Struct, IsReadOnly: true } => "readonly ",
            _ => "",
        };
        var kind = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct, IsRefLikeType: true } => "ref struct",
            _ => type.TypeKind.ToString().ToLowerInvariant(),
        };
        var bases = type.Interfaces.Select(static type => type.ToDisplayString(Types)).Order(StringComparer.Ordinal);
        if (type.TypeKind == TypeKind.Class && type.BaseType is { SpecialType: not SpecialType.System_Object } parent)
        {
            bases = bases.Prepend(parent.ToDisplayString(Types)).Order(StringComparer.Ordinal);
        }

        var list = string.Join(", ", bases);
        return $"{Accessibility(type)} {modifiers}{kind} {type.ToDisplayString(Types)}{(list.Length == 0 ? "" : $" : {list}")}";
    }

    private static string Accessibility(INamedTypeSymbol type) => type.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public ? "public" : "protected";

    private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .SelectMany(static member => member is INamedTypeSymbol type ? AllTypes(type).Prepend(type) : AllTypes(member));

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Microsoft.CodeAnalysis.Accessibility.Public or Microsoft.CodeAnalysis.Accessibility.Protected or Microsoft.CodeAnalysis.Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    private static bool IsListed(INamedTypeSymbol type, ISymbol member)
    {
        if (!IsVisible(member) || member is INamedTypeSymbol || member is IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet or MethodKind.EventAdd or MethodKind.EventRemove })
        {
            return false;
        }

        // Nobody can call what a sealed type protects; and what the compiler gives every record and attribute says nothing.
        if ((type.IsSealed && member.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Protected) || member.Name.StartsWith('<'))
        {
            return false;
        }

        if (type.TypeKind == TypeKind.Enum && member is IMethodSymbol)
        {
            return false;
        }

        return !type.IsRecord || member is not IMethodSymbol { Name: "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "op_Equality" or "op_Inequality" } and not IPropertySymbol { Name: "EqualityContract" };
    }
}
