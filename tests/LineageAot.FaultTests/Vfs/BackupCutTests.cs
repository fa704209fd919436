using LineageAot.FaultTests.Vfs.Faults;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Vfs;

/// <summary>
/// Backups are made while the database is written, and the disk is cut from its power: under its final name a backup is whole, and one that was told to be done is there. <c>LINEAGEAOT_BACKUPS</c> says how many backups are
/// made, each with <see cref="BackupLoad.CutsOfBackup"/> cuts.
/// </summary>
[Collection(VfsCollection.Name)]
public sealed class BackupCutTests(ScratchFolder folder, ITestOutputHelper output)
{
    [Fact]
    public async Task A_backup_is_whole_under_its_name_whenever_the_power_went()
    {
        var load = new BackupLoad(folder);
        for (var left = FaultSettings.Backups; left > 0; left -= BackupLoad.BackupsOfRun)
        {
            await load.RunAsync(Math.Min(left, BackupLoad.BackupsOfRun), FaultSettings.Seed + left);
        }

        output.WriteLine($"{load}, seed {FaultSettings.Seed}");
        load.Failures.ShouldBeEmpty();
        load.Opened.ShouldBeGreaterThan(FaultSettings.Backups);
        load.Beside.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_backup_that_skips_the_sync_of_the_file_is_found()
    {
        var load = new BackupLoad(folder);
        await load.RunAsync(3, FaultSettings.Seed, static record =>
        {
            // SQLite syncs the copy too: the one doesn't rely on the other.
            record.SkipsFileSync = true;
            record.SwallowsSyncsOf = static name => name.StartsWith("copy-", StringComparison.Ordinal);
        });
        output.WriteLine(load.ToString());
        load.Failures.ShouldContain(static failure => failure.Contains("half a backup:"));
    }

    [Fact]
    public async Task A_backup_that_skips_the_sync_of_the_folder_is_found()
    {
        // Without other writers, whose first sync of a log would bring the name along.
        var (_, report) = await (await FaultRunner.OfAsync(folder, new BackupCase())).CutAsync(40, static record => record.SkipsFolderSync = true);
        output.WriteLine(report.ToString());
        report.Failures.ShouldContain(static failure => failure.Contains("lost: the backup"));
    }
}
