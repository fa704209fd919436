namespace LineageAot.Lineage.Tests.Provenance;

/// <summary>A clock that stands where it's put.</summary>
internal sealed class StandingClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A store with a clock of its own, and short ways to fill it.</summary>
internal sealed class Library : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-library-").FullName;

    public StandingClock Clock { get; } = new();

    public LineageStore Store { get; private set; } = null!;

    public ChunkConfig Config { get; private set; } = null!;

    public static async Task<Library> OpenAsync()
    {
        var library = new Library();
        library.Store = await LineageStore.OpenAsync(new DatabaseOptions { Path = Path.Combine(library.folder, "store.db"), TimeProvider = library.Clock });
        library.Config = await library.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 });
        return library;
    }

    public DateTimeOffset Tick() => Clock.Now = Clock.Now.AddSeconds(1);

    public async Task<RunScope> RunAsync(Workspace workspace, RunId? parent = null)
    {
        Tick();
        return await workspace.StartRunAsync(new RunRequest("summarize") { ParentRunId = parent });
    }

    /// <summary>A full sync of a folder that holds these files and no others.</summary>
    public async Task<RunId> SyncAsync(Workspace workspace, params (string Uri, string Text)[] files)
    {
        Tick();
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory", CleanupMode.Full, maxDeletePercent: 100);
        await sync.WriteAsync(new SyncBatch { Delivered = [.. files.Select(file => DeliveryOf(file.Uri, file.Text))] });
        await sync.CompleteAsync();
        await run.SucceedAsync();
        return run.Id;
    }

    public SourceDelivery DeliveryOf(string uri, string text) => new(TemporaryStore.Item(uri, text))
    {
        Extraction = new Extraction("plain", "1") { Title = "title of " + uri },
        ChunkConfigId = Config.Id,
        Chunks = [.. text.Split('.').Select(static (part, i) => new ChunkDraft(i, part))],
    };

    public async Task<IReadOnlyList<Chunk>> ChunksOfAsync(Workspace workspace, string uri)
    {
        var source = (await workspace.FindSourceAsync(uri))!;
        var document = (await workspace.ListDocumentsAsync(source.CurrentVersionId!.Value, new PageRequest(1))).Items.Single();
        return (await workspace.ListChunksOfDocumentAsync(document.Id, null, new PageRequest(1000))).Items;
    }

    /// <summary>Leaves edges of runs.</summary>
    public async Task EdgesAsync(params (RunId Run, IoDirection Direction, EntityType Type, Guid Id)[] edges)
        => await Store.Database.WriteAsync(unit =>
        {
            foreach (var edge in edges)
            {
                unit.Insert(new RunIo { RunId = edge.Run, Direction = edge.Direction, EntityType = edge.Type, EntityId = edge.Id, Role = edge.Direction == IoDirection.In ? "input" : "output" });
            }
        });

    /// <summary>An embedding set with a pointer for each chunk.</summary>
    public async Task<EmbeddingSetId> EmbedAsync(Workspace workspace, string name, RunId? run, params IEnumerable<ChunkId> chunks)
    {
        var set = new EmbeddingSet
        {
            Id = new EmbeddingSetId(Guid.CreateVersion7(Tick())),
            WorkspaceId = workspace.Id,
            Name = name,
            Provider = "acme",
            Model = "small",
            Dimensions = 3,
            Distance = VectorDistance.Cosine,
            Signature = Sha256.OfText(name),
            VectorStore = "store",
            VectorCollection = "chunks",
        };
        await Store.Database.WriteAsync(unit =>
        {
            unit.Insert(set);
            foreach (var chunk in chunks)
            {
                unit.Insert(new ChunkEmbedding { EmbeddingSetId = set.Id, ChunkId = chunk, WorkspaceId = workspace.Id, State = ChunkEmbeddingState.Ready, VectorId = chunk.Value.ToString(), RunId = run });
            }
        });
        return set.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

internal static partial class LibraryStatements
{
    [Command("delete from source_versions where id = @id")]
    public static partial int PurgeVersion(this WriteScope unit, SourceVersionId id);
}
