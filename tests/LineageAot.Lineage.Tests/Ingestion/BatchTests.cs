namespace LineageAot.Lineage.Tests.Ingestion;

/// <summary>Whole documents delivered in batches, and what they meet.</summary>
public sealed class BatchTests
{
    [Theory]
    [InlineData("one.two", null)]
    [InlineData("one.other", 1)]
    [InlineData("one", 1)]
    [InlineData("one.two.three", 2)]
    [InlineData("two.one", 0)]
    public async Task Chunks_of_a_whole_set_are_found_again_and_others_are_refused_with_the_whole_batch(string text, int? ordinal)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = (await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 })).Id;
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        await sync.WriteAsync(new SyncBatch { Delivered = [Delivery("a", "one.two", config)] });
        var chunks = temporary.Guids("select id from chunks order by ordinal");
        var batch = new SyncBatch { Delivered = [Delivery("b", "new", config), Delivery("a", text, config)] };
        if (ordinal is { } from)
        {
            var refused = await Should.ThrowAsync<LineageConflictException>(async () => await sync.WriteAsync(batch));
            refused.Message.ShouldContain($"from ordinal {from} on");
            refused.Message.ShouldContain(config.Value.ToString());
            refused.Message.ShouldContain(temporary.Guids("select id from documents").Single().ToString());
            (await workspace.FindSourceAsync("b")).ShouldBeNull();
        }
        else
        {
            await sync.WriteAsync(batch);
        }

        temporary.Guids("select c.id from chunks c join chunk_sets t on t.id = c.chunk_set_id join documents d on d.id = t.document_id join source_versions v on v.id = d.source_version_id join sources s on s.id = v.source_id where s.uri = 'a' order by c.ordinal").ShouldBe(chunks);
        sync.Figures.Documents.ShouldBe(ordinal is null ? 3 : 1);

        // The way out that the refusal names.
        await sync.WriteAsync(new SyncBatch { Delivered = [Delivery("a", text, config, "2")] });
        temporary.Scalar("select count(*) from documents d join chunk_sets t on t.document_id = d.id where d.extractor_version = '2' and t.status = 'ready'").ShouldBe(1);
        await run.SucceedAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delivered_batch_is_enlisted_for_the_embedding_sets_of_its_own_workspace(bool isOfAnother)
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var embedded = isOfAnother ? await temporary.Store.GetOrAddWorkspaceAsync("other") : workspace;
        var config = (await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1") { ChunkSize = 512 })).Id;
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        await sync.WriteAsync(new SyncBatch { Delivered = [Delivery("a", "before", config)] });

        // Made between two batches of a sync: what came before it takes itself, what comes after is told to it.
        var set = await embedded.GetOrAddEmbeddingSetAsync(new EmbeddingSetSpec("default", "acme", "small", 3, VectorDistance.Cosine) { VectorStore = "qdrant", VectorCollection = "chunks" });
        await sync.WriteAsync(new SyncBatch { Delivered = [Delivery("b", "one.two", config), Delivery("c", "three", config)] });
        (await embedded.CountStaleAsync(set.Id)).ShouldBe(isOfAnother ? 0 : 4);
        await run.SucceedAsync();
    }

    // The same content, whatever its chunks are.
    private static SourceDelivery Delivery(string uri, string text, ChunkConfigId config, string version = "1") => new(TemporaryStore.Item(uri, uri))
    {
        Extraction = new Extraction("plain", version),
        ChunkConfigId = config,
        Chunks = [.. text.Split('.').Select(static (part, i) => new ChunkDraft(i, part))],
    };
}
