using System.IO.Compression;
using System.Xml.Linq;
using LineageAot.PackageTests.Support;

namespace LineageAot.PackageTests;

/// <summary>What is in the packages, and what they ask for.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackedLibraries packages)
{
    [Fact]
    public void The_library_brings_its_generator_build_files_and_documentation()
    {
        using var package = packages.Open("LineageAot");
        var files = package.Entries.Select(static entry => entry.FullName).ToArray();
        foreach (var framework in new[] { BuildFacts.AppTargetFramework, BuildFacts.AotTargetFramework })
        {
            files.ShouldContain($"lib/{framework}/LineageAot.dll");
            files.ShouldContain($"lib/{framework}/LineageAot.xml");
        }

        files.ShouldContain("analyzers/dotnet/cs/LineageAot.Generators.dll");
        files.ShouldContain("analyzers/dotnet/cs/LineageAot.CodeFixes.dll");
        files.ShouldContain("buildTransitive/LineageAot.props");
        files.ShouldContain("buildTransitive/LineageAot.targets");
        files.ShouldContain("README.md");
        files.Where(static file => file.EndsWith(".dll", StringComparison.Ordinal) && !file.StartsWith("tools/", StringComparison.Ordinal)).Count().ShouldBe(4, "No assembly of somebody else comes into users' programs.");
    }

    [Fact]
    public void The_library_brings_its_build_check_for_the_systems_on_which_people_build()
    {
        using var package = packages.Open("LineageAot");
        package.Entries.Select(static entry => entry.FullName).Where(static file => file.StartsWith("tools/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ShouldBe(
        [
            "tools/LineageAot.BuildCheck.deps.json",
            "tools/LineageAot.BuildCheck.dll",
            "tools/LineageAot.BuildCheck.runtimeconfig.json",
            "tools/Microsoft.Extensions.DependencyInjection.Abstractions.dll",
            "tools/Microsoft.Extensions.Logging.Abstractions.dll",
            "tools/System.Diagnostics.DiagnosticSource.dll",
            "tools/System.Numerics.Tensors.dll",
            "tools/runtimes/linux-arm64/native/libe_sqlite3.so",
            "tools/runtimes/linux-musl-arm64/native/libe_sqlite3.so",
            "tools/runtimes/linux-musl-x64/native/libe_sqlite3.so",
            "tools/runtimes/linux-x64/native/libe_sqlite3.so",
            "tools/runtimes/osx-arm64/native/libe_sqlite3.dylib",
            "tools/runtimes/osx-x64/native/libe_sqlite3.dylib",
            "tools/runtimes/win-arm64/native/e_sqlite3.dll",
            "tools/runtimes/win-x64/native/e_sqlite3.dll",
            "tools/runtimes/win-x86/native/e_sqlite3.dll",
        ]);
    }

    [Fact]
    public void The_library_asks_for_what_is_documented_and_no_more()
    {
        using var package = packages.Open("LineageAot");
        Dependencies(package).Select(static dependency => dependency.Id).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["Microsoft.Data.Sqlite.Core", "Microsoft.Extensions.Logging.Abstractions", "SQLitePCLRaw.bundle_e_sqlite3", "System.Numerics.Tensors"]);
    }

    [Fact]
    public void The_store_passes_the_generator_on()
    {
        using var package = packages.Open("LineageAot.Lineage");
        package.Entries.Select(static entry => entry.FullName).ShouldContain($"lib/{BuildFacts.AotTargetFramework}/LineageAot.Lineage.dll");
        var dependencies = Dependencies(package);
        dependencies.ShouldNotBeEmpty();
        foreach (var dependency in dependencies)
        {
            dependency.Id.ShouldBe("LineageAot");
            dependency.Version.ShouldBe(packages.Version);
            dependency.Include.ShouldBe("All");
            dependency.Exclude.ShouldBeNull();
        }
    }

    [Fact]
    public void The_hosts_package_is_for_both_frameworks_and_asks_for_what_is_documented()
    {
        using var package = packages.Open("LineageAot.Hosting");
        var files = package.Entries.Select(static entry => entry.FullName).ToArray();
        foreach (var framework in new[] { BuildFacts.AppTargetFramework, BuildFacts.AotTargetFramework })
        {
            files.ShouldContain($"lib/{framework}/LineageAot.Hosting.dll");
            files.ShouldContain($"lib/{framework}/LineageAot.Hosting.xml");
        }

        Dependencies(package).Select(static dependency => dependency.Id).Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(["LineageAot", "Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Options"]);
    }

    private static List<(string Id, string? Version, string? Include, string? Exclude)> Dependencies(ZipArchive package)
    {
        using var stream = package.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return
        [
            .. XDocument.Load(stream).Descendants().Where(static element => element.Name.LocalName == "dependency")
                .Select(static element => (element.Attribute("id")!.Value, element.Attribute("version")?.Value, element.Attribute("include")?.Value, element.Attribute("exclude")?.Value)),
        ];
    }
}
