using System.Text.Json;

namespace LineageAot.Lineage.Tests.Retention;

public sealed class DeletionTests
{
    [Fact]
    public async Task A_deleted_source_keeps_its_rows_until_it_is_purged()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one.two"), ("b", "three"));
        var source = (await workspace.FindSourceAsync("a"))!.Id;
        (await workspace.DeleteSourceAsync(source)).ShouldBeTrue();
        (await workspace.DeleteSourceAsync(source)).ShouldBeFalse();
        temporary.Scalar("select count(*) from chunks").ShouldBe(3);
        temporary.Scalar("select count(*) from chunk_sets where status = 'superseded'").ShouldBe(1);
        (await workspace.PurgeDeletedAsync(TimeSpan.FromDays(1))).ShouldBe(0);
        (await workspace.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(1);
        temporary.Scalar("select count(*) from chunks").ShouldBe(1);
        temporary.Scalar("select (select count(*) from sources) + (select count(*) from source_versions) + (select count(*) from documents) + (select count(*) from source_history)").ShouldBe(4);
    }

    [Fact]
    public async Task A_source_of_another_workspace_isnt_deleted()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        await main.SyncAsync(CleanupMode.None, ("a", "one"));
        var source = (await main.FindSourceAsync("a"))!.Id;
        await Should.ThrowAsync<LineageNotFoundException>(async () => await other.DeleteSourceAsync(source));
        (await other.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(0);
        (await main.FindSourceAsync("a"))!.DeletedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Vectors_of_what_is_purged_are_in_the_outbox()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var text = string.Join('.', Enumerable.Range(0, 1200));
        await workspace.SyncAsync(CleanupMode.None, ("a", text), ("b", "kept"));
        await EmbedAllAsync(temporary, workspace);
        await workspace.DeleteSourceAsync((await workspace.FindSourceAsync("a"))!.Id);
        (await workspace.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(1);
        var deletions = new List<VectorDeletion>();
        await foreach (var row in temporary.Store.Database.Table<OutboxRow>().AllAsync())
        {
            row.Kind.ShouldBe(OutboxKinds.DeleteVectors);
            deletions.Add(JsonSerializer.Deserialize(row.Payload, OutboxPayloads.Default.VectorDeletion)!);
        }

        deletions.ShouldAllBe(static deletion => deletion.VectorStore == "qdrant" && deletion.VectorCollection == "chunks" && deletion.VectorIds.Count <= 500);
        deletions.SelectMany(static deletion => deletion.VectorIds).Distinct().Count().ShouldBe(1200);
        temporary.Scalar("select count(*) from chunk_embeddings").ShouldBe(1);
    }

    [Fact]
    public async Task Artifacts_go_with_what_they_were_made_of()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "one"), ("b", "two"));
        foreach (var (type, table) in new[] { (EntityType.Source, "sources"), (EntityType.SourceVersion, "source_versions"), (EntityType.Document, "documents"), (EntityType.ChunkSet, "chunk_sets"), (EntityType.Chunk, "chunks") })
        {
            foreach (var owner in temporary.Guids($"select id from {table}"))
            {
                await workspace.AddArtifactAsync(new ArtifactSpec(type, owner, "preview", "file:///x"));
            }
        }

        temporary.Scalar("select count(*) from artifacts").ShouldBe(10);
        await workspace.DeleteSourceAsync((await workspace.FindSourceAsync("a"))!.Id);
        await workspace.PurgeDeletedAsync(TimeSpan.Zero);
        temporary.Scalar("select count(*) from artifacts").ShouldBe(5);
    }

    [Fact]
    public async Task A_set_larger_than_a_unit_goes_in_pieces()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", string.Join('.', Enumerable.Range(0, 5001))), ("b", "kept"));
        await EmbedAllAsync(temporary, workspace);
        foreach (var chunk in temporary.Guids("select id from chunks where ordinal in (0, 1, 5000)"))
        {
            await workspace.AddArtifactAsync(new ArtifactSpec(EntityType.Chunk, chunk, "preview", "file:///x"));
        }

        await workspace.DeleteSourceAsync((await workspace.FindSourceAsync("a"))!.Id);
        (await workspace.PurgeDeletedAsync(TimeSpan.Zero)).ShouldBe(1);
        temporary.Scalar("select count(*) from chunks").ShouldBe(1);

        // Each piece takes its own vectors and artifacts along, and no other's.
        temporary.Scalar("select count(*) from outbox o, json_each(o.payload, '$.vector_ids')").ShouldBe(5001);
        temporary.Scalar("select count(distinct v.value) from outbox o, json_each(o.payload, '$.vector_ids') v").ShouldBe(5001);
        temporary.Scalar("select count(*) from artifacts a join chunks c on c.id = a.owner_id").ShouldBe(1);
        temporary.Scalar("select count(*) from artifacts").ShouldBe(1);
    }

    [Fact]
    public async Task Deleting_a_workspace_leaves_the_other_one_and_the_contents_that_it_uses()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var other = await temporary.Store.GetOrAddWorkspaceAsync("other");
        await main.SyncAsync(CleanupMode.None, ("a", "shared"), ("b", "own"));
        await other.SyncAsync(CleanupMode.None, ("a", "shared"));
        var live = await main.StartRunAsync(new RunRequest("index"));
        (await temporary.Store.DeleteWorkspaceAsync(main.Id)).ShouldBeTrue();
        (await temporary.Store.DeleteWorkspaceAsync(main.Id)).ShouldBeFalse();
        foreach (var table in new[] { "connectors", "sources", "source_versions", "documents", "chunk_sets", "chunks", "runs" })
        {
            temporary.Scalar($"select count(*) from {table}").ShouldBe(1, table);
        }

        temporary.Scalar("select count(*) from event_streams").ShouldBe(1);
        (await temporary.Store.VerifyEventsAsync()).ShouldBeEmpty();
        temporary.Scalar("select count(*) from contents").ShouldBe(2);
        (await temporary.Store.CollectContentsAsync(dryRun: true)).ShouldBe(new ContentCollectionReport(1, 3));
        (await temporary.Store.CollectContentsAsync()).ShouldBe(new ContentCollectionReport(1, 3));
        (await temporary.Store.CollectContentsAsync()).ShouldBe(new ContentCollectionReport(0, 0));
        (await other.FindContentAsync("a")).ShouldBe(Sha256.OfText("shared"));
        await Should.ThrowAsync<LineageException>(async () => await live.SucceedAsync());
    }

    [Fact]
    public async Task A_workspace_whose_deletion_hasnt_ended_isnt_opened_and_is_gone_on_with()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var main = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await main.SyncAsync(CleanupMode.None, ("a", "a"));
        await temporary.Store.Database.Table<WorkspaceRow>().UpdateAsync((await temporary.Store.ListWorkspacesAsync()).Single() with { Status = WorkspaceStatus.Deleting });
        await Should.ThrowAsync<LineageConflictException>(async () => await temporary.Store.GetOrAddWorkspaceAsync("main"));
        (await temporary.Store.DeleteWorkspaceAsync(main.Id)).ShouldBeTrue();
        (await temporary.Store.GetOrAddWorkspaceAsync("main")).Id.ShouldNotBe(main.Id);
    }

    [Fact]
    public async Task Collected_bytes_that_somebody_keeps_are_told_of()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await using (var run = await workspace.StartRunAsync(new RunRequest("index")))
        {
            await run.IngestVersionAsync(TemporaryStore.Item("a", "a") with { StorageUri = "s3://bucket/a" });
            await run.SucceedAsync();
        }

        await temporary.Store.DeleteWorkspaceAsync(workspace.Id);
        await temporary.Store.CollectContentsAsync();
        var entry = await temporary.Store.Database.Table<OutboxRow>().AllAsync().SingleAsync();
        JsonSerializer.Deserialize(entry.Payload, OutboxPayloads.Default.ContentDeletion).ShouldBe(new ContentDeletion(Sha256.OfText("a").ToString(), "s3://bucket/a"));
    }

    private static async Task EmbedAllAsync(TemporaryStore temporary, Workspace workspace)
    {
        var set = new EmbeddingSet
        {
            Id = new EmbeddingSetId(Guid.CreateVersion7()),
            WorkspaceId = workspace.Id,
            Name = "default",
            Provider = "acme",
            Model = "small",
            Dimensions = 3,
            Distance = VectorDistance.Cosine,
            Signature = Sha256.OfText("small"),
            VectorStore = "qdrant",
            VectorCollection = "chunks",
        };
        await temporary.Store.Database.Table<EmbeddingSet>().InsertAsync(set);
        var chunks = await temporary.Store.Database.Table<Chunk>().AllAsync().ToListAsync();
        await temporary.Store.Database.Table<ChunkEmbedding>().InsertManyAsync(chunks.Select(chunk => new ChunkEmbedding
        {
            EmbeddingSetId = set.Id,
            ChunkId = chunk.Id,
            WorkspaceId = workspace.Id,
            VectorId = "v" + chunk.Id.Value,
            State = ChunkEmbeddingState.Ready,
            EmbeddedHash = chunk.ChunkHash,
        }));
    }
}
