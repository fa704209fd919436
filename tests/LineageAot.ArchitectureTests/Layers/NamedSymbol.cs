using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.ArchitectureTests.Layers;

/// <summary>A name in a source file, and the type that it stands for or belongs to.</summary>
/// <param name="File">The file, from the library's folder.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Symbol">What is named: a type or a member.</param>
/// <param name="Type">The outermost type of it, without type arguments.</param>
internal sealed record NamedSymbol(string File, int Line, ISymbol Symbol, INamedTypeSymbol Type)
{
    /// <summary>The layer of the file that names it.</summary>
    public string Layer => LayerRules.LayerOf(File);

    /// <summary>The layers that declare the type; none where it comes from elsewhere.</summary>
    public IReadOnlyList<string> DeclaringLayers => [.. Type.DeclaringSyntaxReferences.Select(declared => LayerRules.LayerOf(declared.SyntaxTree.FilePath)).Distinct()];

    public override string ToString() => $"{File}({Line}): {Layer} names {Symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}";

    /// <summary>Every name in the sources that stands for a type or a type's member; target-typed <c>new()</c> names its type too.</summary>
    public static IEnumerable<NamedSymbol> In(SourceSet sources)
    {
        foreach (var tree in sources.Trees)
        {
            var model = sources.Compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(static node => node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax))
            {
                if (IsInNameOf(node))
                {
                    continue;
                }

                foreach (var symbol in Meanings(model.GetSymbolInfo(node)))
                {
                    if (OutermostType(symbol) is { } type)
                    {
                        yield return new NamedSymbol(tree.FilePath, LineOf(node), symbol, type);
                    }
                }
            }
        }
    }

    /// <summary>The names that mean nothing here: the rules are blind to them.</summary>
    public static IEnumerable<string> UnresolvedIn(SourceSet sources)
    {
        foreach (var tree in sources.Trees)
        {
            var model = sources.Compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (!Meanings(model.GetSymbolInfo(name)).Any() && model.GetAliasInfo(name) is null && !IsContextual(name))
                {
                    yield return $"{tree.FilePath}({LineOf(name)}): {name}";
                }
            }
        }
    }

    // Where a call can't be resolved (an argument comes from code that a generator adds), its candidates still name the type.
    private static IEnumerable<ISymbol> Meanings(SymbolInfo info) => info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;

    private static INamedTypeSymbol? OutermostType(ISymbol symbol)
    {
        var type = symbol switch
        {
            INamedTypeSymbol named => named,
            ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol or ITypeParameterSymbol or INamespaceSymbol => null,
            _ => symbol.ContainingType,
        };
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }

    // `var`, `_`, `nameof`, `value` and names of named arguments and of attributes' usage have no symbol of their own.
    private static bool IsContextual(SimpleNameSyntax name)
        => name.IsVar || name.Identifier.Text is "_" or "nameof" or "unmanaged" or "notnull" || name.Parent is NameColonSyntax or NameEqualsSyntax;

    // Only the name's text is used, in a message.
    private static bool IsInNameOf(SyntaxNode node) => node.Ancestors().OfType<InvocationExpressionSyntax>()
        .Any(static call => call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" });

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
