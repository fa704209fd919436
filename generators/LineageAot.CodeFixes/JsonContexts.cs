using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    /// <summary>The attribute that adds a type to a context, as it would be written there.</summary>
    public static string Attribute(Compilation compilation, INamedTypeSymbol context, ITypeSymbol type)
    {
        var place = Declaration(context);
        var model = compilation.GetSemanticModel(place.SyntaxTree);
        var name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, place.SpanStart);
        var attribute = model.LookupNamespacesAndTypes(place.SpanStart, name: "JsonSerializableAttribute").IsEmpty ? "System.Text.Json.Serialization.JsonSerializable" : "JsonSerializable";
        return $"[{attribute}(typeof({name}))]";
    }

    /// <summary>The solution with one more attribute on the context.</summary>
    public static async Task<Solution> AddAsync(Solution solution, INamedTypeSymbol context, string attribute, CancellationToken cancellationToken)
    {
        var declaration = Declaration(context);
        if (solution.GetDocument(declaration.SyntaxTree) is not { } document)
        {
            return solution;
        }

        var place = declaration.SpanStart;
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var indentation = new string(' ', text.Lines.GetLinePosition(place).Character);
        return solution.WithDocumentText(document.Id, text.WithChanges(new TextChange(new TextSpan(place, 0), $"{attribute}\n{indentation}")));
    }

    /// <summary>The part that the user wrote.</summary>
    private static SyntaxNode Declaration(INamedTypeSymbol context)
        => context.DeclaringSyntaxReferences.First(static candidate => !candidate.SyntaxTree.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal)).GetSyntax();
}
