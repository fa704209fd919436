namespace LineageAot.Lineage.Tests.Embeddings;

public sealed class StaleTests
{
    [Fact]
    public async Task Pages_hold_each_stale_chunk_once()
    {
        await using var store = await EmbeddingStore.OpenAsync(string.Join('.', Enumerable.Range(0, 20)), "a.b.c.d.e", "x");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 12, EmbeddingStore.Minute);
        await lease.CompleteAsync(lease.Items.Take(5).Select(EmbeddingStore.Vector));
        await lease.FailAsync(lease.Items.Skip(5).Take(3), ErrorCategory.Permanent, "no");
        foreach (var size in new[] { 1, 2, 3, 7, 100 })
        {
            var found = new List<StaleChunk>();
            string? after = null;
            do
            {
                var page = await store.Workspace.GetStaleAsync(set.Id, new StaleRequest(size) { After = after });
                page.Items.Count.ShouldBeLessThanOrEqualTo(size);
                found.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null);

            found.Count.ShouldBe(21);
            found.Select(static chunk => chunk.ChunkId).Distinct().Count().ShouldBe(21);
            found.Take(3).ShouldAllBe(static chunk => chunk.Reason == StaleReason.Failed && chunk.LastError == "no" && chunk.ErrorCategory == ErrorCategory.Permanent && chunk.Attempts == 1);
            found.Skip(3).ShouldAllBe(static chunk => chunk.Reason == StaleReason.Missing);
            found[^1].Text.ShouldBe("x");
        }

        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(21);
    }

    [Fact]
    public async Task Workers_share_what_is_stale_until_the_set_is_whole()
    {
        await using var store = await EmbeddingStore.OpenAsync("one.two.two.three", "four.five", "six");
        var set = await store.AddSetAsync();
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(7);
        await using (var first = await store.Workspace.LeaseStaleAsync(set.Id, "worker-1", 5, EmbeddingStore.Minute))
        {
            first.Items.Count.ShouldBe(5);
            await using var second = await store.Workspace.LeaseStaleAsync(set.Id, "worker-2", 5, EmbeddingStore.Minute);
            second.Items.Count.ShouldBe(2);
            await first.CompleteAsync(first.Items.Select(static item => new EmbeddedChunk(item.ChunkId, "v" + item.Ordinal)));
            await second.FailAsync(second.Items, ErrorCategory.Transient, "timeout");
        }

        await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 1.0));
        await using (var rest = await store.Workspace.LeaseStaleAsync(set.Id, "worker-1", 10, EmbeddingStore.Minute))
        {
            rest.Items.Count.ShouldBe(2);
            await rest.CompleteAsync(rest.Items.Select(static item => new EmbeddedChunk(item.ChunkId, "w" + item.Ordinal)));
        }

        await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 1.0);
        await store.IngestAsync(store.Workspace, "0", "one.two.changed");
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(3);
    }

    [Fact]
    public async Task A_chunk_that_another_model_has_says_so()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        await store.EmbedAllAsync((await store.AddSetAsync()).Id);
        var next = await store.AddSetAsync("next", "large");
        (await store.Workspace.GetStaleAsync(next.Id, new StaleRequest(10))).Items.Select(static chunk => chunk.Reason).ShouldBe([StaleReason.OtherModel, StaleReason.OtherModel]);
    }

    [Fact]
    public async Task A_changed_source_gives_up_its_vectors_and_wants_new_ones()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c", "d");
        var set = await store.AddSetAsync();
        await using (var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute))
        {
            await lease.CompleteAsync(lease.Items.Take(1).Select(EmbeddingStore.Vector));
        }

        await store.IngestAsync(store.Workspace, "0", "a.new");
        store.Scalar("select count(*) from chunk_embeddings where state = 'deleting'").ShouldBe(1);
        store.Scalar("select count(*) from chunk_embeddings").ShouldBe(1);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(3);
        (await store.Workspace.GetCoverageAsync(set.Id)).ShouldBe(new EmbeddingCoverage(3, 3));
    }

    [Fact]
    public async Task A_vector_that_is_made_while_its_chunk_is_replaced_is_to_be_deleted()
    {
        await using var store = await EmbeddingStore.OpenAsync("a", "b");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute);
        await store.IngestAsync(store.Workspace, "0", "new");
        await lease.RenewAsync(EmbeddingStore.Minute);
        (await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector))).ShouldBe(1);
        (await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector))).ShouldBe(1);
        await using var deletions = await store.Workspace.LeaseDeletionsAsync(set.Id, "w", 10, EmbeddingStore.Minute);
        deletions.Items.ShouldHaveSingleItem().ChunkId.ShouldBe(lease.Items[0].ChunkId);
    }

    [Fact]
    public async Task A_vector_that_is_made_while_its_chunk_is_purged_goes_to_the_outbox()
    {
        await using var store = await EmbeddingStore.OpenAsync("a", "b");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute);
        var source = (await store.Workspace.FindSourceAsync("0"))!;
        await store.Store.Database.WriteAsync(unit => unit.Delete(source));
        (await lease.CompleteAsync([new EmbeddedChunk(lease.Items[0].ChunkId, "gone"), new EmbeddedChunk(lease.Items[1].ChunkId, "kept")])).ShouldBe(1);
        store.Value("select payload from outbox where kind = 'vectors.delete'").ShouldBe("""{"vector_store":"qdrant","vector_collection":"chunks","vector_ids":["gone"]}""");
    }

    [Fact]
    public async Task A_deleted_source_that_comes_back_is_embedded_again()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b", "c");
        var set = await store.AddSetAsync();
        await store.EmbedAllAsync(set.Id);
        await store.KeepOnlyAsync("1", "c");
        store.Scalar("select count(*) from chunk_embeddings where state = 'deleting'").ShouldBe(2);
        (await store.Workspace.GetCoverageAsync(set.Id)).ShouldBe(new EmbeddingCoverage(1, 0));
        await using var first = await store.Workspace.LeaseDeletionsAsync(set.Id, "w", 1, EmbeddingStore.Minute);
        await first.CompleteAsync(first.Items);

        await store.IngestAsync(store.Workspace, "0", "a.b");
        (await store.Workspace.GetCoverageAsync(set.Id)).ShouldBe(new EmbeddingCoverage(3, 2));
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 10, EmbeddingStore.Minute);
        lease.Items.Count.ShouldBe(1);
        await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector));

        // The other one's vector is still to be deleted, so it isn't embedded yet.
        (await store.Workspace.GetCoverageAsync(set.Id)).ShouldBe(new EmbeddingCoverage(3, 1));
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(1);
        await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 1.0));
        await using var second = await store.Workspace.LeaseDeletionsAsync(set.Id, "w", 10, EmbeddingStore.Minute);
        await second.CompleteAsync(second.Items);
        await store.EmbedAllAsync(set.Id);
        store.Scalar("select count(*) from chunk_embeddings where state = 'ready'").ShouldBe(3);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_set_that_is_made_now_leaves_out_deleted_sources()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b", "c");
        await store.KeepOnlyAsync("1", "c");
        (await store.Workspace.CountStaleAsync((await store.AddSetAsync()).Id)).ShouldBe(1);
    }
}
