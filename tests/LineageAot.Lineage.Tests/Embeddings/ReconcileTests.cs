namespace LineageAot.Lineage.Tests.Embeddings;

public sealed class ReconcileTests
{
    [Fact]
    public async Task Drift_is_found_and_repaired_both_ways()
    {
        await using var store = await EmbeddingStore.OpenAsync(string.Join('.', Enumerable.Range(0, 900)));
        var set = await store.AddSetAsync();
        await store.EmbedAllAsync(set.Id);
        store.Clock.Move(EmbeddingStore.Minute);
        var vectors = await VectorsAsync(store, set.Id);
        var listing = vectors.Skip(3).Concat(["orphan 1", "orphan 2"]).Reverse().Concat(vectors.TakeLast(1)).ToList();

        var dry = await store.Workspace.ReconcileAsync(set.Id, listing, new ReconcileOptions { DryRun = true, EnqueueOrphans = true });
        (dry.Found, dry.Ready, dry.Missing, dry.Repaired, dry.Orphans, dry.Enqueued).ShouldBe((900, 900, 3, 0, 2, 0));
        store.Scalar("select count(*) from outbox").ShouldBe(0);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(0);

        var report = await store.Workspace.ReconcileAsync(set.Id, listing, new ReconcileOptions { EnqueueOrphans = true });
        (report.Missing, report.Repaired, report.Orphans, report.Enqueued).ShouldBe((3, 3, 2, 2));
        report.OrphanIds.ShouldBe(["orphan 1", "orphan 2"], ignoreOrder: true);
        (await store.Workspace.ReconcileAsync(set.Id, listing, new ReconcileOptions { EnqueueOrphans = true })).Enqueued.ShouldBe(0, "asked for already");
        store.Scalar("select sum(json_array_length(payload, '$.vector_ids')) from outbox").ShouldBe(2);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(3);
        (await store.Workspace.ReconcileAsync(set.Id, listing)).Repaired.ShouldBe(0);
        await store.EmbedAllAsync(set.Id);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task An_orphan_is_asked_for_once_whatever_the_order_of_the_listing()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var set = await store.AddSetAsync();
        await store.EmbedAllAsync(set.Id);
        store.Clock.Move(EmbeddingStore.Minute);
        var listing = Enumerable.Range(0, 1200).Select(static i => $"orphan {i:0000}").Concat(await VectorsAsync(store, set.Id)).ToList();
        var options = new ReconcileOptions { EnqueueOrphans = true };
        (await store.Workspace.ReconcileAsync(set.Id, listing, options)).Enqueued.ShouldBe(1200);
        (await store.Workspace.ReconcileAsync(set.Id, Enumerable.Reverse(listing), options)).Enqueued.ShouldBe(0);
        (await store.Workspace.ReconcileAsync(set.Id, [.. listing.Where(static (_, i) => i % 3 == 0), .. listing.TakeLast(2), "one more"], options)).Enqueued.ShouldBe(1);
        store.Scalar("select count(distinct v.value) from outbox o, json_each(o.payload, '$.vector_ids') v").ShouldBe(1201);
        store.Scalar("select count(*) from outbox o, json_each(o.payload, '$.vector_ids') v").ShouldBe(1201);

        // Another collection's vectors may have the same keys; and what was done is asked for again once it's there again.
        var other = await store.Workspace.GetOrAddEmbeddingSetAsync(EmbeddingStore.Spec("other", "large") with { VectorCollection = "others" });
        (await store.Workspace.ReconcileAsync(other.Id, ["orphan 0001"], options)).Enqueued.ShouldBe(1);
        await store.Store.Database.WriteAsync(unit => unit.Update(unit.Table<OutboxRow>().All().First() with { DoneAt = store.Clock.GetUtcNow() }));
        (await store.Workspace.ReconcileAsync(set.Id, listing, options)).Enqueued.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_completed_meanwhile_is_left_alone()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c.d");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 4, EmbeddingStore.Minute);
        await lease.CompleteAsync(lease.Items.Take(3).Select(EmbeddingStore.Vector));
        store.Clock.Move(EmbeddingStore.Minute);
        var vectors = await VectorsAsync(store, set.Id);
        var report = await store.Workspace.ReconcileAsync(set.Id, Listing());
        (report.Ready, report.Missing, report.Repaired).ShouldBe((3, 1, 1));
        store.Scalar("select count(*) from chunk_embeddings where state = 'ready'").ShouldBe(3);

        async IAsyncEnumerable<string> Listing()
        {
            yield return vectors[0];
            await lease.CompleteAsync(lease.Items.Skip(3).Select(EmbeddingStore.Vector));
            yield return vectors[1];
        }
    }

    [Fact]
    public async Task A_listing_from_before_the_call_says_when_it_began()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var set = await store.AddSetAsync();
        var listed = store.Clock.GetUtcNow();
        await store.EmbedAllAsync(set.Id);
        store.Clock.Move(EmbeddingStore.Minute);
        (await store.Workspace.ReconcileAsync(set.Id, [], new ReconcileOptions { ListedAt = listed })).Ready.ShouldBe(0);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_listing_without_vectors_does_not_undo_everything()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var set = await store.AddSetAsync();
        await store.EmbedAllAsync(set.Id);
        store.Clock.Move(EmbeddingStore.Minute);
        (await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.ReconcileAsync(set.Id, []))).Message.ShouldContain("3 of 3");
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(0);
        (await store.Workspace.ReconcileAsync(set.Id, [], new ReconcileOptions { MaxMissingPercent = 100 })).Repaired.ShouldBe(3);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(3);
    }

    [Fact]
    public async Task No_orphan_is_deleted_while_a_worker_makes_vectors()
    {
        await using var store = await EmbeddingStore.OpenAsync("a");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 1, EmbeddingStore.Minute);
        var report = await store.Workspace.ReconcileAsync(set.Id, ["in flight"], new ReconcileOptions { EnqueueOrphans = true });
        (report.Orphans, report.Enqueued).ShouldBe((1, 0));
        store.Clock.Move(EmbeddingStore.Minute);
        (await store.Workspace.ReconcileAsync(set.Id, ["in flight"], new ReconcileOptions { EnqueueOrphans = true })).Enqueued.ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_reconciled_is_refused()
    {
        await using var store = await EmbeddingStore.OpenAsync();
        var set = (await store.AddSetAsync()).Id;
        var report = await store.Workspace.ReconcileAsync(set, []);
        (report.Found, report.Ready, report.Missing, report.Orphans).ShouldBe((0, 0, 0, 0));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Workspace.ReconcileAsync(set, [""]));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.ReconcileAsync(set, [], new ReconcileOptions { MaxMissingPercent = 101 }));
        await store.Workspace.RetireEmbeddingSetAsync(set);
        await Should.ThrowAsync<LineageConflictException>(async () => await store.Workspace.ReconcileAsync(set, []));
    }

    private static async Task<List<string>> VectorsAsync(EmbeddingStore store, EmbeddingSetId set)
        => [.. (await store.Store.Database.Table<ChunkEmbedding>().AllAsync().ToListAsync()).Where(pointer => pointer.EmbeddingSetId == set && pointer.VectorId is not null).Select(static pointer => pointer.VectorId!)];
}
