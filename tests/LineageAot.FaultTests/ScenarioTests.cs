using LineageAot.FaultTests.Support;

namespace LineageAot.FaultTests;

/// <summary>The whole life of a real folder (this repository's documents) in a store. As a native binary: <c>tests/LineageAot.LineageAgent/native-scenario.sh</c>, since a publish beside other tests' builds would share their intermediate files.</summary>
public sealed class ScenarioTests(TextFolder folder) : IClassFixture<TextFolder>
{
    private static string Documents => Path.Combine(BuildFacts.RepositoryRoot, "docs");

    [Fact]
    public Task The_scenario_holds_on_the_runtime() => HoldsAsync(LineageAgent.OnRuntime);

    private async Task HoldsAsync(LineageAgent agent)
    {
        foreach (var texts in new[] { folder.Texts, Documents })
        {
            var run = await agent.RunAsync("scenario", texts, folder.NewPath());
            run.Succeeded().Output.ShouldContain("checks hold");
            run.Output.ShouldNotContain("FAILS");
        }
    }
}
