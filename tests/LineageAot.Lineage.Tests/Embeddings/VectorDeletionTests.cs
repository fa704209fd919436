namespace LineageAot.Lineage.Tests.Embeddings;

public sealed class VectorDeletionTests
{
    [Fact]
    public async Task Vectors_of_replaced_chunks_are_given_out_once_and_then_forgotten()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var set = await store.AddSetAsync();
        await store.EmbedAllAsync(set.Id);
        await store.IngestAsync(store.Workspace, "0", "new");
        await using (var first = await store.Workspace.LeaseDeletionsAsync(set.Id, "w1", 2, EmbeddingStore.Minute))
        {
            await using var second = await store.Workspace.LeaseDeletionsAsync(set.Id, "w2", 2, EmbeddingStore.Minute);
            first.Items.Count.ShouldBe(2);
            second.Items.ShouldHaveSingleItem();
            await first.CompleteAsync(first.Items.Take(1));
            await first.CompleteAsync(first.Items.Take(1));
        }

        store.Scalar("select count(*) from chunk_embeddings where lease_owner is not null").ShouldBe(0);
        await using var rest = await store.Workspace.LeaseDeletionsAsync(set.Id, "w3", 10, EmbeddingStore.Minute);
        rest.Items.Count.ShouldBe(2);
        await rest.CompleteAsync(rest.Items);
        store.Scalar("select count(*) from chunk_embeddings").ShouldBe(0);
    }

    [Fact]
    public async Task A_late_deleter_is_refused()
    {
        await using var store = await EmbeddingStore.OpenAsync("a");
        var set = await store.AddSetAsync();
        await store.EmbedAllAsync(set.Id);
        await store.IngestAsync(store.Workspace, "0", "new");
        await using var late = await store.Workspace.LeaseDeletionsAsync(set.Id, "w1", 1, EmbeddingStore.Minute);
        await late.RenewAsync(EmbeddingStore.Minute);
        store.Clock.Move(EmbeddingStore.Minute);
        await using var next = await store.Workspace.LeaseDeletionsAsync(set.Id, "w2", 1, EmbeddingStore.Minute);
        await Should.ThrowAsync<LeaseLostException>(async () => await late.CompleteAsync(late.Items));
        await Should.ThrowAsync<LeaseLostException>(async () => await late.RenewAsync(EmbeddingStore.Minute));
        await Should.ThrowAsync<ArgumentException>(async () => await late.CompleteAsync(next.Items));
        await next.CompleteAsync(next.Items);
        await late.CompleteAsync(late.Items);
    }

    [Fact]
    public async Task Before_rows_are_deleted_their_vectors_are_told_to_the_outbox()
    {
        await using var store = await EmbeddingStore.OpenAsync(string.Join('.', Enumerable.Range(0, 700)), "b");
        var set = await store.AddSetAsync();
        await store.EmbedAllAsync(set.Id);
        var other = await store.Store.GetOrAddWorkspaceAsync("other");
        var source = (await store.Workspace.FindSourceAsync("1"))!.Id;
        var now = store.Store.Now;
        await store.Store.Database.WriteAsync(unit => unit.EnqueueVectorDeletions(other.Id, [source], now));
        await store.Store.Database.WriteAsync(unit => unit.EnqueueVectorDeletions(other.Id, now));
        store.Scalar("select count(*) from outbox").ShouldBe(0);
        await store.Store.Database.WriteAsync(unit => unit.EnqueueVectorDeletions(store.Workspace.Id, [source], now));
        store.Scalar("select sum(json_array_length(payload, '$.vector_ids')) from outbox").ShouldBe(1);
        await store.Store.Database.WriteAsync(unit => unit.EnqueueVectorDeletions(store.Workspace.Id, now));
        store.Scalar("select sum(json_array_length(payload, '$.vector_ids')) from outbox").ShouldBe(702);
        store.Scalar("select max(json_array_length(payload, '$.vector_ids')) from outbox").ShouldBe(500);
        store.Scalar("select count(distinct value) from outbox, json_each(payload, '$.vector_ids')").ShouldBe(701);
    }
}
