using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>LIN1004: stores the property as JSON, through the project's serializer context or a new one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JsonColumnFix)), Shared]
public sealed class JsonColumnFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LIN1004"];

    /// <summary>None: two fixes of one context would both change its attributes at one place.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null || Declarations.Property(root.FindNode(context.Span)) is not { } property
            || Declarations.PropertyType(model, property, context.CancellationToken) is not { TypeKind: not TypeKind.Error } type)
        {
            return;
        }

        var json = JsonContexts.Find(model.Compilation, context.CancellationToken);
        var record = property.FirstAncestorOrSelf<RecordDeclarationSyntax>()!;
        var title = json is null ? "Store as JSON through a new serializer context" : $"Store as JSON through '{json.Name}'";
        context.RegisterCodeFix(CodeAction.Create(title, cancellationToken => FixAsync(context.Document, root, record, property, type, json, model, cancellationToken), nameof(JsonColumnFix)), context.Diagnostics);
    }

    private static async Task<Solution> FixAsync(Document document, SyntaxNode root, RecordDeclarationSyntax record, SyntaxNode property, ITypeSymbol type, INamedTypeSymbol? json, SemanticModel model, CancellationToken cancellationToken)
    {
        var name = json?.ToMinimalDisplayString(model, property.SpanStart) ?? record.Identifier.Text + "Json";
        var solution = document.Project.Solution;
        if (json is not null && !JsonContexts.Has(json, type))
        {
            // The property first, since the context may stand in the same file and is found again by its name.
            var attribute = JsonContexts.Attribute(model.Compilation, json, type);
            solution = solution.WithDocumentSyntaxRoot(document.Id, root.ReplaceNode(property, Attributes.Add(property, $"JsonColumn(typeof({name}))")));
            var compilation = (await solution.GetProject(document.Project.Id)!.GetCompilationAsync(cancellationToken).ConfigureAwait(false))!;
            var moved = DocumentationCommentId.CreateDeclarationId(json) is { } id ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as INamedTypeSymbol : null;
            return moved is null ? solution : await JsonContexts.AddAsync(solution, moved, attribute, cancellationToken).ConfigureAwait(false);
        }

        var changed = root.ReplaceNode(property, Attributes.Add(property, $"JsonColumn(typeof({name}))"));
        if (json is null)
        {
            var declared = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(model, property.SpanStart);
            var context = SyntaxFactory.ParseMemberDeclaration($"\n[System.Text.Json.Serialization.JsonSerializable(typeof({declared}))]\ninternal sealed partial class {name} : System.Text.Json.Serialization.JsonSerializerContext;\n")!;
            var place = changed.FindNode(record.Identifier.Span).FirstAncestorOrSelf<RecordDeclarationSyntax>()!;
            while (place.Parent is TypeDeclarationSyntax)
            {
                place = (RecordDeclarationSyntax)place.Parent;
            }

            changed = changed.InsertNodesAfter(place, [context]);
        }

        return solution.WithDocumentSyntaxRoot(document.Id, changed);
    }
}
