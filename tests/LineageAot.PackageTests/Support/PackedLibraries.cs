using System.IO.Compression;

namespace LineageAot.PackageTests.Support;

/// <summary>
/// The packages, packed once for all tests under a version that no cache knows, and folders in which users' projects see nothing but them.
/// </summary>
public sealed class PackedLibraries : IAsyncLifetime
{
    private static readonly string[] Projects = ["LineageAot", "LineageAot.Lineage", "LineageAot.Cli"];

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"lineageaot-packages-{Guid.NewGuid():N}");

    /// <summary>The packages' version.</summary>
    public string Version { get; } = $"0.0.0-test{Guid.NewGuid():N}";

    /// <summary>The folder with the packages.</summary>
    internal string Feed => Path.Combine(folder, "feed");

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        foreach (var project in Projects)
        {
            // What the solution has built, under a version of its own: nothing in the repository is compiled or written again.
            var result = await DotnetCommand.RunAsync(BuildFacts.RepositoryRoot, "pack", $"src/{project}/{project}.csproj", "--no-build", "--nologo", "-c", BuildFacts.Configuration, "-o", Feed, $"-p:PackageVersion={Version}");
            result.Succeeded();
        }
    }

    public async Task DisposeAsync()
    {
        var cache = await DotnetCommand.RunAsync(BuildFacts.RepositoryRoot, "nuget", "locals", "global-packages", "--list", "--force-english-output");
        var packages = cache.Output.Split(':', 2)[^1].Trim();
        foreach (var restored in Projects.Select(project => Path.Combine(packages, project.ToLowerInvariant(), Version)).Where(Directory.Exists))
        {
            Directory.Delete(restored, recursive: true);
        }

        Directory.Delete(folder, recursive: true);
    }

    internal ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));

    /// <summary>An empty folder that is gone after the tests.</summary>
    internal string MakeFolder(string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    /// <summary>The users' projects in a folder of their own.</summary>
    internal string CopyConsumers(string name)
    {
        var source = Path.Combine(BuildFacts.RepositoryRoot, "tests/LineageAot.PackageTests/Consumer");
        var target = Path.Combine(folder, name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (!relative.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
            {
                var copy = Path.Combine(target, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        return target;
    }

    /// <summary>What a build of a consumer is told: which version of the packages, and where they are.</summary>
    internal IEnumerable<string> PackageArguments => ["-c", "Release", "--nologo", $"-p:LineageAotVersion={Version}", $"-p:RestoreAdditionalProjectSources={Feed}"];
}

[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedLibraries>
{
    public const string Name = "Packages";
}
