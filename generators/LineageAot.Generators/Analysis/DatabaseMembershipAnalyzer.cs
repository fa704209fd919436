using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq;
using LineageAot.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.Generators.Analysis;

/// <summary>
/// Warns of a table that no database of the project has. A project without a database may be a library of public records, so there only
/// internal ones, which nobody else can use, are reported.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DatabaseMembershipAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.InNoDatabase];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        var tables = new ConcurrentBag<INamedTypeSymbol>();
        var used = new ConcurrentDictionary<INamedTypeSymbol, bool>(SymbolEqualityComparer.Default);
        var databases = new ConcurrentBag<INamedTypeSymbol>();
        context.RegisterSymbolAction(symbol =>
        {
            var type = (INamedTypeSymbol)symbol.Symbol;
            if (type.HasAttribute(KnownNames.Table) && TableParser.Parse(type, new Reporter()) is not null)
            {
                tables.Add(type);
            }

            if (type.HasAttribute(KnownNames.Database))
            {
                databases.Add(type);
                foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(static property => property.Type.Is(KnownNames.TableOfT)))
                {
                    if (((INamedTypeSymbol)property.Type).TypeArguments[0] is INamedTypeSymbol record)
                    {
                        used.TryAdd(record, true);
                    }
                }
            }
        }, SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var table in tables.Where(table => !used.ContainsKey(table) && (!databases.IsEmpty || !table.IsPubliclyVisible())))
            {
                end.ReportDiagnostic(Diagnostic.Create(Rules.InNoDatabase, table.FirstLocation(), table.Name));
            }
        });
    }
}
