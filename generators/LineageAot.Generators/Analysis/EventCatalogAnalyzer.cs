using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.Generators.Analysis;

/// <summary>Reports what is wrong with a catalog and its event types together: a type that the context lacks, a name that two types have.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EventCatalogAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.EventNotInContext, Rules.SameEventName];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var types = new ConcurrentDictionary<EventTypeModel, INamedTypeSymbol>();
        var catalogs = new ConcurrentBag<(EventCatalogModel Model, INamedTypeSymbol Type)>();
        context.RegisterSymbolAction(symbol =>
        {
            var type = (INamedTypeSymbol)symbol.Symbol;
            if (type.HasAttribute(KnownNames.EventType) && EventTypeParser.Parse(type, new Reporter()) is { } model)
            {
                types.TryAdd(model, type);
            }

            if (type.Attribute(KnownNames.EventCatalog) is { } attribute && EventCatalogParser.Parse(type, attribute, new Reporter()) is { } catalog)
            {
                catalogs.Add((catalog, type));
            }
        }, SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            // Several catalogs of one kind would say the same of one name.
            var reported = new HashSet<(string Type, string Name)>();
            foreach (var (model, catalog) in catalogs.OrderBy(static catalog => catalog.Model.Type.FullName, StringComparer.Ordinal))
            {
                var members = CatalogTypes.Of(model, types.Keys);
                ReportMissing(end, model, catalog, members, types);
                ReportSameNames(end, catalog, members, types, reported);
            }
        });
    }

    private static void ReportMissing(CompilationAnalysisContext context, EventCatalogModel model, INamedTypeSymbol catalog, EventTypeModel[] members, ConcurrentDictionary<EventTypeModel, INamedTypeSymbol> types)
    {
        var attribute = catalog.Attribute(KnownNames.EventCatalog);
        var json = attribute?.Positional<INamedTypeSymbol>(0)?.Name;
        foreach (var member in members.Where(member => CatalogTypes.PropertyName(model, member) is null))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.EventNotInContext, attribute.LocationOr(catalog), json, types[member].ToMinimalName(), catalog.Name));
        }
    }

    private static void ReportSameNames(CompilationAnalysisContext context, INamedTypeSymbol catalog, EventTypeModel[] members, ConcurrentDictionary<EventTypeModel, INamedTypeSymbol> types, HashSet<(string Type, string Name)> reported)
    {
        var first = new Dictionary<string, EventTypeModel>(StringComparer.Ordinal);
        foreach (var (member, name) in members.SelectMany(static member => member.Names.Select(name => (member, name))))
        {
            if (!first.TryGetValue(name, out var other))
            {
                first.Add(name, member);
            }
            else if (reported.Add((member.FullName, name)))
            {
                var attribute = types[member].Attributes(KnownNames.EventType).FirstOrDefault(attribute => attribute.Positional<string>(0) == name);
                context.ReportDiagnostic(Diagnostic.Create(Rules.SameEventName, attribute.LocationOr(types[member]), types[member].ToMinimalName(), types[other].ToMinimalName(), name, catalog.Name));
            }
        }
    }
}
