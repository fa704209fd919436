using LineageAot.FaultTests.Vfs.Faults;
using LineageAot.FaultTests.Vfs.Migrations;
using LineageAot.Tests.Migrations;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>
/// A file with rows is migrated, and at each call to the system the process dies, the power goes, the disk is full or fails, once and for good: one whole version, all rows, and the next opening comes to the end.
/// <c>LINEAGEAOT_MIGRATION_POINTS</c> says at how many places of each file and kind, or <c>all</c>; <c>LINEAGEAOT_FAULT_CUTS</c> how often the power is cut behind a call that failed.
/// </summary>
[Collection(VfsCollection.Name)]
public sealed class MigrationFaultTests(ScratchFolder folder, ITestOutputHelper output)
{
    public static TheoryData<string> Files => [.. MigrationScenario.Names, .. StoreFileCase.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Wherever_the_process_dies_or_the_power_goes_a_whole_version_is_there(string file)
    {
        var faults = await FaultRunner.OfAsync(folder, CaseOf(file));
        var (places, report) = await faults.CutAsync(FaultSettings.MigrationPoints);
        output.WriteLine($"{file}: {places} places, {report}, seed {FaultSettings.Seed}");
        report.Failures.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Whatever_call_fails_a_whole_version_is_there(string file)
    {
        var faults = await FaultRunner.OfAsync(folder, CaseOf(file));
        var points = await faults.PointsAsync();
        await faults.StrikeAsync(points, FaultSettings.MigrationPoints);
        output.WriteLine($"{file}: {points.Count} points; {faults}, seed {FaultSettings.Seed}");
        faults.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_migration_in_more_than_one_transaction_is_found()
    {
        var faults = await FaultRunner.OfAsync(folder, new ScenarioCase("rows", isInParts: true));
        var (_, report) = await faults.CutAsync(40);
        output.WriteLine(report.ToString());
        report.Failures.ShouldNotBeEmpty();
    }

    private static MigrationCase CaseOf(string file) => MigrationScenario.Names.Contains(file) ? new ScenarioCase(file) : new StoreFileCase(file);
}
