namespace LineageAot.Lineage.Tests.Embeddings;

public sealed class LeaseTests
{
    [Fact]
    public async Task Two_workers_never_get_the_same_chunk()
    {
        await using var store = await EmbeddingStore.OpenAsync(string.Join('.', Enumerable.Range(0, 90)), "a.b.c");
        var set = await store.AddSetAsync();
        var workers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var chunks = new List<ChunkId>();
            while (true)
            {
                var lease = await store.Workspace.LeaseStaleAsync(set.Id, $"w{i}", 7, EmbeddingStore.Minute);
                if (lease.Items.Count == 0)
                {
                    return chunks;
                }

                chunks.AddRange(lease.Items.Select(static item => item.ChunkId));
            }
        })));
        var all = workers.SelectMany(static chunks => chunks).ToList();
        all.Count.ShouldBe(93);
        all.Distinct().Count().ShouldBe(93);
        store.Scalar("select count(*) from embedding_backlog").ShouldBe(0);
        (await store.Workspace.CountStaleAsync(set.Id)).ShouldBe(93);
    }

    [Fact]
    public async Task A_lease_says_what_to_embed()
    {
        await using var store = await EmbeddingStore.OpenAsync("one.two");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 10, EmbeddingStore.Minute);
        lease.Items.Select(static item => (item.Ordinal, item.ChunkOrdinal, item.Text, item.Attempts)).ShouldBe([(0, 0, "one", 1), (1, 1, "two", 1)]);
        lease.Items[0].ChunkHash.ShouldBe(Sha256.OfText("one"));
    }

    [Fact]
    public async Task What_a_worker_leaves_is_given_back()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var set = await store.AddSetAsync();
        await using (var first = await store.Workspace.LeaseStaleAsync(set.Id, "w1", 3, EmbeddingStore.Minute))
        {
            await first.CompleteAsync(first.Items.Take(1).Select(EmbeddingStore.Vector));
        }

        await using var second = await store.Workspace.LeaseStaleAsync(set.Id, "w2", 3, EmbeddingStore.Minute);
        second.Items.Select(static item => item.Attempts).ShouldBe([2, 2]);
    }

    [Fact]
    public async Task A_lease_that_expired_and_was_taken_is_refused_whole()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var set = await store.AddSetAsync();
        await using var late = await store.Workspace.LeaseStaleAsync(set.Id, "w1", 2, EmbeddingStore.Minute);
        store.Clock.Move(EmbeddingStore.Minute);
        await using var next = await store.Workspace.LeaseStaleAsync(set.Id, "w2", 1, EmbeddingStore.Minute);
        next.Items.Count.ShouldBe(1);
        var taken = next.Items[0].ChunkId;
        var order = late.Items.OrderBy(item => item.ChunkId == taken).ToList();
        await Should.ThrowAsync<LeaseLostException>(async () => await late.CompleteAsync(order.Select(EmbeddingStore.Vector)));
        await Should.ThrowAsync<LeaseLostException>(async () => await late.FailAsync(order, ErrorCategory.Unknown, "no"));
        await Should.ThrowAsync<LeaseLostException>(async () => await late.RenewAsync(EmbeddingStore.Minute));
        store.Scalar("select count(*) from chunk_embeddings where state <> 'pending'").ShouldBe(0);
        await late.DisposeAsync();
        (await next.CompleteAsync(next.Items.Select(EmbeddingStore.Vector))).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_workers_later_lease_fences_off_his_earlier_one()
    {
        await using var store = await EmbeddingStore.OpenAsync("a");
        var set = await store.AddSetAsync();
        var early = await store.Workspace.LeaseStaleAsync(set.Id, "w", 1, EmbeddingStore.Minute);
        store.Clock.Move(EmbeddingStore.Minute);
        await using var later = await store.Workspace.LeaseStaleAsync(set.Id, "w", 1, EmbeddingStore.Minute);
        await early.DisposeAsync();
        await Should.ThrowAsync<LeaseLostException>(async () => await early.CompleteAsync(early.Items.Select(EmbeddingStore.Vector)));
        await later.RenewAsync(EmbeddingStore.Minute);
    }

    [Fact]
    public async Task A_lease_that_expired_and_nobody_took_can_be_completed()
    {
        await using var store = await EmbeddingStore.OpenAsync("a");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 1, EmbeddingStore.Minute);
        store.Clock.Move(TimeSpan.FromDays(1));
        (await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector))).ShouldBe(1);
    }

    [Fact]
    public async Task A_renewed_lease_holds()
    {
        await using var store = await EmbeddingStore.OpenAsync("a");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w1", 1, EmbeddingStore.Minute);
        store.Clock.Move(TimeSpan.FromSeconds(50));
        await lease.RenewAsync(EmbeddingStore.Minute);
        store.Clock.Move(TimeSpan.FromSeconds(50));
        (await store.Workspace.LeaseStaleAsync(set.Id, "w2", 1, EmbeddingStore.Minute)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_goes_back_gives_no_chunk_to_two()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var set = await store.AddSetAsync();
        await using var first = await store.Workspace.LeaseStaleAsync(set.Id, "w1", 1, EmbeddingStore.Minute);
        store.Clock.Move(TimeSpan.FromHours(-1));
        await using var second = await store.Workspace.LeaseStaleAsync(set.Id, "w2", 2, EmbeddingStore.Minute);
        second.Items.ShouldHaveSingleItem().ChunkId.ShouldNotBe(first.Items[0].ChunkId);
        store.Clock.Move(TimeSpan.FromHours(1));
        await using var third = await store.Workspace.LeaseStaleAsync(set.Id, "w3", 2, EmbeddingStore.Minute);
        third.Items.ShouldHaveSingleItem().ChunkId.ShouldBe(second.Items[0].ChunkId);
        await Should.ThrowAsync<LeaseLostException>(async () => await second.CompleteAsync(second.Items.Select(EmbeddingStore.Vector)));
        (await first.CompleteAsync(first.Items.Select(EmbeddingStore.Vector))).ShouldBe(1);
    }

    [Fact]
    public async Task What_failed_for_now_is_leased_again_when_it_may()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w1", 3, EmbeddingStore.Minute);
        await lease.FailAsync([lease.Items[0]], ErrorCategory.Transient, "timeout");
        await lease.FailAsync([lease.Items[1]], ErrorCategory.Unknown, "odd", EmbeddingStore.Minute);
        await lease.FailAsync([lease.Items[2]], ErrorCategory.Permanent, "too long");
        await lease.FailAsync([lease.Items[2]], ErrorCategory.Permanent, "too long");
        (await LeasedAsync()).ShouldBe([lease.Items[0].ChunkId]);
        store.Clock.Move(EmbeddingStore.Minute);
        (await LeasedAsync()).ShouldBe([lease.Items[0].ChunkId, lease.Items[1].ChunkId], ignoreOrder: true);
        (await store.Workspace.RetryFailedAsync(set.Id)).ShouldBe(1);
        (await LeasedAsync()).Count.ShouldBe(3);
        (await store.Workspace.RetryFailedAsync(set.Id)).ShouldBe(0);

        async Task<List<ChunkId>> LeasedAsync()
        {
            await using var again = await store.Workspace.LeaseStaleAsync(set.Id, "w2", 3, EmbeddingStore.Minute);
            return [.. again.Items.Select(static item => item.ChunkId)];
        }
    }

    [Fact]
    public async Task Completing_again_changes_nothing()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute);
        await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector));
        store.Clock.Move(EmbeddingStore.Minute);
        (await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector))).ShouldBe(2);
        store.Scalar("select count(distinct embedded_at) from chunk_embeddings where state = 'ready'").ShouldBe(1);
        await Should.ThrowAsync<LineageConflictException>(async () => await lease.CompleteAsync([new EmbeddedChunk(lease.Items[0].ChunkId, "other")]));
        store.Scalar("select count(*) from chunk_embeddings where vector_id = 'other'").ShouldBe(0);
    }

    [Fact]
    public async Task A_vector_is_one_chunks()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 3, EmbeddingStore.Minute);
        await lease.CompleteAsync([new EmbeddedChunk(lease.Items[0].ChunkId, "v")]);
        var error = await Should.ThrowAsync<LineageConflictException>(async () => await lease.CompleteAsync([new EmbeddedChunk(lease.Items[1].ChunkId, "w"), new EmbeddedChunk(lease.Items[2].ChunkId, "v")]));
        error.Message.ShouldContain("'v'");
        error.Message.ShouldContain(lease.Items[0].ChunkId.Value.ToString());
        store.Scalar("select count(*) from chunk_embeddings where state = 'ready'").ShouldBe(1);
        var other = await store.AddSetAsync("second", "large");
        await using var elsewhere = await store.Workspace.LeaseStaleAsync(other.Id, "w", 1, EmbeddingStore.Minute);
        await elsewhere.CompleteAsync([new EmbeddedChunk(elsewhere.Items[0].ChunkId, "v")]);
    }

    [Fact]
    public async Task A_vector_of_another_text_stays_stale()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        var set = await store.AddSetAsync();
        await using var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute);
        EmbeddedChunk[] vectors = [new(lease.Items[0].ChunkId, "v0") { TextHash = Sha256.OfText("a") }, new(lease.Items[1].ChunkId, "v1") { TextHash = Sha256.OfText("else") }];
        (await lease.CompleteAsync(vectors)).ShouldBe(1);
        (await lease.CompleteAsync(vectors)).ShouldBe(1);
        var stale = (await store.Workspace.GetStaleAsync(set.Id, new StaleRequest(10))).Items.ShouldHaveSingleItem();
        (stale.Reason, stale.Text).ShouldBe((StaleReason.TextChanged, "b"));
        (await store.Workspace.LeaseStaleAsync(set.Id, "w", 2, EmbeddingStore.Minute)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_chunks_of_one_way_to_split_are_leased_if_asked_for()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b");
        await store.IngestAsync(store.Workspace, "x", "c.d", "other");
        var set = await store.AddSetAsync();
        var config = await store.Store.GetOrAddChunkConfigAsync(new ChunkConfigSpec("other", "1"));
        await using (var lease = await store.Workspace.LeaseStaleAsync(set.Id, "w", 10, EmbeddingStore.Minute, config.Id))
        {
            lease.Items.Select(static item => item.Text).ShouldBe(["c", "d"]);
        }

        await using (await store.Workspace.LeaseStaleAsync(set.Id, "w", 10, EmbeddingStore.Minute))
        {
        }

        await using var again = await store.Workspace.LeaseStaleAsync(set.Id, "w", 10, EmbeddingStore.Minute, config.Id);
        again.Items.Select(static item => item.Text).ShouldBe(["c", "d"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_lease_in_a_run_leaves_one_edge()
    {
        await using var store = await EmbeddingStore.OpenAsync("a.b.c");
        var set = await store.AddSetAsync();
        await using var run = await store.Workspace.StartRunAsync(new RunRequest("embed"));
        for (var i = 0; i < 3; i++)
        {
            await using var lease = await run.LeaseStaleAsync(set.Id, "w", 1, EmbeddingStore.Minute);
            await lease.CompleteAsync(lease.Items.Select(EmbeddingStore.Vector));
        }

        store.Scalar("select count(*) from run_io where entity_type = 'embedding_set' and direction = 'in'").ShouldBe(1);
        store.Scalar("select count(*) from chunk_embeddings p join runs r on r.id = p.run_id where p.state = 'ready'").ShouldBe(3);
        await run.SucceedAsync();
    }

    [Fact]
    public async Task What_cannot_be_leased_or_recorded_is_refused()
    {
        await using var store = await EmbeddingStore.OpenAsync("a");
        var set = (await store.AddSetAsync()).Id;
        await Should.ThrowAsync<ArgumentException>(async () => await store.Workspace.LeaseStaleAsync(set, " ", 1, EmbeddingStore.Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.LeaseStaleAsync(set, "w", 0, EmbeddingStore.Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.LeaseStaleAsync(set, "w", 10_001, EmbeddingStore.Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.LeaseStaleAsync(set, "w", 1, TimeSpan.Zero));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.LeaseDeletionsAsync(set, "w", 1, -EmbeddingStore.Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await store.Workspace.GetStaleAsync(set, new StaleRequest(0)));
        await Should.ThrowAsync<ArgumentException>(async () => await store.Workspace.GetStaleAsync(set, new StaleRequest(1) { After = "x" }));
        await using var lease = await store.Workspace.LeaseStaleAsync(set, "w", 1, EmbeddingStore.Minute);
        await Should.ThrowAsync<ArgumentException>(async () => await lease.CompleteAsync([new EmbeddedChunk(new ChunkId(Guid.NewGuid()), "v")]));
        await Should.ThrowAsync<ArgumentException>(async () => await lease.CompleteAsync([new EmbeddedChunk(lease.Items[0].ChunkId, "")]));
        await Should.ThrowAsync<ArgumentException>(async () => await lease.FailAsync(lease.Items, ErrorCategory.Unknown, ""));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await lease.FailAsync(lease.Items, ErrorCategory.Unknown, "no", -EmbeddingStore.Minute));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await lease.RenewAsync(TimeSpan.Zero));
        (await lease.CompleteAsync([])).ShouldBe(0);
    }
}
