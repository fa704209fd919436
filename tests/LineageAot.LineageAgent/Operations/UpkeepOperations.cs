using LineageAot.Lineage;

namespace LineageAot.LineageAgent.Operations;

/// <summary>What is done to a store's files as a whole.</summary>
internal static class UpkeepOperations
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("backup", static bench => bench.IngestEmbeddedAsync(), BackupAsync),
        new("restore", PrepareRestoreAsync, Nothing) { DoClosed = RestoreAsync },
        new("restore-split", PrepareRestoreAsync, Nothing) { DoClosed = RestoreAsync, IsSplit = true },
        new("vacuum", PrepareVacuumAsync, VacuumAsync),
    ];

    /// <summary>Where backups of a store are.</summary>
    public static string FolderOf(string path) => path + ".backups";

    private static string CopyOf(string path) => path + ".copy";

    private static Task Nothing(Bench bench) => Task.CompletedTask;

    private static async Task BackupAsync(Bench bench)
    {
        var folder = new BackupFolder { Path = Directory.CreateDirectory(FolderOf(bench.Path)).FullName, KeepCount = 2 };
        for (var i = 0; i < 3; i++)
        {
            await bench.Store.BackupToFolderAsync(folder);
        }
    }

    // What comes behind the backup is gone after a restore, whenever that was killed.
    private static async Task PrepareRestoreAsync(Bench bench)
    {
        await bench.IngestEmbeddedAsync();
        await bench.Store.BackupAsync(CopyOf(bench.Path));
        await bench.PrepareInRunAsync(run => run.SyncAsync(bench.Changed(), CleanupMode.Full));
    }

    private static Task RestoreAsync(string path) => LineageStore.RestoreAsync(CopyOf(path), path);

    private static async Task PrepareVacuumAsync(Bench bench)
    {
        await bench.IngestEmbeddedAsync();
        await bench.Store.DeleteWorkspaceAsync((await bench.Store.FindWorkspaceAsync("neighbour"))!.Id);
    }

    private static async Task VacuumAsync(Bench bench)
    {
        await bench.Store.Database.IncrementalVacuumAsync(new IncrementalVacuumOptions { PagesPerSlice = 4 });
        await bench.Store.Database.VacuumAsync();
    }
}
