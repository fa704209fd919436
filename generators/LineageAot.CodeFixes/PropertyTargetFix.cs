using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>LIN1116: puts the attribute of a positional record's parameter on its property.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PropertyTargetFix)), Shared]
public sealed class PropertyTargetFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LIN1116"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeListSyntax>() is not { Attributes.Count: 1 } list)
        {
            return;
        }

        var target = SyntaxFactory.AttributeTargetSpecifier(SyntaxFactory.Identifier("property"), SyntaxFactory.Token(SyntaxKind.ColonToken).WithTrailingTrivia(SyntaxFactory.Space));
        context.RegisterCodeFix(CodeAction.Create("Put the attribute on the property",
            _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(list, list.WithTarget(target)))), nameof(PropertyTargetFix)), context.Diagnostics);
    }
}
