using LineageAot.FaultTests.Vfs.Native;
using LineageAot.FaultTests.Vfs.Replay;
using LineageAot.Lineage;

namespace LineageAot.FaultTests.Vfs.Store;

/// <summary>The events of a store are moved into a file of their own, or back: what was recorded meanwhile, and what must be there whatever happens.</summary>
/// <param name="Watch">With the record; its only acknowledgement is that the move has ended.</param>
/// <param name="Picture">Every event and run before.</param>
/// <param name="Start">How much of the record is what was there before.</param>
/// <param name="IsBack">From the file of their own into the store's.</param>
internal sealed record StoreMove(Watch Watch, string Picture, int Start, bool IsBack)
{
    public IReadOnlyList<DiskOperation> Operations => Watch.Record.Operations;

    public static async Task<StoreMove> OfAsync(ScratchFolder folder, bool isBack, Action<DiskRecord>? medium = null)
    {
        var watch = StoreRun.NewWatch(folder);
        string picture;
        await using (var store = await LineageStore.OpenAsync(StoreRun.Options(watch.Path, isFull: false, isBack)))
        {
            await new StoreWork(store, watch).AllAsync();
            picture = await PictureAsync(store);
        }

        var before = new Watch(watch.Path) { SideFiles = watch.SideFiles };
        foreach (var file in Directory.GetFiles(watch.Folder).Where(static file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            before.Record.Existed(Vfs.Watch.NameOf(file), await File.ReadAllBytesAsync(file));
        }

        medium?.Invoke(before.Record);
        var start = before.Record.Operations.Count;
        FaultVfs.Watch(before);
        try
        {
            await MoveAsync(before.Path, isBack);
            before.Tell(new Told(1, Outcome.Committed, 1));
        }
        finally
        {
            FaultVfs.Leave(before);
        }

        return new StoreMove(before, picture, start, isBack);
    }

    public Task<CutReport> CutAsync(ScratchFolder folder, int cuts) => PowerCuts.MakeAsync(folder, Operations, cuts, FaultSettings.Seed, CheckAsync, Start, isEven: true);

    private async Task<Verdict> CheckAsync(Image image, string path)
    {
        var broken = new List<string>();
        try
        {
            var wasMoved = await LookAsync(path, broken);
            if (image.Told.Count > 0 && !wasMoved)
            {
                broken.Add("lost: the move had been told to be done");
            }

            // From wherever it was cut it comes to its end.
            if (!wasMoved || !IsBack)
            {
                await MoveAsync(path, IsBack);
            }

            if (!await LookAsync(path, broken))
            {
                broken.Add("can't be used: the move was made again and isn't there");
            }
        }
        catch (LineageException e)
        {
            broken.Add($"can't be used: {e.GetType().Name}: {e.Message}");
        }

        return new Verdict(broken, 0);
    }

    private static async Task MoveAsync(string path, bool isBack)
    {
        var options = StoreRun.Options(path, isFull: false, isSplit: null);
        await (isBack ? LineageStore.JoinEventsAsync(options) : LineageStore.SplitEventsAsync(options));
    }

    /// <returns>Whether the events are where they are to be.</returns>
    private async Task<bool> LookAsync(string path, List<string> broken)
    {
        await using var store = await LineageStore.OpenAsync(StoreRun.Options(path, isFull: false, isSplit: null));
        var picture = await PictureAsync(store);
        if (picture != Picture)
        {
            broken.Add($"changed: {picture.Length} characters of events and runs where there were {Picture.Length}");
        }

        broken.AddRange((await store.VerifyEventsAsync()).Select(static finding => $"told as tampering: {finding}"));
        broken.AddRange((await store.Database.CheckIntegrityAsync()).Findings.Select(static finding => $"damaged: {finding}"));
        return store.IsSplit != IsBack;
    }

    private static async Task<string> PictureAsync(LineageStore store)
    {
        var lines = new List<string>();
        await foreach (var row in store.Events.ReadAllAsync())
        {
            lines.Add(row.ToString());
        }

        var workspace = (await store.FindWorkspaceAsync("main"))!;
        lines.AddRange((await workspace.ListRunsAsync(1000)).OrderBy(static run => run.Id.Value).Select(static run => run.ToString()));
        return string.Join('\n', lines);
    }
}
