using System.Globalization;
using LineageAot.FaultTests.Support;
using LineageAot.FaultTests.Vfs;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Kills;

/// <summary>A process that dies takes nothing with it that it was told of (G1). <c>LINEAGEAOT_KILL_LOOP</c> says how often a native one is killed.</summary>
public sealed class KillLoopTests(ScratchFolder folder, ITestOutputHelper output) : IClassFixture<ScratchFolder>
{
    private const int Share = 12;

    [Fact]
    public async Task What_a_killed_program_was_told_of_is_there()
    {
        var wanted = Environment.GetEnvironmentVariable("LINEAGEAOT_KILL_LOOP");
        var loop = new KillLoop(wanted is null ? LineageAgent.OnRuntime : await LineageAgent.NativeAsync(), folder, FaultSettings.Seed);
        await loop.RunAsync(wanted is null ? Share : int.Parse(wanted, CultureInfo.InvariantCulture));
        output.WriteLine(loop.ToString());
        loop.Failures.ShouldBeEmpty();
        loop.Acknowledged.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_program_that_acknowledges_before_the_commit_is_found()
    {
        var loop = new KillLoop(LineageAgent.OnRuntime, folder, FaultSettings.Seed) { IsEarly = true };
        await loop.RunAsync(50);
        output.WriteLine(loop.ToString());
        loop.Failures.ShouldNotBeEmpty();
    }
}
