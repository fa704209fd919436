extern alias Generators;

using System.Collections.Immutable;
using System.Reflection;
using Generators::LineageAot.Generators;
using Generators::LineageAot.Generators.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.Generators.Tests.Support;

/// <summary>Compiles sources as a user's project would: C# 13, nullable, documentation on, with our generators and the serializer's.</summary>
internal static class Compiler
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, DocumentationMode.Diagnose);

    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using LineageAot;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "LineageAot.dll" or "LineageAot.Lineage.dll" or "Microsoft.Extensions.Logging.Abstractions.dll" or "Microsoft.Data.Sqlite.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly Lazy<ImmutableArray<ISourceGenerator>> JsonGenerators = new(LoadJsonGenerators);

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(ModelAnalyzer).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract).Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    public static CSharpCompilation Create(string source, string path = "Source.cs") => CSharpCompilation.Create(
        "Sample_" + Guid.NewGuid().ToString("N"),
        [CSharpSyntaxTree.ParseText(GlobalUsings, ParseOptions, "GlobalUsings.cs"), CSharpSyntaxTree.ParseText(source, ParseOptions, path)],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, deterministic: true));

    public static IIncrementalGenerator[] Generators() => [new RowGenerator(), new DatabaseGenerator(), new StatementGenerator(), new EventCatalogGenerator()];

    public static GeneratorDriver CreateDriver(bool withJson = true, bool tracksSteps = false) => CSharpGeneratorDriver.Create(
        [.. Generators().Select(static generator => generator.AsSourceGenerator()), .. withJson ? JsonGenerators.Value : []],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracksSteps));

    /// <summary>Runs the generators; the compilation with what they wrote, and our own files by name.</summary>
    public static (CSharpCompilation Compilation, IReadOnlyDictionary<string, string> Files) Generate(CSharpCompilation compilation)
    {
        var driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        var failures = driver.GetRunResult().Results.Where(static result => result.Exception is not null).Select(static result => result.Exception!.ToString()).Concat(diagnostics.Select(static diagnostic => diagnostic.ToString())).ToArray();
        if (failures.Length > 0)
        {
            throw new InvalidOperationException(string.Join("\n", failures));
        }

        var files = driver.GetRunResult().Results.Where(static result => result.Generator.GetGeneratorType().Assembly == typeof(RowGenerator).Assembly)
            .SelectMany(static result => result.GeneratedSources).ToDictionary(static file => file.HintName, static file => file.SourceText.ToString());
        return ((CSharpCompilation)output, files);
    }

    /// <summary>What our analyzers find in a compilation, with generated code as in a build.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation)
    {
        var (generated, _) = Generate(compilation);
        var analyzed = generated.WithOptions(generated.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)).WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]),
            (exception, _, _) => throw new InvalidOperationException("An analyzer failed.", exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        return await analyzed.GetAnalyzerDiagnosticsAsync();
    }

    /// <summary>Compiles to an assembly and loads it; any warning fails.</summary>
    public static Assembly Load(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var problems = result.Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (problems.Length > 0)
        {
            throw new InvalidOperationException(string.Join("\n", problems.Take(20).Select(static problem => problem.ToString())));
        }

        return Assembly.Load(image.ToArray());
    }

    private static ImmutableArray<ISourceGenerator> LoadJsonGenerators()
    {
        var path = typeof(Compiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(static attribute => attribute.Key == "JsonSourceGenerator").Value!;
        return new AnalyzerFileReference(path, new Loader()).GetGenerators(LanguageNames.CSharp);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
