namespace LineageAot.Lineage.Tests.Embeddings;

public sealed class EmbeddingSetTests
{
    [Fact]
    public async Task The_same_spec_is_the_same_set()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var first = await store.AddSetAsync();
        (await store.AddSetAsync()).ShouldBe(first);
        first.Status.ShouldBe(EmbeddingSetStatus.Building);
        (await store.Workspace.FindEmbeddingSetAsync("default")).ShouldBe(first);
        (await store.Workspace.GetEmbeddingSetAsync(first.Id)).ShouldBe(first);
        (await store.Workspace.ListEmbeddingSetsAsync()).ShouldHaveSingleItem().ShouldBe(first);
        store.Scalar("select count(*) from embedding_backlog").ShouldBe(1);
        store.Scalar("select count(*) from chunk_embeddings").ShouldBe(0);
    }

    [Fact]
    public async Task Another_model_under_a_name_is_a_conflict_that_says_what_differs()
    {
        await using var store = await EmbeddingStore.OpenAsync();
        await store.AddSetAsync();
        var other = new EmbeddingSetSpec("default", "acme", "large", 4, VectorDistance.Cosine) { VectorStore = "qdrant", VectorCollection = "chunks" };
        var error = await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.GetOrAddEmbeddingSetAsync(other));
        error.Message.ShouldContain("another model, number of dimensions:");
        error.Message.ShouldContain("another name");
        store.Scalar("select count(*) from embedding_sets").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_model_under_another_name_is_a_conflict_that_names_the_set()
    {
        await using var store = await EmbeddingStore.OpenAsync();
        await store.AddSetAsync();
        (await Should.ThrowAsync<LineageConflictException>(() => store.AddSetAsync("second"))).Message.ShouldContain("'default'");
    }

    [Theory]
    [InlineData("", "acme", "small", 3)]
    [InlineData("a", " ", "small", 3)]
    [InlineData("a", "acme", "", 3)]
    [InlineData("a", "acme", "small", 0)]
    [InlineData("a", "acme", "small", -1)]
    public void What_cannot_be_a_set_is_refused(string name, string provider, string model, int dimensions)
        => Should.Throw<ArgumentException>(() => new EmbeddingSetSpec(name, provider, model, dimensions, VectorDistance.Dot) { VectorStore = "s", VectorCollection = "c" });

    [Fact]
    public async Task A_new_set_takes_what_is_ready_and_what_turns_ready()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c", "d");
        var set = await store.AddSetAsync();
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(4);
        await store.IngestAsync(store.Workspace, "new", "e.f");
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(6);
    }

    [Fact]
    public async Task A_set_below_the_coverage_is_not_promoted()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c.d");
        var set = await store.AddSetAsync();
        await using (var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 3, EmbeddingStore.Minute))
        {
            await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector));
        }

        (await store.Workspace.GetCoverageAsync(set.Id)).ShouldBe(new EmbeddingCoverage(4, 1));
        (await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 0.8))).Message.ShouldContain("3 of 4");
        store.Scalar("select count(*) from embedding_sets where status = 'active'").ShouldBe(0);
        await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 0.75);
        store.Scalar("select count(*) from embedding_sets where status = 'active'").ShouldBe(1);
        await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 1);
    }

    [Fact]
    public async Task A_promotion_replaces_in_one_step()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var old = await store.AddSetAsync();
        var kept = await store.AddSetAsync("kept", "medium");
        var next = await store.AddSetAsync("next", "large");
        var collection = new Collection { Id = new CollectionId(Guid.CreateVersion7()), WorkspaceId = store.Workspace.Id, Name = "base", Version = 1, EmbeddingSetId = old.Id };
        await store.Store.Database.WriteAsync(unit => unit.Insert(collection));
        await store.Workspace.PromoteEmbeddingSetAsync(old.Id, 0);
        await store.Workspace.PromoteEmbeddingSetAsync(kept.Id, 0, replaces: next.Id);
        await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(next.Id, 0));
        (await store.Workspace.GetEmbeddingSetAsync(old.Id))!.Status.ShouldBe(EmbeddingSetStatus.Active);
        await store.Workspace.PromoteEmbeddingSetAsync(kept.Id, 0);
        (await store.Workspace.GetEmbeddingSetAsync(old.Id))!.Status.ShouldBe(EmbeddingSetStatus.Retired);
        (await store.Workspace.GetEmbeddingSetAsync(kept.Id))!.Status.ShouldBe(EmbeddingSetStatus.Active);
        (await store.Store.Database.ReadCollectionSetAsync(collection.Id)).ShouldBe(kept.Id);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public async Task A_coverage_is_a_share(double coverage)
    {
        await using var store = await EmbeddingStore.OpenAsync();
        var set = await store.AddSetAsync();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(set.Id, coverage));
    }

    [Fact]
    public async Task An_empty_set_is_whole()
    {
        await using var store = await EmbeddingStore.OpenAsync();
        var set = await store.AddSetAsync();
        (await store.Workspace.GetCoverageAsync(set.Id)).Ratio.ShouldBe(1);
        var stale = await store.Workspace.GetStaleAsync(set.Id, new StaleRequest(10));
        stale.Items.ShouldBeEmpty();
        stale.Next.ShouldBeNull();
        await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 1);
        await Should.ThrowAsync<ArgumentException>(async () => await store.Workspace.PromoteEmbeddingSetAsync(set.Id, 1, replaces: set.Id));
    }

    [Fact]
    public async Task A_retired_set_gives_up_its_vectors()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var set = await store.AddSetAsync();
        await using (var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute))
        {
            await lease.CompleteAsync(lease.Items.Take(1).Select(EmbeddingStore.Vector));
        }

        await store.Workspace.RetireEmbeddingSetAsync(set.Id);
        await store.Workspace.RetireEmbeddingSetAsync(set.Id);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(0);
        (await store.Workspace.GetStaleAsync(set.Id, new StaleRequest(10))).Items.ShouldBeEmpty();
        await using (var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute))
        {
            lease.Items.ShouldBeEmpty();
        }

        await store.IngestAsync(store.Workspace, "new", "d");
        await using var deletions = await store.Workspace.LeaseDeletionsAsync(set.Id, "w", 10, EmbeddingStore.Minute);
        deletions.Items.Count.ShouldBe(1);
        await deletions.CompleteAsync(deletions.Items);
        store.Scalar("select (select count(*) from chunk_embeddings) + (select count(*) from embedding_backlog)").ShouldBe(0);
    }

    [Fact]
    public async Task A_set_of_another_workspace_is_not_there()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var set = (await store.AddSetAsync()).Id;
        await store.EmbedAllAsync(set);
        var other = await store.Store.GetOrAddWorkspaceAsync("other");
        var own = await other.GetOrAddEmbeddingSetAsync(EmbeddingStore.Spec());
        (await other.GetEmbeddingSetAsync(set)).ShouldBeNull();
        (await other.CountStaleAsync(own.Id)).ShouldBe(0);
        Func<Task>[] calls =
        [
            async () => await other.CountStaleAsync(set),
            async () => await other.GetStaleAsync(set, new StaleRequest(1)),
            async () => await other.LeaseStaleAsync(set, "w", 1, EmbeddingStore.Minute),
            async () => await other.LeaseDeletionsAsync(set, "w", 1, EmbeddingStore.Minute),
            async () => await other.RetryFailedAsync(set),
            async () => await other.GetCoverageAsync(set),
            async () => await other.PromoteEmbeddingSetAsync(set, 0),
            async () => await other.PromoteEmbeddingSetAsync(own.Id, 0, replaces: set),
            async () => await other.RetireEmbeddingSetAsync(set),
            async () => await other.ReconcileAsync(set, ["x"]),
        ];
        foreach (var call in calls)
        {
            await Should.ThrowAsync<LineageNotFoundException>(call);
        }

        (await store.Workspace.GetEmbeddingSetAsync(set))!.Status.ShouldBe(EmbeddingSetStatus.Building);
    }
}

internal static partial class EmbeddingSetTestStatements
{
    [Query("select embedding_set_id from collections where id = @id")]
    public static partial ValueTask<EmbeddingSetId?> ReadCollectionSetAsync(this ReadSource source, CollectionId id);
}
