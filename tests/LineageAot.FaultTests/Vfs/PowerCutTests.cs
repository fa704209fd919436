using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.FaultTests.Vfs.Work;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>
/// A workload is recorded, and the disk is cut from its power at points all over the record. <c>LINEAGEAOT_CUTS</c> says how many cuts all workloads get together, <c>LINEAGEAOT_SEED</c> from where the choices go.
/// </summary>
[Collection(VfsCollection.Name)]
public sealed class PowerCutTests(ScratchFolder folder, ITestOutputHelper output)
{
    private static readonly (string Name, bool IsFull, Func<Workload, Task> Work)[] Workloads =
    [
        ("single writes at Full", true, WorkloadKinds.SinglesAsync),
        ("producers at Full", true, WorkloadKinds.ProducersAsync),
        ("units at Full", true, WorkloadKinds.UnitsAsync),
        ("bulk writes at Full", true, WorkloadKinds.BulkAsync),
        ("checkpoints at Full", true, WorkloadKinds.CheckpointsAsync),
        ("single writes at Normal", false, WorkloadKinds.SinglesAsync),
        ("producers at Normal", false, WorkloadKinds.ProducersAsync),
        ("units at Normal", false, WorkloadKinds.UnitsAsync),
        ("bulk writes at Normal", false, WorkloadKinds.BulkAsync),
        ("checkpoints at Normal", false, WorkloadKinds.CheckpointsAsync),
        ("some writes at Full, others at Normal", false, WorkloadKinds.SomeFullAsync),
    ];

    public static TheoryData<string> Names => [.. Workloads.Select(static workload => workload.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_was_promised_is_there_after_the_power_went(string name)
    {
        var (_, isFull, work) = Workloads.Single(workload => workload.Name == name);
        var run = await Run.OfAsync(folder, isFull, work);
        var report = await PowerCuts.MakeAsync(folder, run, FaultSettings.Cuts / Workloads.Length, FaultSettings.Seed);
        output.WriteLine($"{name}: {run.Requests.Count} requests, {run.Operations.Count} operations, {report}");
        report.Failures.ShouldBeEmpty();

        // A tool that finds no loss where losses are allowed would find none where they aren't.
        (report.WithLosses > 0).ShouldBe(!isFull);
    }

    [Theory]
    [InlineData("checkpoints at Full")]
    [InlineData("some writes at Full, others at Normal")]
    public async Task It_is_there_when_the_power_goes_again_during_the_repair(string name)
    {
        const int Seconds = 5;
        var (_, isFull, work) = Workloads.Single(workload => workload.Name == name);
        var run = await Run.OfAsync(folder, isFull, work);
        var report = await SecondCuts.MakeAsync(folder, run, FaultSettings.Cuts / 100, Seconds, FaultSettings.Seed);
        output.WriteLine($"{name}: {report}");
        report.Failures.ShouldBeEmpty();
    }
}
