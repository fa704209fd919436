using System.Reflection;
using LineageAot.ArchitectureTests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LineageAot.ArchitectureTests.Docs;

/// <summary>Compiles an example as a user's project would: implicit usings, nullable, the package's generator and the serializer's.</summary>
internal static class ExampleCompiler
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None);

    private static readonly IReadOnlyList<AnalyzerFileReference> GeneratorFiles =
    [
        .. typeof(ExampleCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(static attribute => attribute.Key == "SourceGenerator")
            .Select(static attribute => new AnalyzerFileReference(Path.GetFullPath(attribute.Value!), new Loader())),
    ];

    /// <summary>The errors, and the library's own warnings, with their place in the document; empty where the example is well.</summary>
    /// <param name="block">The example.</param>
    /// <param name="above">The document's earlier examples.</param>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(CodeBlock block, IEnumerable<CodeBlock> above)
    {
        var trees = new List<SyntaxTree> { Parse(RuntimeReferences.ImplicitUsings, "usings.cs"), Parse("global using LineageAot;", "our-usings.cs") };
        if (block.UsesBlocksAbove)
        {
            trees.AddRange(above.Where(static other => other.Given is null && other.Expected is null).Select(Declarations));
        }

        var example = Parse(Wrapped(block), block.File);
        trees.Add(example);
        var isProgram = example.GetCompilationUnitRoot().Members.Any(static member => member is GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create("Example", trees, RuntimeReferences.All.Where(IsForUsers),
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

        GeneratorDriver driver = CSharpGeneratorDriver.Create(GeneratorFiles.SelectMany(static file => file.GetGenerators(LanguageNames.CSharp)), parseOptions: Parsing);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var fromGenerators);
        var analyzers = GeneratorFiles.SelectMany(static file => file.GetAnalyzers(LanguageNames.CSharp)).ToArray();
        var fromAnalyzers = await generated.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. fromGenerators.Concat(fromAnalyzers).Concat(generated.GetDiagnostics())
                .Where(static problem => problem.Severity == DiagnosticSeverity.Error || (problem.Severity == DiagnosticSeverity.Warning && problem.Id.StartsWith("LIN", StringComparison.Ordinal)))
                .Select(static problem => problem.ToString())
                .Distinct(),
        ];
    }

    // A line directive makes positions those of the document.
    private static string Wrapped(CodeBlock block) => block.Given is null
        ? $"#line {block.Line} \"{block.File}\"\n{block.Code}\n"
        : $$"""
            internal static class Example
            {
                public static async System.Threading.Tasks.Task RunAsync({{block.Given}})
                {
            #line {{block.Line}} "{{block.File}}"
            {{block.Code}}
            #line hidden
                    await System.Threading.Tasks.Task.CompletedTask;
                }
            }
            """;

    private static SyntaxTree Declarations(CodeBlock block)
    {
        var root = Parse(block.Code, block.File).GetCompilationUnitRoot();
        return CSharpSyntaxTree.Create(root.RemoveNodes(root.Members.OfType<GlobalStatementSyntax>(), SyntaxRemoveOptions.KeepNoTrivia)!, Parsing, $"{block.File}.{block.Line}.cs");
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Parsing, path);

    // The runtime, the library and what it brings to its users; not what this test project needs for itself.
    private static bool IsForUsers(MetadataReference reference)
    {
        var name = Path.GetFileNameWithoutExtension(reference.Display)!;
        return !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !name.StartsWith("xunit", StringComparison.Ordinal)
            && !name.EndsWith("Tests", StringComparison.Ordinal) && name is not ("Shouldly" or "testhost");
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
