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
    public async Task A_backup_is_whole_or_not_there_whenever_the_power_goes()
    {
        var (places, report) = await (await FaultRunner.OfAsync(folder, new BackupCase())).CutAsync(FaultSettings.OperationPoints);
        output.WriteLine($"backup: {places} places, {report}, seed {FaultSettings.Seed}");
        report.Failures.ShouldBeEmpty();
    }

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
        var report = await (await FaultRunner.OfAsync(folder, new RestoreCase())).CutEndAsync(60, static record => record.SkipsFolderSync = true);
        output.WriteLine(report.ToString());
        report.Failures.ShouldContain(static failure => failure.Contains("lost: the restore"));
    }

    [Fact]
    public async Task A_store_that_calls_the_indeterminate_refused_is_found()
    {
        var runner = await FaultRunner.OfAsync(folder, new AppendCase(isSplit: false, isLying: true));
        await runner.StrikeAsync([.. (await runner.PointsAsync()).Where(static point => point.Call == CallKind.Sync)], int.MaxValue);
        output.WriteLine(runner.ToString());
        runner.Failures.ShouldContain(static failure => failure.Contains("refused and there:"));
    }

    [Theory]
    [InlineData(Upkeep.IncrementalVacuum)]
    [InlineData(Upkeep.TruncateCheckpoint)]
    [InlineData(Upkeep.Close)]
    public async Task A_disk_that_swallows_syncs_during_upkeep_is_found(Upkeep upkeep)
    {
        var (_, report) = await (await FaultRunner.OfAsync(folder, new UpkeepCase(upkeep))).CutAsync(20, static record => record.SwallowsSyncs = true);
        output.WriteLine(report.ToString());
        report.Failures.ShouldNotBeEmpty();
    }

    private static bool IsOutside(FaultPlan point) => point.Call is CallKind.Make or CallKind.SyncFile or CallKind.SyncFolder or CallKind.AddName or CallKind.Replace or CallKind.Remove;

    private async Task SweepAsync(string name, FaultCase work)
    {
        var runner = await FaultRunner.OfAsync(folder, work);
        var points = await runner.PointsAsync();

        // What the library does outside SQLite is little, and each step of it another one: all of it is struck.
        await runner.StrikeAsync([.. points.Where(IsOutside)], int.MaxValue);
        await runner.StrikeAsync([.. points.Where(static point => !IsOutside(point))], FaultSettings.OperationPoints);
        output.WriteLine($"{name}: {points.Count} points; {runner}, seed {FaultSettings.Seed}");
        runner.Failures.ShouldBeEmpty();
    }
}
