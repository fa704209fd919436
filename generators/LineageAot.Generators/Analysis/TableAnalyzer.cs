using System.Collections.Immutable;
using LineageAot.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.Generators.Analysis;

/// <summary>Looks at tables that have no errors, each parsed once: what works, and costs more than it has to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TableAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Rules.ForeignKeyWithoutIndex, Rules.RandomIndex, Rules.GuidAsText, Rules.WideWithoutRowId, Rules.RedundantIndex];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var record = (INamedTypeSymbol)context.Symbol;
        if (record.HasAttribute(KnownNames.Table) && TableParser.Parse(record, new Reporter()) is { } table)
        {
            var properties = PropertyFinder.Find(record, new Reporter());
            ForeignKeyIndexes.Check(context, record, table, properties);
            PhysicalDesign.Check(context, record, table, properties);
        }
    }
}
