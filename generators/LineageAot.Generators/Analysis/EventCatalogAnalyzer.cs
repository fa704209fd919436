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
    /// <summary>The property of a finding that tells the code fix which type is meant.</summary>
    private const string MissingType = "MissingType";

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
        var found = new Found();
        context.RegisterSymbolAction(found.Add, SymbolKind.NamedType);
        context.RegisterCompilationEndAction(found.Report);
    }

    /// <summary>What a compilation has of both.</summary>
    private sealed class Found
    {
        private readonly ConcurrentDictionary<EventTypeModel, INamedTypeSymbol> types = new();
        private readonly ConcurrentDictionary<EventCatalogModel, INamedTypeSymbol> catalogs = new();

        public void Add(SymbolAnalysisContext context)
        {
            var type = (INamedTypeSymbol)context.Symbol;
            if (type.HasAttribute(KnownNames.EventType) && EventTypeParser.Parse(type, new Reporter()) is { } model)
            {
                types.TryAdd(model, type);
            }

            if (type.Attribute(KnownNames.EventCatalog) is { } attribute && EventCatalogParser.Parse(type, attribute, new Reporter()) is { } catalog)
            {
                catalogs.TryAdd(catalog, type);
            }
        }

        public void Report(CompilationAnalysisContext context)
        {
            // Several catalogs of one kind would say the same of one name.
            var reported = new HashSet<(string Type, string Name)>();
            foreach (var catalog in catalogs.Keys.OrderBy(static catalog => catalog.Type.FullName, StringComparer.Ordinal))
            {
                var members = CatalogTypes.Of(catalog, types.Keys);
                ReportMissing(context, catalog, members);
                ReportSameNames(context, catalog, members, reported);
            }
        }

        private void ReportMissing(CompilationAnalysisContext context, EventCatalogModel model, EventTypeModel[] members)
        {
            var catalog = catalogs[model];
            var attribute = catalog.Attribute(KnownNames.EventCatalog);
            var json = attribute?.Positional<INamedTypeSymbol>(0)?.Name;
            foreach (var type in members.Where(member => CatalogTypes.PropertyName(model, member) is null).Select(member => types[member]))
            {
                var properties = ImmutableDictionary<string, string?>.Empty.Add(MissingType, type.GetDocumentationCommentId());
                context.ReportDiagnostic(Diagnostic.Create(Rules.EventNotInContext, attribute.LocationOr(catalog), properties, json, type.ToMinimalName(), catalog.Name));
            }
        }

        private void ReportSameNames(CompilationAnalysisContext context, EventCatalogModel model, EventTypeModel[] members, HashSet<(string Type, string Name)> reported)
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
                    var type = types[member];
                    var attribute = type.Attributes(KnownNames.EventType).FirstOrDefault(attribute => attribute.Positional<string>(0) == name);
                    context.ReportDiagnostic(Diagnostic.Create(Rules.SameEventName, attribute.LocationOr(type), type.ToMinimalName(), types[other].ToMinimalName(), name, model.Type.Name));
                }
            }
        }
    }
}
