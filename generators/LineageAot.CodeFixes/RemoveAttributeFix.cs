using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LineageAot.CodeFixes;

/// <summary>LIN1502, LIN1504: takes away the attribute that the table is better off without.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveAttributeFix)), Shared]
public sealed class RemoveAttributeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LIN1502", "LIN1504"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } attribute)
        {
            return;
        }

        var title = context.Diagnostics[0].Id == "LIN1502" ? "Store the Guid as a BLOB" : "Remove the index";
        context.RegisterCodeFix(CodeAction.Create(title, token => list.Attributes.Count > 1
            ? Task.FromResult(context.Document.WithSyntaxRoot(root.RemoveNode(attribute, SyntaxRemoveOptions.KeepNoTrivia)!))
            : RemoveAsync(context.Document, list.Span, token), nameof(RemoveAttributeFix)), context.Diagnostics);
    }

    /// <summary>As text: with its line where it has one of its own, so that neither an empty one nor another indentation is left.</summary>
    private static async Task<Document> RemoveAsync(Document document, TextSpan list, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var (first, last) = (text.Lines.GetLineFromPosition(list.Start), text.Lines.GetLineFromPosition(list.End));
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, list.Start))) && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(list.End, last.End)));
        var end = list.End;
        while (end < last.End && text[end] == ' ')
        {
            end++;
        }

        return document.WithText(text.Replace(isAlone ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak) : TextSpan.FromBounds(list.Start, end), ""));
    }
}
