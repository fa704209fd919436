using LineageAot.Generators.Emission;
using LineageAot.Generators.Parsing;
using LineageAot.Generators.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LineageAot.Generators;

/// <summary>Writes the other part of [Database] classes. What is wrong with one is reported by <see cref="Analysis.ModelAnalyzer"/>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DatabaseGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var databases = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Database, static (node, _) => node is ClassDeclarationSyntax,
                static (found, _) => DatabaseParser.ParseOrStub((INamedTypeSymbol)found.TargetSymbol, found.Attributes[0]))
            .Where(static database => !database.IsEmpty)
            .WithTrackingName(TrackingNames.Databases);
        var files = context.AdditionalTextsProvider
            .Select(MigrationFiles.Parse)
            .Where(static file => file is not null)
            .WithTrackingName(TrackingNames.MigrationFiles)
            .Collect();
        var whole = databases.Combine(files)
            .Select(static (pair, _) => pair.Left.Model is { } model ? pair.Left with { Model = model with { Migrations = MigrationFiles.Of(model, pair.Right!) } } : pair.Left)
            .WithTrackingName(TrackingNames.DatabasesWithMigrations);
        context.RegisterSourceOutput(whole, static (output, database) => database.AddTo(output, static model => model.Type.HintName + ".Database.g.cs", DatabaseEmitter.Emit));
    }
}
