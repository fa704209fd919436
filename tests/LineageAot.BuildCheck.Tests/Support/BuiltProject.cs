using LineageAot.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LineageAot.BuildCheck.Tests.Support;

/// <summary>A user's project in a temporary folder: compiled with the generator, its migration files beside it.</summary>
internal sealed class BuiltProject : IDisposable
{
    /// <summary>The lines in front of the source.</summary>
    public const int LinesBefore = 1;

    private const string Pragma = "#pragma warning disable CS1591\n";

    private BuiltProject(string folder, string name)
    {
        Folder = folder;
        File = Path.Combine(folder, name + ".csproj");
        Assembly = Path.Combine(folder, name + ".dll");
    }

    public string Folder { get; }

    /// <summary>The project file's path; there is none.</summary>
    public string File { get; }

    /// <summary>The compiled assembly.</summary>
    public string Assembly { get; }

    /// <param name="source">The program.</param>
    /// <param name="migrations">Paths below the project's folder, and texts.</param>
    public static BuiltProject Make(string source, params (string Path, string Text)[] migrations) => Make("App", source, [], migrations);

    public static BuiltProject Make(string name, string source, BuiltProject[] references, params (string Path, string Text)[] migrations)
    {
        var project = new BuiltProject(Directory.CreateTempSubdirectory("lineageaot-").FullName, name);
        foreach (var (path, text) in migrations)
        {
            var file = Path.Combine(project.Folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.WriteAllText(file, text);
        }

        project.Compile(name, source, references, [.. migrations.Select(migration => new SqlFile(Path.Combine(project.Folder, migration.Path), migration.Text))]);
        return project;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Compile(string name, string source, BuiltProject[] references, AdditionalText[] files)
    {
        var compilation = Compiler.Create(Pragma + source).WithAssemblyName(name).AddReferences(references.Select(static reference => MetadataReference.CreateFromFile(reference.Assembly)));
        Compiler.CreateDriver().AddAdditionalTexts([.. files]).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        var problems = ((CSharpCompilation)output).Emit(Assembly).Diagnostics.Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ToArray();
        if (problems.Length > 0)
        {
            throw new InvalidOperationException(string.Join("\n", problems.Take(20).Select(static problem => problem.ToString())));
        }
    }

    private sealed class SqlFile(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
