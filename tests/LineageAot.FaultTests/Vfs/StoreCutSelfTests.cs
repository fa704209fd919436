using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Store;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>The power cuts of stores find what is wrong with stores and disks that are broken on purpose.</summary>
[Collection(VfsCollection.Name)]
public sealed class StoreCutSelfTests(ScratchFolder folder, ITestOutputHelper output)
{
    private const int Cuts = 60;

    [Fact]
    public async Task A_state_that_is_committed_before_its_events_is_found() => await FindsAsync(await WrongStores.StateFirstAsync(folder), "ahead:");

    [Fact]
    public async Task Events_at_Normal_are_found()
        => await FindsAsync(await StoreRun.OfAsync(folder, isFull: true, isSplit: true, static work => work.AllAsync(), events: Durability.Normal), "ahead:");

    [Fact]
    public async Task Appends_at_Normal_are_found()
        => await FindsAsync(await StoreRun.OfAsync(folder, isFull: true, isSplit: true, static work => work.AppendsAsync(), events: Durability.Normal), "lost: AppendedFact");

    [Fact]
    public async Task A_disk_that_swallows_the_syncs_of_the_events_is_found()
        => await FindsAsync(await StoreRun.OfAsync(folder, isFull: true, isSplit: true, static work => work.AllAsync(), static medium => medium.SwallowsSyncsOf = static name => name.Contains(".events.", StringComparison.Ordinal)), "ahead:");

    [Fact]
    public async Task Events_that_a_bad_disk_lost_are_told_by_the_newest_head()
        => await FindsAsync(await StoreRun.OfAsync(folder, isFull: true, isSplit: false, static work => work.AppendsAsync(), static medium => medium.SwallowsSyncs = true), "lost: AppendedFact", "told as tampering:");

    [Fact]
    public async Task A_disk_that_swallows_syncs_while_events_are_moved_is_found()
    {
        var move = await StoreMove.OfAsync(folder, isBack: false, static medium => medium.SwallowsSyncs = true);
        Require(await move.CutAsync(folder, Cuts), []);
    }

    private async Task FindsAsync(StoreRun run, params string[] findings)
        => Require(await PowerCuts.MakeAsync(folder, run.Operations, Cuts, FaultSettings.Seed, (image, path) => StoreCheck.OfAsync(run, image, path)), findings);

    private void Require(CutReport report, string[] findings)
    {
        output.WriteLine(report.ToString());
        report.Failures.ShouldNotBeEmpty();
        foreach (var finding in findings)
        {
            report.Failures.ShouldContain(failure => failure.Contains(finding));
        }
    }
}
