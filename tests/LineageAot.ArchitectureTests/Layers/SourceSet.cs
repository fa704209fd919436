using LineageAot.ArchitectureTests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.ArchitectureTests.Layers;

/// <summary>Sources compiled again, with what each name in them means. Paths are relative to the library's folder.</summary>
internal sealed class SourceSet
{
    // Documentation isn't parsed: a comment that names a layer doesn't depend on it.
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None,
        preprocessorSymbols: ["NET", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "NET10_0"]);

    private IReadOnlyList<NamedSymbol>? names;

    private SourceSet(IEnumerable<(string Path, string Text)> sources)
    {
        Trees = [.. sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, Parsing, source.Path))];
        Compilation = CSharpCompilation.Create("Layers", [.. Trees, CSharpSyntaxTree.ParseText(RuntimeReferences.ImplicitUsings, Parsing)],
            RuntimeReferences.All.Where(static reference => !RuntimeReferences.IsOurs(reference)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    public IReadOnlyList<SyntaxTree> Trees { get; }

    public CSharpCompilation Compilation { get; }

    /// <summary>Every name that stands for a type or a member of one.</summary>
    public IReadOnlyList<NamedSymbol> Names => names ??= [.. NamedSymbol.In(this)];

    /// <summary>The files of a folder of the repository.</summary>
    public static SourceSet OfFolder(string folder) => new(Repository.SourceFiles(folder)
        .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), Repository.Read(file))));

    /// <summary>Sources given as text.</summary>
    public static SourceSet Of(params (string Path, string Text)[] sources) => new(sources);
}
