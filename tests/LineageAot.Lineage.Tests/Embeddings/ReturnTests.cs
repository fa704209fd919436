namespace LineageAot.Lineage.Tests.Embeddings;

/// <summary>A source comes back while its vectors wait for their deletion: each chunk is stale once, whether the backlog has passed it or not.</summary>
public sealed class ReturnTests
{
    [Fact]
    public async Task What_the_backlog_has_passed_turns_pending_and_the_rest_is_left_to_it()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c.d", "kept");
        var set = (await store.AddSetAsync()).Id;
        await store.EmbedAllAsync(set);
        await store.KeepOnlyAsync("1", "kept");
        await using (var deletions = await store.Workspace.LeaseDeletionsAsync(set, "deleter", 10, EmbeddingStore.Minute))
        {
            await deletions.CompleteAsync(deletions.Items.Where(vector => OrdinalOf(store, vector.ChunkId) == 1));
        }

        await store.IngestAsync(store.Workspace, "0", "a.b.c.d");
        await using var lease = await store.Workspace.LeaseStaleAsync(set, "w", 1, EmbeddingStore.Minute);
        OrdinalOf(store, lease.Items.Single().ChunkId).ShouldBe(1);
        store.Scalar("select next_ordinal from embedding_backlog").ShouldBe(2);
        (await store.Workspace.CountStaleAsync(set)).ShouldBe(4);
        (await store.Workspace.GetCoverageAsync(set)).ShouldBe(new EmbeddingCoverage(5, 4));

        await using (var rest = await store.Workspace.LeaseDeletionsAsync(set, "deleter", 10, EmbeddingStore.Minute))
        {
            rest.Items.Select(vector => OrdinalOf(store, vector.ChunkId)).ShouldBe([0, 2, 3], ignoreOrder: true);
            await rest.CompleteAsync(rest.Items);
        }

        store.Scalar("select group_concat(c.ordinal) = '0,1' from chunk_embeddings p join chunks c on c.id = p.chunk_id where p.state = 'pending'").ShouldBe(1);
        (await store.Workspace.CountStaleAsync(set)).ShouldBe(4);
        await store.EmbedAllAsync(set);
        (await store.Workspace.CountStaleAsync(set)).ShouldBe(1);
        await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector));
        (await store.Workspace.GetCoverageAsync(set)).ShouldBe(new EmbeddingCoverage(5, 0));
        store.Scalar("select count(*) from chunk_embeddings where state = 'ready'").ShouldBe(5);
    }

    [Fact]
    public async Task A_late_deleter_doesnt_make_pending_what_another_one_has()
    {
        await using var store = await EmbeddingStore.OpenAsync("a", "kept");
        var set = (await store.AddSetAsync()).Id;
        await store.EmbedAllAsync(set);
        await store.KeepOnlyAsync("1", "kept");
        await using var late = await store.Workspace.LeaseDeletionsAsync(set, "deleter", 1, EmbeddingStore.Minute);
        store.Clock.Move(EmbeddingStore.Minute);

        // The same name: the number of the attempt tells the two apart.
        await using var next = await store.Workspace.LeaseDeletionsAsync(set, "deleter", 1, EmbeddingStore.Minute);
        await store.IngestAsync(store.Workspace, "0", "a");
        (await store.Workspace.LeaseStaleAsync(set, "w", 1, EmbeddingStore.Minute)).Items.ShouldBeEmpty("its vector isn't deleted yet");
        store.Scalar("select count(*) from embedding_backlog").ShouldBe(0);
        await Should.ThrowAsync<LeaseLostException>(async () => await late.CompleteAsync(late.Items));
        store.Scalar("select count(*) from chunk_embeddings where state = 'pending'").ShouldBe(0);
        await next.CompleteAsync(next.Items);
        store.Scalar("select count(*) from chunk_embeddings where state = 'pending'").ShouldBe(1);
    }

    [Fact]
    public async Task Only_sets_in_use_of_the_same_workspace_are_told_of_a_chunk_set()
    {
        await using var store = await EmbeddingStore.OpenAsync("a");
        var retired = (await store.AddSetAsync("retired", "old")).Id;
        var used = (await store.AddSetAsync()).Id;
        await store.Workspace.RetireEmbeddingSetAsync(retired);
        var other = await store.Store.GetOrAddWorkspaceAsync("other");
        var foreign = (await other.GetOrAddEmbeddingSetAsync(EmbeddingStore.Spec())).Id;
        await store.EmbedAllAsync(used);
        store.Scalar("select count(*) from embedding_backlog").ShouldBe(1, "of the set that was retired");
        await store.IngestAsync(store.Workspace, "1", "b.c");
        store.Scalar($"select count(*) from embedding_backlog where embedding_set_id = x'{retired.Value:N}'").ShouldBe(1);
        (await store.Workspace.CountStaleAsync(used)).ShouldBe(2);
        (await other.CountStaleAsync(foreign)).ShouldBe(0);
    }

    private static long OrdinalOf(EmbeddingStore store, ChunkId chunk) => store.Scalar($"select ordinal from chunks where id = x'{chunk.Value:N}'");
}
