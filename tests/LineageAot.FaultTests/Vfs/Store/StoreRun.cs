using LineageAot.FaultTests.Vfs.Native;
using LineageAot.Lineage;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>What work with a store left: the record of all its files, and what callers were told.</summary>
/// <param name="Watch">With the record.</param>
/// <param name="Facts">By the number in the record.</param>
/// <param name="IsFull">The store's file is written at Full too; that of the events always is.</param>
/// <param name="IsSplit">The events are in a file of their own.</param>
internal sealed record StoreRun(Watch Watch, IReadOnlyDictionary<int, StoreFact> Facts, bool IsFull, bool IsSplit)
{
    public IReadOnlyList<DiskOperation> Operations => Watch.Record.Operations;

    public static LineageStoreOptions Options(string path, bool isFull, bool? isSplit) => new()
    {
        Database = new DatabaseOptions
        {
            Path = path,
            Durability = isFull ? Durability.Full : Durability.Normal,
            PageSize = 1024,
            CheckpointPages = 100,
            Readers = 2,
            BusyTimeout = TimeSpan.FromMilliseconds(20),
            Profile = Profile.Small,
        },
        SplitEvents = isSplit,
    };

    public static string EventsPathOf(string path) => Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + ".events.db");

    public static Watch NewWatch(ScratchFolder folder)
    {
        var path = folder.NewPath();
        return new Watch(path) { SideFiles = [path + ".head", EventsPathOf(path) + ".head"] };
    }

    /// <summary>Opens a new store under observation, works, and closes it.</summary>
    public static async Task<StoreRun> OfAsync(ScratchFolder folder, bool isFull, bool isSplit, Func<StoreWork, Task> work, Action<DiskRecord>? medium = null, Durability? events = null)
    {
        var watch = NewWatch(folder);
        medium?.Invoke(watch.Record);
        FaultVfs.Watch(watch);
        try
        {
            var options = Options(watch.Path, isFull, isSplit);
            if (events is { } durability)
            {
                return new StoreRun(watch, await WithEventsAtAsync(durability, options, watch, work), isFull, isSplit);
            }

            await using var store = await LineageStore.OpenAsync(options);
            var working = new StoreWork(store, watch);
            await work(working);
            return new StoreRun(watch, working.Facts, isFull, isSplit);
        }
        finally
        {
            FaultVfs.Leave(watch);
        }
    }

    // By hand, since opening a store keeps its events at Full.
    private static async Task<IReadOnlyDictionary<int, StoreFact>> WithEventsAtAsync(Durability durability, LineageStoreOptions options, Watch watch, Func<StoreWork, Task> work)
    {
        await using var events = await LineageEvents.OpenAsync(options.Database with { Path = EventsPathOf(watch.Path), Durability = durability });
        await using var state = await LineageSchema.OpenAsync(options.Database);
        var working = new StoreWork(await LineageStore.AttachAsync(state, events), watch);
        await work(working);
        return working.Facts;
    }
}
