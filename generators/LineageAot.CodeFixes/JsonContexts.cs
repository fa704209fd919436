using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LineageAot.CodeFixes;

/// <summary>Finds serializer contexts in the project's source and adds types to them.</summary>
internal static class JsonContexts
{
    private const string Context = "System.Text.Json.Serialization.JsonSerializerContext";
    private const string Registration = "System.Text.Json.Serialization.JsonSerializableAttribute";

    /// <summary>The first context that the project declares, or null.</summary>
    public static INamedTypeSymbol? Find(Compilation compilation, CancellationToken cancellationToken)
        => compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type, cancellationToken).OfType<INamedTypeSymbol>()
            .Where(static type => type.BaseType?.ToDisplayString() == Context).OrderBy(static type => type.ToDisplayString(), System.StringComparer.Ordinal).FirstOrDefault();

    public static bool Has(INamedTypeSymbol context, ITypeSymbol type)
        => context.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Registration
            && attribute.ConstructorArguments is [{ Value: ITypeSymbol registered }, ..] && SymbolEqualityComparer.Default.Equals(registered, type));

    /// <summary>The solution with [JsonSerializable(typeof(type))] on the context.</summary>
    public static async Task<Solution> AddTypeAsync(Solution solution, INamedTypeSymbol context, ITypeSymbol type, CancellationToken cancellationToken)
    {
        var reference = context.DeclaringSyntaxReferences.First(static candidate => !candidate.SyntaxTree.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal));
        if (solution.GetDocument(reference.SyntaxTree) is not { } document)
        {
            return solution;
        }

        var declaration = (ClassDeclarationSyntax)await reference.GetSyntaxAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model!, declaration.SpanStart);
        var attribute = model!.LookupNamespacesAndTypes(declaration.SpanStart, name: "JsonSerializableAttribute").IsEmpty ? "System.Text.Json.Serialization.JsonSerializable" : "JsonSerializable";
        var place = declaration.SpanStart;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var indentation = new string(' ', text.Lines.GetLinePosition(place).Character);
        return solution.WithDocumentText(document.Id, text.WithChanges(new TextChange(new TextSpan(place, 0), $"[{attribute}(typeof({name}))]\n{indentation}")));
    }
}
