using LineageAot.PackageTests.Support;

namespace LineageAot.PackageTests;

/// <summary>The tool as users get it: installed from the folder of packages, on a program that was built from them.</summary>
[Collection(PackageCollection.Name)]
public sealed class ToolTests(PackedLibraries packages)
{
    [Fact]
    public async Task It_is_installed_from_the_packages_and_brings_a_file_up_to_date()
    {
        var folder = packages.CopyConsumers("tool");
        var tool = Path.Combine(folder, "bin");
        (await DotnetCommand.RunAsync(folder, "tool", "install", "LineageAot.Cli", "--version", packages.Version, "--tool-path", tool, "--add-source", packages.Feed)).Succeeded();
        (await DotnetCommand.RunAsync(folder, ["build", "Program/Program.csproj", .. packages.PackageArguments, $"-p:ConsumerFramework={BuildFacts.AppTargetFramework}"])).Succeeded();

        var assembly = Path.Combine(folder, $"Program/bin/Release/{BuildFacts.AppTargetFramework}/consumer.dll");
        var database = Path.Combine(folder, "ledger.db");
        string[] source = ["--assembly", assembly, "--database", "LedgerDatabase"];
        var lineage = Path.Combine(tool, OperatingSystem.IsWindows() ? "lineage.exe" : "lineage");
        (await DotnetCommand.RunProgramAsync(folder, lineage, ["migrations", "apply", "--db", database, .. source])).Succeeded().Output.ShouldContain("0002_amounts_are_numbers.sql");
        (await DotnetCommand.RunProgramAsync(folder, lineage, ["migrations", "verify", "--db", database, .. source])).Succeeded().Output.ShouldContain("schema: ok");
        (await DotnetCommand.RunProgramAsync(folder, lineage, ["check", "--assembly", assembly])).Succeeded();
    }
}
