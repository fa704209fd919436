using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Work;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>The power cuts find what is wrong with engines and disks that are broken on purpose.</summary>
[Collection(VfsCollection.Name)]
public sealed class PowerCutSelfTests(ScratchFolder folder, ITestOutputHelper output)
{
    private const int Cuts = 150;

    [Fact]
    public Task An_engine_with_synchronous_off_loses_what_it_acknowledged() => FindsAsync(folder => BareEngine.RunAsync(folder, "off", BareEngine.OneByOneAsync), "lost:");

    [Fact]
    public async Task The_same_engine_with_synchronous_full_does_not()
    {
        var run = await BareEngine.RunAsync(folder, "full", BareEngine.OneByOneAsync);
        (await PowerCuts.MakeAsync(folder, run, Cuts, FaultSettings.Seed)).Failures.ShouldBeEmpty();
    }

    [Fact]
    public Task A_disk_that_swallows_syncs_is_found() => FindsAsync(folder => Run.OfAsync(folder, isFull: true, WorkloadKinds.SinglesAsync, static medium => medium.SwallowsSyncs = true), "lost:");

    [Fact]
    public Task A_disk_that_swallows_syncs_corrupts_at_a_checkpoint()
        => FindsAsync(folder => Run.OfAsync(folder, isFull: false, WorkloadKinds.CheckpointsAsync, static medium => medium.SwallowsSyncs = true), "damaged:", cuts: 600);

    [Fact]
    public Task A_disk_that_loses_one_write_in_many_is_found() => FindsAsync(folder => Run.OfAsync(folder, isFull: true, WorkloadKinds.SinglesAsync, static medium => medium.LosesOneWriteIn = 60), "lost:");

    [Fact]
    public Task An_engine_that_acknowledges_before_the_commit_is_found() => FindsAsync(folder => Run.OfAsync(folder, isFull: true, WorkloadKinds.SinglesAsync, acknowledgesBeforeCommit: true), "lost:");

    [Fact]
    public Task An_engine_that_commits_a_unit_in_two_parts_is_found() => FindsAsync(folder => BareEngine.RunAsync(folder, "full", BareEngine.UnitInPartsAsync), "torn:");

    [Fact]
    public Task An_engine_that_leaves_a_gap_is_found() => FindsAsync(folder => BareEngine.RunAsync(folder, "full", BareEngine.WithGapAsync), "gap:");

    [Fact]
    public Task An_engine_that_writes_what_it_rejected_is_found() => FindsAsync(folder => BareEngine.RunAsync(folder, "full", BareEngine.RejectingWhatItWritesAsync), "rejected and there:");

    [Fact]
    public Task An_engine_that_goes_on_after_a_failed_sync_is_found() => FindsAsync(folder => BareEngine.RunAsync(folder, "normal", BareEngine.GoingOnAfterAFailedSyncAsync), "lost:");

    [Fact]
    public Task An_engine_that_ignores_that_the_transaction_is_gone_is_found() => FindsAsync(folder => BareEngine.RunAsync(folder, "full", BareEngine.IgnoringAutocommitAsync), "lost:");

    [Fact]
    public async Task A_disk_that_swallows_syncs_during_the_repair_is_found()
    {
        var run = await Run.OfAsync(folder, isFull: true, WorkloadKinds.CheckpointsAsync);
        var report = await SecondCuts.MakeAsync(folder, run, cuts: 30, seconds: 5, FaultSettings.Seed, static medium => medium.SwallowsSyncs = true);
        output.WriteLine(report.ToString());
        report.Failures.ShouldNotBeEmpty();
    }

    private async Task FindsAsync(Func<ScratchFolder, Task<Run>> broken, string finding, int cuts = Cuts)
    {
        var report = await PowerCuts.MakeAsync(folder, await broken(folder), cuts, FaultSettings.Seed);
        output.WriteLine(report.ToString());
        report.Failures.ShouldContain(failure => failure.Contains(finding));
    }
}
