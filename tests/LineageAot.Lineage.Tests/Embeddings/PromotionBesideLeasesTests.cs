namespace LineageAot.Lineage.Tests.Embeddings;

/// <summary>A set is promoted, and another retired by it, while workers have leases of both.</summary>
public sealed class PromotionBesideLeasesTests
{
    [Fact]
    public async Task What_is_leased_isnt_covered_and_is_completed_after_the_promotion()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c.d");
        var set = (await store.AddSetAsync()).Id;
        await using var lease = await store.Workspace.LeaseStaleAsync(set, "w", 4, EmbeddingStore.Minute);
        (await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(set, 0.25))).Message.ShouldContain("0 of 4");
        await lease.CompleteAsync(lease.Items.Take(2).Select(EmbeddingStore.Vector));
        await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(set, 0.51));
        (await store.Workspace.GetEmbeddingSetAsync(set))!.Status.ShouldBe(EmbeddingSetStatus.Building);
        await store.Workspace.PromoteEmbeddingSetAsync(set, 0.5);
        (await lease.CompleteAsync(lease.Items.Skip(2).Select(EmbeddingStore.Vector))).ShouldBe(2);
        (await store.Workspace.GetCoverageAsync(set)).ShouldBe(new EmbeddingCoverage(4, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_vector_that_is_made_for_a_set_which_was_just_retired_is_deleted_as_the_others_are(bool deletedFirst)
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var old = (await store.AddSetAsync()).Id;
        await using var lease = await store.Workspace.LeaseStaleAsync(old, "w", 3, EmbeddingStore.Minute);
        await lease.CompleteAsync(lease.Items.Take(1).Select(EmbeddingStore.Vector));
        await store.Workspace.PromoteEmbeddingSetAsync(old, 0);
        var next = (await store.AddSetAsync("next", "large")).Id;
        await store.EmbedAllAsync(next);
        await store.Workspace.PromoteEmbeddingSetAsync(next, 1);
        (await store.Workspace.GetEmbeddingSetAsync(old))!.Status.ShouldBe(EmbeddingSetStatus.Retired);
        var deleted = new List<ChunkId>();
        if (deletedFirst)
        {
            await DeleteAsync();
            deleted.ShouldBe([lease.Items[0].ChunkId]);
        }

        await lease.CompleteAsync(lease.Items.Skip(1).Select(EmbeddingStore.Vector));
        await DeleteAsync();
        deleted.ShouldBe(lease.Items.Select(static chunk => chunk.ChunkId), ignoreOrder: true);
        store.Scalar($"select count(*) from chunk_embeddings where embedding_set_id = x'{old.Value:N}'").ShouldBe(0);
        (await store.Workspace.LeaseStaleAsync(old, "w", 3, EmbeddingStore.Minute)).Items.ShouldBeEmpty();
        (await store.Workspace.GetCoverageAsync(next)).ShouldBe(new EmbeddingCoverage(3, 0));

        async Task DeleteAsync()
        {
            await using var deletions = await store.Workspace.LeaseDeletionsAsync(old, "deleter", 10, EmbeddingStore.Minute);
            await deletions.CompleteAsync(deletions.Items);
            deleted.AddRange(deletions.Items.Select(static vector => vector.ChunkId));
        }
    }
}
