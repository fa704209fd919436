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
                static (found, _) => StandaloneStatementParser.Parse((IMethodSymbol)found.TargetSymbol, new Reporter()))
            .Where(static statement => statement is not null)
            .WithTrackingName(trackingName);
        context.RegisterSourceOutput(statements, static (output, statement) =>
            output.AddSource($"{statement!.Type.HintName}.{statement.Statement.UniqueName}.g.cs", StandaloneStatementEmitter.Emit(statement)));
    }
}
