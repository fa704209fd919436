using System.Collections.Immutable;
using System.Linq;
using LineageAot.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.Generators.Analysis;

/// <summary>
/// Reports what keeps the generator from writing a type's other part. It runs the generator's own parsers, so the two can't disagree, and
/// an analyzer's findings have true places, obey #pragma and .editorconfig, and get code fixes; a generator's have none of that.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = RuleSets.OfParsers;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(AnalyzeType, SymbolKind.NamedType);
        context.RegisterSymbolAction(AnalyzeMethod, SymbolKind.Method);
    }

    private static void AnalyzeType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var reporter = new Reporter();
        if (type.HasAttribute(KnownNames.Table))
        {
            TableParser.Parse(type, reporter);
        }
        else if (type.HasAttribute(KnownNames.Row))
        {
            RowParser.Parse(type, reporter);
        }

        if (type.Attribute(KnownNames.Database) is { } database)
        {
            DatabaseParser.Parse(type, database, reporter);
            DatabaseParser.CheckTables(type, reporter);
        }

        if (type.HasAttribute(KnownNames.EventType))
        {
            EventTypeParser.Parse(type, reporter);
        }

        if (type.Attribute(KnownNames.EventCatalog) is { } catalog)
        {
            EventCatalogParser.Parse(type, catalog, reporter);
        }

        Report(context, reporter);
    }

    private static void AnalyzeMethod(SymbolAnalysisContext context)
    {
        var reporter = new Reporter();
        StandaloneStatementParser.Parse((IMethodSymbol)context.Symbol, reporter);
        Report(context, reporter);
    }

    private static void Report(SymbolAnalysisContext context, Reporter reporter)
    {
        foreach (var diagnostic in reporter.Found.Distinct())
        {
            context.ReportDiagnostic(diagnostic);
        }
    }
}
