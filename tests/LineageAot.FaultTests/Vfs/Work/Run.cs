using LineageAot.FaultTests.Vfs.Native;

namespace LineageAot.FaultTests.Vfs.Work;

/// <summary>What a workload left: the record of the disk, and what was asked for.</summary>
/// <param name="Watch">With the record.</param>
/// <param name="Requests">By number.</param>
/// <param name="IsFull">The database was opened so that every acknowledgement means the disk.</param>
internal sealed record Run(Watch Watch, IReadOnlyDictionary<int, Request> Requests, bool IsFull)
{
    public IReadOnlyList<DiskOperation> Operations => Watch.Record.Operations;

    public static DatabaseOptions Options(string path, bool isFull) => new()
    {
        Path = path,
        Durability = isFull ? Durability.Full : Durability.Normal,
        PageSize = 1024,
        CheckpointPages = 100,
        MaxBatchRows = 64,
        Readers = 1,
        BusyTimeout = TimeSpan.FromMilliseconds(20),
        Profile = Profile.Small,
    };

    /// <summary>Opens a new database under observation, works, and closes it.</summary>
    public static async Task<Run> OfAsync(ScratchFolder folder, bool isFull, Func<Workload, Task> work, Action<DiskRecord>? medium = null, bool acknowledgesBeforeCommit = false)
    {
        var watch = new Watch(folder.NewPath());
        medium?.Invoke(watch.Record);
        FaultVfs.Watch(watch);
        try
        {
            await using var db = await WorkDatabase.OpenAsync(Options(watch.Path, isFull));
            var workload = new Workload(db, watch) { AcknowledgesBeforeCommit = acknowledgesBeforeCommit };
            await work(workload);
            return new Run(watch, workload.Requests, isFull);
        }
        finally
        {
            FaultVfs.Leave(watch);
        }
    }
}
