using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators;

/// <summary>Writes the other part of [Table] and [Row] records. What is wrong with one is reported by <see cref="Analysis.ModelAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class RowGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var tables = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Table, static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => TableParser.Parse((INamedTypeSymbol)found.TargetSymbol, new Reporter()))
            .Where(static table => table is not null)
            .WithTrackingName(TrackingNames.Tables);
        context.RegisterSourceOutput(tables, static (output, table) => output.AddSource(table!.Type.HintName + ".Table.g.cs", TableEmitter.Emit(table)));

        var rows = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Row, static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => RowParser.Parse((INamedTypeSymbol)found.TargetSymbol, new Reporter()))
            .Where(static row => row is not null)
            .WithTrackingName(TrackingNames.Rows);
        context.RegisterSourceOutput(rows, static (output, row) => output.AddSource(row!.Type.HintName + ".Row.g.cs", RowEmitter.Emit(row)));
    }
}
