namespace LineageAot.Lineage.Tests.Maintenance;

public sealed class StoreBackupTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-backups-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_backup_and_a_restore_leave_rows_in_the_store()
    {
        string made;
        await using (var store = await LineageStore.OpenAsync(At("store.db")))
        {
            await store.GetOrAddWorkspaceAsync("kept");
            made = await store.BackupToFolderAsync(new BackupFolder { Path = folder });
            await store.GetOrAddWorkspaceAsync("lost");
            await Should.ThrowAsync<BackupException>(async () => await store.BackupAsync(made));
            (await RowsAsync(store)).ShouldBe([(MaintenanceKinds.Backup, false), (MaintenanceKinds.Backup, true)]);
            (await store.ListMaintenanceAsync(new PageRequest(10))).Items[^1].Detail.ShouldBe(made);
            await Should.ThrowAsync<DatabaseBusyException>(() => LineageStore.RestoreAsync(made, At("store.db")));
        }

        (await LineageStore.RestoreAsync(made, At("store.db"), new RestoreOptions { DryRun = true })).WasDryRun.ShouldBeTrue();
        var report = await LineageStore.RestoreAsync(made, At("store.db"));
        File.Exists(report.ReplacedPath).ShouldBeTrue();
        await using var restored = await LineageStore.OpenAsync(At("store.db"));
        (await restored.ListWorkspacesAsync()).Select(static row => row.Name).ShouldBe(["kept"]);
        (await RowsAsync(restored)).ShouldBe([(StoreMaintenanceKinds.Restore, true), (MaintenanceKinds.Backup, true)], "the backup's own row has its end");
        (await restored.ListMaintenanceAsync(new PageRequest(1))).Items.Single().Detail.ShouldBe($"from {made}");
    }

    [Fact]
    public async Task A_store_that_is_only_read_is_backed_up_without_a_row()
    {
        await (await LineageStore.OpenAsync(At("store.db"))).DisposeAsync();
        await using var store = await LineageStore.OpenAsync(new DatabaseOptions { Path = At("store.db"), Access = DatabaseAccess.ReadOnly });
        await store.BackupAsync(At("copy.db"));
        (await RowsAsync(store)).ShouldBeEmpty();
        await using var copy = await LineageStore.OpenAsync(At("copy.db"));
        (await RowsAsync(copy)).ShouldBeEmpty();
    }

    private static async Task<List<(string Kind, bool? Ok)>> RowsAsync(LineageStore store)
        => [.. (await store.ListMaintenanceAsync(new PageRequest(10))).Items.Select(static row => (row.Kind, row.Ok))];

    private string At(string name) => Path.Combine(folder, name);
}
