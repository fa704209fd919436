using LineageAot.FaultTests.Support;

namespace LineageAot.FaultTests;

/// <summary>The whole life of a real folder (this repository's documents) in a store.</summary>
public sealed class ScenarioTests(TextFolder folder) : IClassFixture<TextFolder>
{
    private static string Documents => Path.Combine(BuildFacts.RepositoryRoot, "docs");

    [Fact]
    public Task The_scenario_holds_on_the_runtime() => HoldsAsync(LineageAgent.OnRuntime);

    [NativeFact]
    public async Task The_scenario_holds_in_a_native_binary() => await HoldsAsync(await LineageAgent.NativeAsync());

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
