using System;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>LIN1003: marks the property named Id (or the record's name and Id) as the key, or adds a generated one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddKeyFix)), Shared]
public sealed class AddKeyFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LIN1003"];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<RecordDeclarationSyntax>() is not { } record)
        {
            return;
        }

        var (title, changed) = Candidate(record) is { } candidate
            ? ($"Make '{Name(candidate)}' the key", record.ReplaceNode(candidate, Attributes.Add(candidate, "Key")))
            : ("Add a generated key", WithGeneratedKey(record));
        context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(record, changed))), nameof(AddKeyFix)), context.Diagnostics);
    }

    private static SyntaxNode? Candidate(RecordDeclarationSyntax record)
        => (record.ParameterList?.Parameters.Cast<SyntaxNode>() ?? []).Concat(record.Members.OfType<PropertyDeclarationSyntax>())
            .FirstOrDefault(node => string.Equals(Name(node), "Id", StringComparison.OrdinalIgnoreCase) || string.Equals(Name(node), record.Identifier.Text + "Id", StringComparison.OrdinalIgnoreCase));

    private static string Name(SyntaxNode node) => node is ParameterSyntax parameter ? parameter.Identifier.Text : ((PropertyDeclarationSyntax)node).Identifier.Text;

    private static RecordDeclarationSyntax WithGeneratedKey(RecordDeclarationSyntax record)
    {
        var indentation = new string(' ', record.GetLocation().GetLineSpan().StartLinePosition.Character + 4);
        var key = SyntaxFactory.ParseMemberDeclaration($"{indentation}[Key(Generated = true)] public long Id {{ get; init; }}\n")!;
        if (record.OpenBraceToken.IsKind(SyntaxKind.OpenBraceToken))
        {
            return record.WithMembers(record.Members.Insert(0, key));
        }

        var outer = new string(' ', indentation.Length - 4);
        var end = record.SemicolonToken.TrailingTrivia;
        return record.WithSemicolonToken(default)
            .WithOpenBraceToken(SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithLeadingTrivia(SyntaxFactory.LineFeed, SyntaxFactory.Whitespace(outer)).WithTrailingTrivia(SyntaxFactory.LineFeed))
            .WithMembers([key])
            .WithCloseBraceToken(SyntaxFactory.Token(SyntaxKind.CloseBraceToken).WithLeadingTrivia(SyntaxFactory.Whitespace(outer)).WithTrailingTrivia(end));
    }
}
