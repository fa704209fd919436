using LineageAot.Lineage.Tests.Embeddings;

namespace LineageAot.Lineage.Tests;

/// <summary>The mistakes that the store's schema avoids, a test each.</summary>
public sealed class KnownMistakeTests
{
    [Fact]
    public async Task A_content_owned_by_one_workspace_would_take_the_others_documents_with_it()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var (left, right) = (await temporary.Store.GetOrAddWorkspaceAsync("left"), await temporary.Store.GetOrAddWorkspaceAsync("right"));
        await left.SyncAsync(CleanupMode.None, ("a", "the same.text"));
        await right.SyncAsync(CleanupMode.None, ("a", "the same.text"));
        temporary.Scalar("select count(*) from contents").ShouldBe(1);
        await temporary.Store.DeleteWorkspaceAsync(left.Id);
        (await temporary.Store.CollectContentsAsync()).Contents.ShouldBe(0);
        (await right.ListDocumentsAsync(new PageRequest(10))).Items.Count.ShouldBe(1);
        (await right.CountChunksAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_unique_chunk_hash_would_lose_repeated_text()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await workspace.SyncAsync(CleanupMode.None, ("a", "again.again.again"));
        (await workspace.ListChunksAsync(new PageRequest(10))).Items.Select(static chunk => chunk.Text).ShouldBe(["again", "again", "again"]);
    }

    [Fact]
    public async Task An_ordinal_unique_in_the_document_would_forbid_to_split_it_anew()
    {
        await using var store = await EmbeddingStore.OpenAsync();
        await store.IngestAsync(store.Workspace, "a", "one.two");
        await store.IngestAsync(store.Workspace, "a", "one.two", splitter: "words");
        store.Scalar("select count(*) from documents").ShouldBe(1);
        store.Scalar("select count(*) from chunk_sets where status = 'ready'").ShouldBe(2);
        store.Scalar("select count(*) from chunks where ordinal = 0").ShouldBe(2);
    }

    [Fact]
    public async Task Another_model_would_reuse_an_embedding_set_by_its_name()
    {
        await using var store = await EmbeddingStore.OpenAsync("one");
        await store.AddSetAsync("default", "small");
        await Should.ThrowAsync<LineageConflictException>(() => store.AddSetAsync("default", "large"));
        store.Scalar("select count(*) from embedding_sets where model = 'small'").ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_run_would_lose_its_message()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await run.FailAsync("IOException", "The disk is full.", """{"done":3}""");
        var row = (await workspace.GetRunAsync(run.Id))!;
        (row.Status, row.ErrorType, row.ErrorMessage, row.Stats).ShouldBe((RunStatus.Failed, "IOException", "The disk is full.", """{"done":3}"""));
    }

    [Fact]
    public async Task State_written_before_the_work_would_tell_of_work_that_was_never_done()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        await using var run = await workspace.StartRunAsync(new RunRequest("index"));
        await using var sync = await run.BeginSyncAsync("memory");
        var bad = new SourceDelivery(TemporaryStore.Item("a", "one")) { Extraction = new Extraction("plain", "1") { Meta = "{" } };
        await Should.ThrowAsync<ConstraintException>(async () => await sync.WriteAsync(new SyncBatch { Delivered = [bad], Cursor = "1", ProgressDone = 1 }));
        foreach (var table in new[] { "sources", "source_versions", "contents", "documents", "run_items", "run_io" })
        {
            temporary.Scalar($"select count(*) from {table}").ShouldBe(0, table);
        }

        temporary.Scalar("select count(*) from connectors where cursor is not null").ShouldBe(0);
        (await workspace.GetRunAsync(run.Id))!.ProgressDone.ShouldBe(0);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task A_thousand_identical_files_have_keys_of_their_own_in_order_and_the_same_ones_again()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        var workspace = await temporary.Store.GetOrAddWorkspaceAsync("main");
        var config = await temporary.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("sentences", "1"));
        var first = await IngestAsync();
        first.Count.ShouldBe(2000);
        first.Distinct().Count().ShouldBe(2000);
        first.ShouldBe(first.Order());
        (await IngestAsync()).ShouldBe(first);

        async Task<IReadOnlyList<Guid>> IngestAsync()
        {
            await using var run = await workspace.StartRunAsync(new RunRequest("index"));
            await using var sync = await run.BeginSyncAsync("memory");
            await sync.WriteAsync(new SyncBatch
            {
                Delivered = [.. Enumerable.Range(0, 1000).Select(i => new SourceDelivery(TemporaryStore.Item($"{i:0000}", "one.two"))
                {
                    Extraction = new Extraction("plain", "1"), ChunkConfigId = config.Id, Chunks = [new ChunkDraft(0, "one"), new ChunkDraft(1, "two")],
                })],
            });
            await run.SucceedAsync();
            return temporary.Guids("select id from chunks order by id");
        }
    }

    [Fact]
    public async Task Every_foreign_key_has_an_index_and_every_table_its_times()
    {
        await using var temporary = await TemporaryStore.OpenAsync();
        temporary.Scalar("select count(*) from sqlite_schema m join pragma_foreign_key_list(m.name) f where m.type = 'table'").ShouldBeGreaterThan(25);
        temporary.Scalar("""
            select count(*) from sqlite_schema m join pragma_foreign_key_list(m.name) f
            where m.type = 'table' and f.seq = 0 and not exists (
                select 1 from pragma_index_list(m.name) i join pragma_index_info(i.name) c where c.seqno = 0 and c.name = f."from" and i.partial = 0)
            """).ShouldBe(0);
        temporary.Scalar("""
            select count(*) from sqlite_schema m
            where m.type = 'table' and m.name not like 'sqlite%' and m.name <> 'schema_migrations' and (
                not exists (select 1 from pragma_table_info(m.name) c where c.name in ('created_at', 'at', 'ingested_at', 'first_seen_at'))
                or not exists (select 1 from pragma_table_info(m.name) c where c.name = 'updated_at')
                    and not exists (select 1 from sqlite_schema t where t.type = 'trigger' and t.tbl_name = m.name))
            """).ShouldBe(0);
    }
}
