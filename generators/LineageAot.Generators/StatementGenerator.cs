using LineageAot.Generators.Emission;
using LineageAot.Generators.Model;
using LineageAot.Generators.Parsing;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators;

/// <summary>Writes [Query] and [Command] methods of static classes, a file each. Those of [Database] classes are the <see cref="DatabaseGenerator"/>'s.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class StatementGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Register(context, KnownNames.Query, TrackingNames.Queries);
        Register(context, KnownNames.Command, TrackingNames.Commands);
    }

    private static void Register(IncrementalGeneratorInitializationContext context, string attribute, string trackingName)
    {
        var statements = context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (node, _) => node is MethodDeclarationSyntax,
                static (found, _) => StandaloneStatementParser.ParseOrStub((IMethodSymbol)found.TargetSymbol))
            .Where(static statement => !statement.IsEmpty)
            .WithTrackingName(trackingName);
        context.RegisterSourceOutput(statements, static (output, statement) => statement.AddTo(output, static model => $"{model.Type.HintName}.{model.Statement.UniqueName}.g.cs", StandaloneStatementEmitter.Emit));
    }
}
