using LineageAot.PackageTests.Support;

namespace LineageAot.PackageTests;

/// <summary>A user's program for a system that isn't this one.</summary>
[Collection(PackageCollection.Name)]
public sealed class OtherSystemsTests(PackedLibraries packages)
{
    [Theory]
    [InlineData("win-x64", "e_sqlite3.dll")]
    [InlineData("win-arm64", "e_sqlite3.dll")]
    [InlineData("osx-arm64", "libe_sqlite3.dylib")]
    [InlineData("linux-arm64", "libe_sqlite3.so")]
    [InlineData("linux-musl-x64", "libe_sqlite3.so")]
    public async Task Is_published_with_the_native_library_of_each_system(string runtime, string library)
    {
        var folder = packages.CopyConsumers(runtime);
        var published = Path.Combine(folder, "published");
        // Started with `dotnet`: the small starting program of each system would have to be downloaded.
        (await DotnetCommand.RunAsync(folder, ["publish", "Program/Program.csproj", .. packages.PackageArguments, $"-p:ConsumerFramework={BuildFacts.AppTargetFramework}", "-r", runtime, "--self-contained", "false", "-p:UseAppHost=false", "-o", published])).Succeeded();

        File.Exists(Path.Combine(published, "consumer.dll")).ShouldBeTrue();
        var natives = Directory.EnumerateFiles(published, "*", SearchOption.AllDirectories)
            .Where(static file => Path.GetFileName(file) is "e_sqlite3.dll" or "libe_sqlite3.dylib" or "libe_sqlite3.so")
            .Select(file => Path.GetRelativePath(published, file).Replace('\\', '/'));
        natives.ShouldHaveSingleItem().ShouldBeOneOf(library, $"runtimes/{runtime}/native/{library}");
    }
}
