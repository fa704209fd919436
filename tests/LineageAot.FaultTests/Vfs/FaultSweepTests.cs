using LineageAot.FaultTests.Vfs.Work;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>Every call that SQLite makes fails once, and from then on. <c>LINEAGEAOT_SWEEP</c> says at how many points of each sweep, or <c>all</c>; <c>LINEAGEAOT_POINT_CUTS</c> how often the power is cut behind each.</summary>
[Collection(VfsCollection.Name)]
public sealed class FaultSweepTests(ScratchFolder folder, ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public Task Whatever_call_fails_every_request_is_told_once_and_the_truth(bool isFull, bool hasReaders) => SweepAsync(isFull, hasReaders, static call => call != CallKind.Sync, FaultSettings.SweepPoints);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public Task Nothing_is_acknowledged_that_a_failed_sync_lost(bool isFull, bool hasReaders) => SweepAsync(isFull, hasReaders, static call => call == CallKind.Sync, int.MaxValue);

    [Fact]
    public async Task An_engine_that_calls_the_indeterminate_rejected_is_found()
    {
        var sweep = new Sweep(folder, isFull: true, WorkloadKinds.SweepAsync) { Tells = static outcome => outcome == Outcome.Indeterminate ? Outcome.Rejected : outcome };
        await sweep.StrikeAsync(await sweep.PointsAsync(static call => call == CallKind.Sync), FaultSettings.SweepPoints);
        output.WriteLine(sweep.ToString());
        sweep.Failures.ShouldContain(static failure => failure.Contains("rejected and there:"));
    }

    private async Task SweepAsync(bool isFull, bool hasReaders, Func<CallKind, bool> chosen, int atMost)
    {
        var sweep = new Sweep(folder, isFull, hasReaders ? WorkloadKinds.SweepWithReadersAsync : WorkloadKinds.SweepAsync);
        var points = await sweep.PointsAsync(chosen);
        await sweep.StrikeAsync(points, atMost);
        output.WriteLine($"{points.Count} points; {sweep}");
        sweep.Failures.ShouldBeEmpty();
    }
}
