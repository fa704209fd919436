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
}
