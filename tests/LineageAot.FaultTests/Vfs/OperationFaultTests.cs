using LineageAot.FaultTests.Vfs.Faults;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>
/// Every call fails, once and for good, also half-written and without room, while a database is backed up, restored, vacuumed, checkpointed, closed, and while events are appended: the caller is told the truth, the database is
/// unharmed, and nothing half-finished has its final name. <c>LINEAGEAOT_OPERATION_POINTS</c> says at how many points of each operation, or <c>all</c>; <c>LINEAGEAOT_FAULT_CUTS</c> how often the power is cut behind each.
/// </summary>
[Collection(VfsCollection.Name)]
public sealed class OperationFaultTests(ScratchFolder folder, ITestOutputHelper output)
{
    [Fact]
    public Task Whatever_call_fails_a_backup_is_whole_or_not_there() => SweepAsync("backup", new BackupCase());

    [Fact]
    public Task Whatever_call_fails_a_restore_leaves_the_old_database_or_the_new_one() => SweepAsync("restore", new RestoreCase());

    [Theory]
    [InlineData(Upkeep.Vacuum)]
    [InlineData(Upkeep.IncrementalVacuum)]
    [InlineData(Upkeep.PassiveCheckpoint)]
    [InlineData(Upkeep.TruncateCheckpoint)]
    [InlineData(Upkeep.Optimize)]
    [InlineData(Upkeep.Close)]
    public Task Whatever_call_fails_upkeep_takes_no_row(Upkeep upkeep) => SweepAsync(upkeep.ToString(), new UpkeepCase(upkeep));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Whatever_call_fails_every_append_is_told_the_truth(bool isSplit) => SweepAsync(isSplit ? "appends to two files" : "appends", new AppendCase(isSplit));

    [Fact]
    public async Task A_restore_is_whole_whenever_the_power_goes()
    {
        var (places, report) = await (await FaultRunner.OfAsync(folder, new RestoreCase())).CutAsync(FaultSettings.OperationPoints);
        output.WriteLine($"restore: {places} places, {report}, seed {FaultSettings.Seed}");
        report.Failures.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_restore_that_skips_the_sync_of_the_folder_is_found()
    {
        var (_, report) = await (await FaultRunner.OfAsync(folder, new RestoreCase())).CutAsync(200, static record => record.SkipsFolderSync = true);
        output.WriteLine(report.ToString());
        report.Failures.ShouldContain(static failure => failure.Contains("lost: the restore"));
    }

    private async Task SweepAsync(string name, FaultCase work)
    {
        var runner = await FaultRunner.OfAsync(folder, work);
        var points = await runner.PointsAsync();
        await runner.StrikeAsync(points, FaultSettings.OperationPoints);
        output.WriteLine($"{name}: {points.Count} points; {runner}, seed {FaultSettings.Seed}");
        runner.Failures.ShouldBeEmpty();
    }
}
