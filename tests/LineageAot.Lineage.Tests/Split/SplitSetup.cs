namespace LineageAot.Lineage.Tests.Split;

/// <summary>A store whose events are in a file of their own, opened and closed as a test wants it, and copies of its files.</summary>
internal sealed class SplitSetup : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-split-").FullName;

    public string State => Path.Combine(folder, "store.db");

    public string Events => Path.Combine(folder, "store.events.db");

    public DatabaseOptions Options => new() { Path = State };

    public string At(string name) => Path.Combine(folder, name);

    public ValueTask<LineageStore> OpenAsync(bool? split = true) => LineageStore.OpenAsync(new LineageStoreOptions { Database = Options, SplitEvents = split });

    /// <summary>A closed store with a run that has ended.</summary>
    public async Task<RunId> FillAsync(bool? split = true)
    {
        await using var store = await OpenAsync(split);
        return await RunAsync(store);
    }

    /// <summary>A closed store with a run, whose events have one more: its file is the older one.</summary>
    /// <returns>The older file.</returns>
    public async Task<byte[]> FillBehindAsync()
    {
        await FillAsync();
        var before = Read(State);
        await using (var store = await OpenAsync())
        {
            await RunAsync(store, "b");
        }

        await File.WriteAllBytesAsync(State, before);
        return before;
    }

    /// <summary>A run with a batch, ended well.</summary>
    public static async Task<RunId> RunAsync(LineageStore store, string text = "a")
    {
        var workspace = await store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = text, Params = """{"a":1}""", ParamsSignature = Sha256.OfText(text), Actor = "me" });
        await using var sync = await run.BeginSyncAsync("memory");
        await sync.WriteAsync(new SyncBatch { Delivered = [new SourceDelivery(TemporaryStore.Item(text, text))] });
        await run.SucceedAsync("""{"n":1}""");
        return run.Id;
    }

    /// <summary>A file as it is while nobody has it open.</summary>
    public byte[] Read(string path) => File.ReadAllBytes(path);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
