using System.IO.Compression;

namespace LineageAot.PackageTests.Support;

/// <summary>
/// The packages, packed once for all tests under a version that no cache knows, and folders in which users' projects see nothing but them. The collections that share
/// them run side by side: a build waits, for a file or for one step of its own, half of the time.
/// </summary>
public sealed class PackedLibraries : IAsyncLifetime
{
    private static readonly string[] Projects = ["LineageAot", "LineageAot.Lineage", "LineageAot.Hosting", "LineageAot.Cli"];
    private static readonly Lock Gate = new();
    private static PackedLibraries? shared;
    private static int users;

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"lineageaot-packages-{Guid.NewGuid():N}");
    private readonly string version = $"0.0.0-test{Guid.NewGuid():N}";
    private readonly Lazy<Task> packed;
    private PackedLibraries packages;

    public PackedLibraries()
    {
        packed = new Lazy<Task>(PackAsync);
        packages = this;
    }

    /// <summary>The packages' version.</summary>
    public string Version => packages.version;

    /// <summary>The folder with the packages.</summary>
    internal string Feed => Path.Combine(packages.folder, "feed");

    public Task InitializeAsync()
    {
        lock (Gate)
        {
            packages = shared ??= this;
            users++;
        }

        return packages.packed.Value;
    }

    public async Task DisposeAsync()
    {
        lock (Gate)
        {
            if (--users > 0)
            {
                return;
            }

            // Who comes now packs again.
            shared = null;
        }

        await packages.DeleteAsync();
    }

    internal ZipArchive Open(string package) => ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));

    /// <summary>An empty folder that is gone after the tests.</summary>
    internal string MakeFolder(string name) => Directory.CreateDirectory(Path.Combine(packages.folder, name)).FullName;

    /// <summary>The users' projects in a folder of their own.</summary>
    internal string CopyConsumers(string name)
    {
        var source = Path.Combine(BuildFacts.RepositoryRoot, "tests/LineageAot.PackageTests/Consumer");
        var target = Path.Combine(packages.folder, name);
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

    private async Task PackAsync()
    {
        Directory.CreateDirectory(Feed);
        foreach (var project in Projects)
        {
            // What the solution has built, under a version of its own: nothing in the repository is compiled or written again.
            var result = await DotnetCommand.RunAsync(BuildFacts.RepositoryRoot, "pack", $"src/{project}/{project}.csproj", "--no-build", "--nologo", "-c", BuildFacts.Configuration, "-o", Feed, $"-p:PackageVersion={version}");
            result.Succeeded();
        }
    }

    private async Task DeleteAsync()
    {
        var cache = await DotnetCommand.RunAsync(BuildFacts.RepositoryRoot, "nuget", "locals", "global-packages", "--list", "--force-english-output");
        var restoredTo = cache.Output.Split(':', 2)[^1].Trim();
        foreach (var restored in Projects.Select(project => Path.Combine(restoredTo, project.ToLowerInvariant(), version)).Where(Directory.Exists))
        {
            Directory.Delete(restored, recursive: true);
        }

        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Builds that find something, the packages themselves, and those of users on other systems.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedLibraries>
{
    public const string Name = "Packages";
}

/// <summary>Users' programs that run.</summary>
[CollectionDefinition(Name)]
public sealed class ConsumerCollection : ICollectionFixture<PackedLibraries>
{
    public const string Name = "Consumers";
}
