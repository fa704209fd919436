using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>LIN1020: adds the property's type to the context that its [JsonColumn] names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JsonSerializableFix)), Shared]
public sealed class JsonSerializableFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LIN1020"];

    /// <summary>None: two fixes of one context would both change its attributes at one place.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute
            || attribute.DescendantNodes().OfType<TypeOfExpressionSyntax>().FirstOrDefault() is not { } named
            || model?.GetTypeInfo(named.Type, context.CancellationToken).Type is not INamedTypeSymbol json
            || Declarations.PropertyType(model, attribute, context.CancellationToken) is not { } type
            || !json.Locations.Any(static location => location.IsInSource))
        {
            return;
        }

        context.RegisterCodeFix(CodeAction.Create($"Add the type to '{json.Name}'",
            cancellationToken => JsonContexts.AddAsync(context.Document.Project.Solution, json, JsonContexts.Attribute(model.Compilation, json, type), cancellationToken), nameof(JsonSerializableFix)), context.Diagnostics);
    }
}
