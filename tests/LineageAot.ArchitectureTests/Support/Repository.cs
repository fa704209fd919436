using System.Reflection;

namespace LineageAot.ArchitectureTests.Support;

/// <summary>The checked-out repository that this assembly was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    /// <summary>The C# files below a folder, without what builds leave there; paths from the root with <c>/</c>.</summary>
    public static IReadOnlyList<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal)
        .ToList();

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));
}
