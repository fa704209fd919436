using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>LIN1041: adds an index over the foreign key, on its property or, for several, on the record.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddIndexFix)), Shared]
public sealed class AddIndexFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LIN1041"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var diagnostic = context.Diagnostics[0];
        if (root is null || !diagnostic.Properties.TryGetValue("Properties", out var list) || list is null)
        {
            return;
        }

        var names = list.Split(',');
        var node = root.FindNode(context.Span);
        var property = names.Length == 1 ? Declarations.Property(node) : null;
        SyntaxNode? owner = property ?? node.FirstAncestorOrSelf<RecordDeclarationSyntax>();
        if (owner is null)
        {
            return;
        }

        var attribute = property is null ? $"Index({string.Join(", ", names.Select(static name => $"nameof({name})"))})" : "Index";
        context.RegisterCodeFix(CodeAction.Create("Add an index for the foreign key",
            _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(owner, Attributes.Add(owner, attribute)))), nameof(AddIndexFix)), context.Diagnostics);
    }
}
