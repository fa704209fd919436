using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Store;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>
/// A lineage store works, and the disk with all its files is cut from its power at one moment: of each file what wasn't synced is kept, dropped or torn by itself. <c>LINEAGEAOT_STORE_CUTS</c> says how many cuts all workloads get together.
/// </summary>
[Collection(VfsCollection.Name)]
public sealed class StoreCutTests(ScratchFolder folder, ITestOutputHelper output)
{
    private static readonly (string Name, bool IsFull, bool IsSplit, Func<StoreWork, Task> Work)[] Workloads =
    [
        ("two files, the state at Normal", false, true, static work => work.AllAsync()),
        ("two files, both at Full", true, true, static work => work.AllAsync()),
        ("appends to a file of their own, the state at Normal", false, true, static work => work.AppendsAsync()),
        ("one file at Full", true, false, static work => work.AllAsync()),
        ("appends to one file at Full", true, false, static work => work.AppendsAsync()),
    ];

    private const int Moves = 2;

    public static TheoryData<string> Names => [.. Workloads.Select(static workload => workload.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_store_is_whole_after_the_power_went_and_has_every_event_that_was_acknowledged(string name)
    {
        var (_, isFull, isSplit, work) = Workloads.Single(workload => workload.Name == name);
        var run = await StoreRun.OfAsync(folder, isFull, isSplit, work);
        var report = await PowerCuts.MakeAsync(folder, run.Operations, FaultSettings.StoreCuts / (Workloads.Length + Moves), FaultSettings.Seed, (image, path) => StoreCheck.OfAsync(run, image, path));
        output.WriteLine($"{name}: {run.Facts.Count} acknowledgements, {run.Operations.Count} operations, {report}, seed {FaultSettings.Seed}");
        report.Failures.ShouldBeEmpty();

        // Rows of a state at Normal are lost, and the store notes it by itself: a tool that finds none of that wouldn't find the rest.
        (report.WithLosses > 0 || isFull || !name.StartsWith("two", StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("two files, the state at Normal")]
    [InlineData("one file at Full")]
    public async Task It_is_so_when_the_power_goes_again_while_the_store_catches_up(string name)
    {
        const int Seconds = 4;
        var (_, isFull, isSplit, work) = Workloads.Single(workload => workload.Name == name);
        var run = await StoreRun.OfAsync(folder, isFull, isSplit, work);
        var report = await StoreSecondCuts.MakeAsync(folder, run, FaultSettings.StoreCuts / 40, Seconds, FaultSettings.Seed);
        output.WriteLine($"{name}: second {report}, seed {FaultSettings.Seed}");
        report.Failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_that_are_moved_are_whole_in_one_of_the_two_files(bool isBack)
    {
        var move = await StoreMove.OfAsync(folder, isBack);
        var report = await move.CutAsync(folder, FaultSettings.StoreCuts / (Workloads.Length + Moves));
        output.WriteLine($"events moved {(isBack ? "back" : "out")}: {move.Operations.Count} operations, {report}, seed {FaultSettings.Seed}");
        report.Failures.ShouldBeEmpty();
    }
}
