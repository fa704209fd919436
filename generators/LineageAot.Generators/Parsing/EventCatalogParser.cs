using System.Collections.Generic;
using System.Linq;
using LineageAot.Generators.Analysis;
using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;

namespace LineageAot.Generators.Parsing;

/// <summary>Turns an [EventCatalog] class into its model, or reports what is wrong with it.</summary>
internal static class EventCatalogParser
{
    /// <summary>As <see cref="Parse"/>, or what stands in for its part.</summary>
    public static Parsed<EventCatalogModel> ParseOrStub(INamedTypeSymbol type, AttributeData attribute)
        => Parse(type, attribute, new Reporter()) is { } model ? new Parsed<EventCatalogModel>(model, null) : new Parsed<EventCatalogModel>(null, Stub(type));

    public static EventCatalogModel? Parse(INamedTypeSymbol type, AttributeData attribute, Reporter reporter)
    {
        var good = TypeParser.CanBeExtended(type, "EventCatalog", reporter);
        var implemented = Implemented(type);
        if (implemented.Length != 1)
        {
            reporter.Report(Rules.NotOneCatalog, type.FirstLocation(), type.Name, implemented.Length);
            good = false;
        }

        if (attribute.ConstructorArguments is not [{ Value: INamedTypeSymbol context }])
        {
            return null; // The compiler has its own error for a missing argument.
        }

        if (!JsonContexts.IsContext(context))
        {
            reporter.Report(Rules.NotJsonContext, attribute.LocationOr(type), context.Name, "EventCatalog", type.Name);
            good = false;
        }

        return good ? Model(type, implemented[0].TypeArguments[0], context) : null;
    }

    private static EventCatalogModel Model(INamedTypeSymbol type, ITypeSymbol happened, INamedTypeSymbol context) => new()
    {
        Type = TypeParser.Parse(type),
        EventName = happened.QualifiedName(),
        HasPublicMethods = HasPublicMethods(type, happened),
        ContextName = context.QualifiedName(),
        Registered = Registered(context).ToEquatableArray(),
    };

    /// <summary>Members of the class or of a base class could have the names, and a hidden type can't stand in a public method.</summary>
    private static bool HasPublicMethods(INamedTypeSymbol type, ITypeSymbol happened)
        => type.BaseType is null or { SpecialType: SpecialType.System_Object }
            && type.GetMembers("Draft").IsEmpty && type.GetMembers("Read").IsEmpty && type.GetMembers("ReadUtf8").IsEmpty
            && (!type.IsPubliclyVisible() || happened.IsPubliclyVisible());

    private static IEnumerable<RegisteredTypeModel> Registered(INamedTypeSymbol context)
    {
        var seen = new HashSet<string>();
        foreach (var registration in context.Attributes(KnownNames.JsonSerializable))
        {
            if (JsonContexts.RegisteredType(registration) is { } type && JsonContexts.PropertyName(registration, type) is { } property && seen.Add(type.QualifiedName()))
            {
                yield return new RegisteredTypeModel(type.QualifiedName(), property);
            }
        }
    }

    /// <summary>Those that the class itself names: a base class has its own part.</summary>
    private static INamedTypeSymbol[] Implemented(INamedTypeSymbol type)
        => [.. type.Interfaces.SelectMany(static named => named.AllInterfaces.Prepend(named)).Where(static named => named.Is(KnownNames.EventCatalogOfEvent)).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)];

    /// <summary>
    /// What the class lacks of its interfaces, even where it isn't partial or is generic: without it the compiler would only say that members are missing. Null where there's nothing to
    /// implement.
    /// </summary>
    private static StubModel? Stub(INamedTypeSymbol type)
    {
        var members = Implemented(type).Where(static named => named.TypeArguments[0] is { TypeKind: not TypeKind.Error, IsReferenceType: true }).SelectMany(static named => Members(named)).ToArray();
        var model = TypeParser.Parse(type);
        return members.Length == 0 ? null : new StubModel($"{model.HintName}.Events.g.cs", model, "", members.ToEquatableArray());
    }

    private static IEnumerable<string> Members(INamedTypeSymbol implemented)
    {
        var happened = implemented.TypeArguments[0].QualifiedName();
        yield return $"static {FileFrame.Events}EventDraft {implemented.QualifiedName()}.Draft({happened} happened)";
        yield return $"static {happened}? {implemented.QualifiedName()}.Read(string eventType, string? payload)";
        yield return $"static {happened}? {implemented.QualifiedName()}.ReadUtf8(string eventType, global::System.ReadOnlySpan<byte> payload)";
    }
}
