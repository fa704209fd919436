using LineageAot.ArchitectureTests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.ArchitectureTests.Layers;

/// <summary>Sources compiled again, with what each name in them means. Paths are relative to the library's folder.</summary>
internal sealed class SourceSet
{
    /// <summary>What <c>ImplicitUsings</c> adds to every file.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // Documentation isn't parsed: a comment that names a layer doesn't depend on it.
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None,
        preprocessorSymbols: ["NET", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "NET10_0"]);

    private SourceSet(IEnumerable<(string Path, string Text)> sources)
    {
        Trees = [.. sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, Parsing, source.Path))];
        Compilation = CSharpCompilation.Create("Layers", [.. Trees, CSharpSyntaxTree.ParseText(ImplicitUsings, Parsing)],
            RuntimeReferences(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    public IReadOnlyList<SyntaxTree> Trees { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>The files of a folder of the repository.</summary>
    public static SourceSet OfFolder(string folder) => new(Repository.SourceFiles(folder)
        .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), Repository.Read(file))));

    /// <summary>Sources given as text.</summary>
    public static SourceSet Of(params (string Path, string Text)[] sources) => new(sources);

    /// <summary>What this process runs with: the runtime, and the packages that the library brings. Not the library itself: it's what is compiled.</summary>
    private static IEnumerable<MetadataReference> RuntimeReferences() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(file => !Path.GetFileName(file).StartsWith("LineageAot", StringComparison.Ordinal))
        .Select(file => MetadataReference.CreateFromFile(file));
}
