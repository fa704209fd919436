using LineageAot.PackageTests.Support;

namespace LineageAot.PackageTests;

/// <summary>The build check in real builds of a user's solution. One walk through many builds, since each takes seconds.</summary>
[Collection(PackageCollection.Name)]
public sealed class BuildCheckTests(PackedLibraries packages)
{
    private const string Uncovered = "LIN3001: The model of App.Notes has changes that no migration covers: table 'notes': column 'größe' is missing in the migrations.";

    [Fact]
    public async Task A_build_tells_what_the_migrations_lack_until_it_is_mended()
    {
        var consumer = new CheckedConsumer(packages);
        var warning = $"{consumer.Project} : warning {Uncovered}";
        var findings = consumer.Findings(BuildFacts.AppTargetFramework);

        var first = (await consumer.BuildAsync()).Succeeded();
        Lines(first, warning).Length.ShouldBe(4, "Once for each framework, as it happens and in the summary.");

        // A build that has nothing to do doesn't start the program, and says the same.
        var written = File.GetLastWriteTimeUtc(findings);
        Lines((await consumer.BuildOneAsync()).Succeeded(), warning).Length.ShouldBe(2);
        File.GetLastWriteTimeUtc(findings).ShouldBe(written);

        Lines((await consumer.BuildOneAsync("-p:NoWarn=LIN3001")).Succeeded(), "LIN3001").ShouldBeEmpty();
        await ShouldFailAsync(consumer, $"{consumer.Project} : error {Uncovered}", "-p:WarningsAsErrors=LIN3001");
        File.Exists(findings).ShouldBeFalse("Nothing is kept of an error, so that the next build looks again.");
        await ShouldFailAsync(consumer, $"{consumer.Project} : error {Uncovered}", "-warnaserror");
        await ShouldFailAsync(consumer, $"{consumer.Project} : error {Uncovered}", "-p:CI=true");
        Lines((await consumer.BuildOneAsync("-p:ContinuousIntegrationBuild=true", "-p:WarningsNotAsErrors=LIN3001")).Succeeded(), warning).ShouldNotBeEmpty();
        Lines((await consumer.BuildOneAsync("-p:LineageCheck=false")).Succeeded(), "LIN3").ShouldBeEmpty();
        Lines((await consumer.BuildOneAsync("-p:DesignTimeBuild=true")).Succeeded(), "LIN3").ShouldBeEmpty();

        consumer.Write("App/Migrations/0002_add_size.sql", "-- up\n-- the size\nalter table notes add colum \"größe\" text;\n-- down\nalter table notes drop column \"größe\";\n");
        await ShouldFailAsync(consumer, $"{Path.Combine(consumer.Folder, "App", "Migrations", "0002_add_size.sql")}(3,1): error LIN3002: The migration doesn't replay: SQLite refused the statement: ");
        File.Exists(findings).ShouldBeFalse();

        consumer.Write("App/Migrations/0002_add_size.sql", "-- up\n-- the size\nalter table notes add column \"größe\" text;\n-- down\nalter table notes drop column \"größe\";\n");
        await ShouldFailAsync(consumer, $"{consumer.Project} : error LIN3999: The build check of LineageAot couldn't be done.", $"-p:LineageCheckTool={Path.Combine(consumer.Folder, "nothing.dll")}");
        var mended = (await consumer.BuildOneAsync()).Succeeded();
        Lines(mended, "LIN3").ShouldBeEmpty();
        BuildLog.Warnings(mended.Output).ShouldBeEmpty();
    }

    private static async Task ShouldFailAsync(CheckedConsumer consumer, string error, params string[] arguments)
    {
        var build = await consumer.BuildOneAsync(arguments);
        build.ExitCode.ShouldNotBe(0, build.Output);
        Lines(build, error).ShouldNotBeEmpty(build.Output);
    }

    private static string[] Lines(CommandResult build, string text) => [.. build.Output.Split('\n').Where(line => line.Contains(text, StringComparison.Ordinal))];
}
