using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators;

/// <summary>
/// Writes the other part of [EventCatalog] classes, with the project's [EventType] classes. What is wrong with one is reported by <see cref="Analysis.ModelAnalyzer"/>, what is wrong
/// with them together by <see cref="Analysis.EventCatalogAnalyzer"/>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class EventCatalogGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var types = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.EventType, static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => EventTypeParser.Parse((INamedTypeSymbol)found.TargetSymbol, new Reporter()))
            .Where(static type => type is not null)
            .WithTrackingName(TrackingNames.EventTypes)
            .Collect();
        var catalogs = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.EventCatalog, static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => EventCatalogParser.ParseOrStub((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0]))
            .Where(static catalog => !catalog.IsEmpty)
            .WithTrackingName(TrackingNames.EventCatalogs);
        var filled = catalogs.Combine(types)
            .Select(static (pair, _) => new Parsed<FilledCatalogModel>(pair.Left.Model is { } catalog ? CatalogTypes.Fill(catalog, pair.Right!) : null, pair.Left.Stub))
            .WithTrackingName(TrackingNames.EventCatalogsWithTypes);
        context.RegisterSourceOutput(filled, static (output, catalog) => catalog.AddTo(output, static model => model.Catalog.Type.HintName + ".Events.g.cs", EventCatalogEmitter.Emit));
    }
}
