namespace LineageAot.BuildCheck.Assemblies;

/// <summary>Where the assemblies that another one refers to are found, by their names.</summary>
internal sealed class AssemblyReferences
{
    private readonly Dictionary<string, string> paths = new(StringComparer.OrdinalIgnoreCase);

    private AssemblyReferences(IEnumerable<string> candidates)
    {
        foreach (var path in candidates)
        {
            paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        }
    }

    /// <summary>All of their files.</summary>
    public IEnumerable<string> Paths => paths.Values;

    /// <summary>The files that a build names.</summary>
    public static AssemblyReferences Of(IEnumerable<string> files) => new(files);

    /// <summary>What a built assembly has around it: its folder, and the packages that its <c>.deps.json</c> names as far as they are in NuGet's folder.</summary>
    /// <param name="assembly">The assembly's path.</param>
    public static AssemblyReferences Beside(string assembly)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(assembly))!;
        IEnumerable<string> beside = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.dll").Order(StringComparer.Ordinal) : [];
        return new AssemblyReferences([.. beside, .. DependencyFile.Assemblies(Path.ChangeExtension(assembly, ".deps.json"))]);
    }

    /// <summary>The file of an assembly, or null.</summary>
    public string? Find(string name) => paths.GetValueOrDefault(name);
}
