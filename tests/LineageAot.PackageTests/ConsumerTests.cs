using System.Text;
using LineageAot.PackageTests.Support;
using Xunit.Abstractions;

namespace LineageAot.PackageTests;

/// <summary>Users' programs, built from the packages alone.</summary>
[Collection(ConsumerCollection.Name)]
public sealed class ConsumerTests(PackedLibraries packages, ITestOutputHelper output)
{
    /// <summary>
    /// How large the native binary may be beside SQLite's own library: this program uses everything once, and a twentieth is left for growth. A small
    /// agent's size is measured by the benchmarks.
    /// </summary>
    private const long MaxBinaryBytes = 6_050_000;

    [Fact]
    public async Task Runs_on_the_runtime()
    {
        var folder = packages.CopyConsumers("jit");
        var build = (await DotnetCommand.RunAsync(folder, ["build", "Program/Program.csproj", .. packages.PackageArguments, $"-p:ConsumerFramework={BuildFacts.AppTargetFramework}", "-p:LendsConnections=true"])).Succeeded();
        BuildLog.Warnings(build.Output).ShouldBeEmpty();

        var run = (await DotnetCommand.RunAsync(folder, $"Program/bin/Release/{BuildFacts.AppTargetFramework}/consumer.dll", Path.Combine(folder, "station.db"))).Succeeded();
        ShouldHold(run, checks: 33);
    }

    [NativeFact]
    public async Task Runs_as_a_native_binary_without_a_warning()
    {
        var folder = packages.CopyConsumers("aot");
        var published = await PublishNativeAsync(folder, "Program/Program.csproj");

        var binary = Path.Combine(published, "consumer");
        var bytes = new FileInfo(binary).Length;
        output.WriteLine($"native binary: {bytes:N0} bytes");
        bytes.ShouldBeLessThanOrEqualTo(MaxBinaryBytes);
        var content = await File.ReadAllBytesAsync(binary);
        foreach (var facts in new[] { "TableFactsAttribute", "DatabaseFactsAttribute", "MigrationFactsAttribute" })
        {
            content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(facts)).ShouldBe(-1, "What tools read out of the assembly isn't carried by programs: see ILLink.LinkAttributes.xml.");
        }

        var run = (await DotnetCommand.RunProgramAsync(folder, binary, Path.Combine(folder, "station.db"))).Succeeded();
        ShouldHold(run, checks: 32); // A lent connection is left out: see Program.csproj.
    }

    [NativeFact]
    public async Task A_file_with_rows_goes_through_ten_versions_and_back_in_a_native_binary()
    {
        var folder = packages.CopyConsumers("history");
        var published = await PublishNativeAsync(folder, "History/History.csproj");
        (await DotnetCommand.RunProgramAsync(folder, Path.Combine(published, "history"), Path.Combine(folder, "history.db"))).Succeeded().Output.ShouldContain("holds: ten versions and back");
    }

    [Fact]
    public async Task The_store_alone_brings_library_generator_and_sqlite()
    {
        var folder = packages.CopyConsumers("store");
        var build = (await DotnetCommand.RunAsync(folder, ["build", "Store/Store.csproj", .. packages.PackageArguments, $"-p:ConsumerFramework={BuildFacts.AppTargetFramework}"])).Succeeded();
        BuildLog.Warnings(build.Output).ShouldBeEmpty();
        (await DotnetCommand.RunAsync(folder, $"Store/bin/Release/{BuildFacts.AppTargetFramework}/store.dll", Path.Combine(folder, "agent.db"))).Succeeded().Output.ShouldContain("1 checks hold");
    }

    /// <summary>The folder with the native program; its build said nothing.</summary>
    private async Task<string> PublishNativeAsync(string folder, string project)
    {
        string[] linker = NativeFactAttribute.HasCompiler("clang") ? [] : ["-p:CppCompilerAndLinker=gcc"];
        var published = Path.Combine(folder, "published");
        var publish = (await DotnetCommand.RunAsync(folder, ["publish", project, .. packages.PackageArguments, $"-p:ConsumerFramework={BuildFacts.AotTargetFramework}", "-p:Aot=true", "--use-current-runtime", .. linker, "-o", published])).Succeeded();
        BuildLog.Warnings(publish.Output).ShouldBeEmpty();
        return published;
    }

    private static void ShouldHold(CommandResult run, int checks)
    {
        run.Output.ShouldNotContain("FAILS");
        run.Output.Split('\n').Count(static line => line.StartsWith("holds: ", StringComparison.Ordinal)).ShouldBe(checks, "A check was left out, or one more was written: then this is the number to raise.");
        run.Output.ShouldContain($"{checks} checks hold");
    }
}
