using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.CodeFixes;

/// <summary>LIN1020, LIN1202: adds the property's type, or the event's, to the context that [JsonColumn], or [EventCatalog], names.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(JsonSerializableFix)), Shared]
public sealed class JsonSerializableFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["LIN1020", "LIN1202"];

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
            || (EventType(model.Compilation, context.Diagnostics[0]) ?? Declarations.PropertyType(model, attribute, context.CancellationToken)) is not { } type
            || !json.Locations.Any(static location => location.IsInSource))
        {
            return;
        }

        context.RegisterCodeFix(CodeAction.Create($"Add the type to '{json.Name}'",
            cancellationToken => JsonContexts.AddAsync(context.Document.Project.Solution, json, JsonContexts.Attribute(model.Compilation, json, type), cancellationToken), nameof(JsonSerializableFix)), context.Diagnostics);
    }

    /// <summary>A catalog's types are declared elsewhere: the finding names the one that is missing.</summary>
    private static ITypeSymbol? EventType(Compilation compilation, Diagnostic finding)
        => finding.Properties.TryGetValue("MissingType", out var id) && id is not null ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) as ITypeSymbol : null;
}
