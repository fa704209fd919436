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
                static (found, _) => TableParser.ParseOrStub((INamedTypeSymbol)found.TargetSymbol))
            .Where(static table => !table.IsEmpty)
            .WithTrackingName(TrackingNames.Tables);
        context.RegisterSourceOutput(tables, static (output, table) => table.AddTo(output, static model => model.Type.HintName + ".Table.g.cs", TableEmitter.Emit));

        var rows = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Row, static (node, _) => node is TypeDeclarationSyntax,
                static (found, _) => RowParser.ParseOrStub((INamedTypeSymbol)found.TargetSymbol))
            .Where(static row => !row.IsEmpty)
            .WithTrackingName(TrackingNames.Rows);
        context.RegisterSourceOutput(rows, static (output, row) => row.AddTo(output, static model => model.Type.HintName + ".Row.g.cs", RowEmitter.Emit));
    }
}
