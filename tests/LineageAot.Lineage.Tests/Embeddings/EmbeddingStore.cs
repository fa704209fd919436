namespace LineageAot.Lineage.Tests.Embeddings;

/// <summary>A store with a clock that stands until it's moved, a workspace, and sources with chunks.</summary>
internal sealed class EmbeddingStore : IAsyncDisposable
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("lineage-embeddings-").FullName;
    private int runs;

    public MovedClock Clock { get; } = new();

    public LineageStore Store { get; private set; } = null!;

    public Workspace Workspace { get; private set; } = null!;

    public static EmbeddingSetSpec Spec(string name = "default", string model = "small") => new(name, "acme", model, 3, VectorDistance.Cosine) { VectorStore = "qdrant", VectorCollection = "chunks" };

    public static async Task<EmbeddingStore> OpenAsync(params string[] texts)
    {
        var store = new EmbeddingStore();
        store.Store = await LineageStore.OpenAsync(new DatabaseOptions { Path = Path.Combine(store.folder, "store.db"), TimeProvider = store.Clock });
        store.Workspace = await store.Store.GetOrAddWorkspaceAsync("main");
        for (var i = 0; i < texts.Length; i++)
        {
            await store.IngestAsync(store.Workspace, $"{i}", texts[i]);
        }

        return store;
    }

    /// <summary>Makes one source's chunks, a chunk a sentence, and supersedes those before.</summary>
    public async Task IngestAsync(Workspace workspace, string uri, string text, string splitter = "sentences")
    {
        // Keys made in the same millisecond have no order.
        Clock.Move(TimeSpan.FromSeconds(1));
        var config = await Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec(splitter, "1"));
        await using var run = await workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = $"{++runs}" });
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Incremental);
        var version = await sync.IngestVersionAsync(TemporaryStore.Item(uri, text));
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));
        var set = await run.GetOrAddChunkSetAsync(document.Id, config.Id);
        await run.WriteChunksAsync(set.Id, TemporaryStore.Chunks(text.Split('.', StringSplitOptions.RemoveEmptyEntries)));
        await sync.CompleteAsync();
        await run.SucceedAsync();
    }

    /// <summary>Deletes all sources but one.</summary>
    public async Task KeepOnlyAsync(string uri, string text)
    {
        await using var run = await Workspace.StartRunAsync(new RunRequest("index") { IdempotencyKey = $"{++runs}" });
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 100);
        await sync.IngestVersionAsync(TemporaryStore.Item(uri, text));
        await sync.CompleteAsync();
        await run.SucceedAsync();
    }

    public async Task<EmbeddingSet> AddSetAsync(string name = "default", string model = "small") => await Workspace.GetOrAddEmbeddingSetAsync(Spec(name, model));

    /// <summary>A vector, keyed by its chunk, for everything that is stale.</summary>
    public async Task EmbedAllAsync(EmbeddingSetId set)
    {
        await using var lease = await Workspace.LeaseStaleAsync(set, "all", 1000, Minute);
        await lease.CompleteAsync(lease.Items.Select(Vector));
    }

    public static EmbeddedChunk Vector(LeasedChunk chunk) => new(chunk.ChunkId, chunk.ChunkId.Value.ToString());

    public long Scalar(string sql) => Convert.ToInt64(Value(sql), System.Globalization.CultureInfo.InvariantCulture);

    public object? Value(string sql)
    {
        using var connection = Store.Database.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A clock that a test moves, backwards too. Timers go by the system's.</summary>
internal sealed class MovedClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Move(TimeSpan by) => now += by;
}
