namespace LineageAot.Lineage.Tests.Provenance;

public sealed class QueryTests
{
    [Fact]
    public async Task A_logged_query_is_explained_by_what_its_results_are_now()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one.two"), ("b.txt", "three"), ("c.txt", "four"), ("d.txt", "five"));
        var chunks = new List<Chunk>();
        foreach (var uri in new[] { "a.txt", "b.txt", "c.txt" })
        {
            chunks.AddRange(await library.ChunksOfAsync(workspace, uri));
        }

        var set = await library.EmbedAsync(workspace, "default", null, chunks[0].Id);
        await using var run = await library.RunAsync(workspace);
        var purged = new ChunkId(Guid.NewGuid());
        var log = new QueryLog
        {
            Text = "which?",
            EmbeddingSetId = set,
            TopK = 10,
            Filters = """{"language":"en"}""",
            Latency = TimeSpan.FromMilliseconds(12),
            Actor = "somebody",
            RunId = run.Id,
            Results =
            [
                new(chunks[1].Id, 0.9) { RerankScore = 0.5 }, new(chunks[2].Id, 0.8), new(chunks[3].Id, 0.7),
                new(purged, 0.6) { ChunkHash = Sha256.OfText("gone") }, new(chunks[0].Id, 0.5) { ChunkHash = Sha256.OfText("another text") },
            ],
        };
        library.Tick();
        var id = await workspace.LogQueryAsync(log);
        await library.SyncAsync(workspace, ("a.txt", "one.two"), ("b.txt", "three, changed"), ("d.txt", "five"));

        var explained = (await workspace.ExplainQueryAsync(id))!;
        var query = explained.Query;
        (query.Text, query.TextSha256, query.EmbeddingSetId, query.TopK, query.Filters, query.Latency, query.Actor, query.RunId)
            .ShouldBe(("which?", Sha256.OfText("which?"), set, 10, log.Filters, log.Latency, "somebody", run.Id));
        explained.Results.Select(hit => (hit.Rank, hit.Score, hit.State, hit.Text)).ShouldBe(
        [
            (1, 0.9, HitState.Current, "two"), (2, 0.8, HitState.Superseded, "three"), (3, 0.7, HitState.SourceDeleted, "four"), (4, 0.6, HitState.Gone, null), (5, 0.5, HitState.Changed, null),
        ]);
        var first = explained.Results[0];
        (first.ChunkId, first.RerankScore, first.Ordinal, first.SourceUri, first.DocumentTitle, first.VersionNo).ShouldBe((chunks[1].Id, 0.5, 1, "a.txt", "title of a.txt", 1));
        explained.Upstream.Nodes.Where(node => node.Kind == LineageNodeKind.Source).Select(node => node.Label).Order().ShouldBe(["a.txt", "b.txt", "c.txt"]);
        explained.Upstream.Nodes.ShouldContain(node => node.Id == run.Id.Value);
        explained.Upstream.Nodes.ShouldContain(node => node.Id == set.Value);
        explained.Upstream.Edges.Where(edge => edge.To.Kind == LineageNodeKind.Query && edge.From.Kind == LineageNodeKind.Run).Select(edge => edge.Role).Order().ShouldBe(["query", "run"]);
        (await workspace.ExplainQueryAsync(id, new LineageTraceOptions { MaxNodes = 3 }))!.Upstream.IsTruncated.ShouldBeTrue();
        (await workspace.ExplainQueryAsync(new QueryId(Guid.NewGuid()))).ShouldBeNull();

        await library.Store.Database.WriteAsync(unit => unit.Table<Source>().Delete((unit.FindKnown(workspace.Id, "b.txt"))!.Id));
        (await workspace.ExplainQueryAsync(id))!.Results[1].State.ShouldBe(HitState.Gone);
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_changes_nothing_and_a_text_that_isnt_kept_isnt_there()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var other = await library.Store.GetOrAddWorkspaceAsync("other");
        var id = new QueryId(Guid.CreateVersion7());
        var log = new QueryLog { Id = id, Text = "secret", KeepText = false };
        (await workspace.LogQueryAsync(log)).ShouldBe(id);
        (await workspace.LogQueryAsync(log with { Text = "another" })).ShouldBe(id);
        var stored = (await workspace.GetQueryAsync(id))!;
        (stored.Text, stored.TextSha256).ShouldBe((null, Sha256.OfText("secret")));
        await Should.ThrowAsync<LineageConflictException>(async () => await other.LogQueryAsync(log));
        (await other.GetQueryAsync(id)).ShouldBeNull();
        (await other.ExplainQueryAsync(id)).ShouldBeNull();
        var hashed = await workspace.LogQueryAsync(new QueryLog { TextSha256 = Sha256.OfText("x") });
        (await workspace.GetQueryAsync(hashed))!.TextSha256.ShouldBe(Sha256.OfText("x"));
    }

    [Fact]
    public async Task What_cant_be_logged_is_refused_whole()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var other = await library.Store.GetOrAddWorkspaceAsync("other");
        await library.SyncAsync(other, ("a.txt", "one"));
        var chunk = (await library.ChunksOfAsync(other, "a.txt"))[0].Id;
        var set = await library.EmbedAsync(other, "default", null, chunk);
        await using var run = await library.RunAsync(other);
        foreach (var log in new[]
        {
            new QueryLog(), new QueryLog { Text = "x", TextSha256 = Sha256.OfText("x") }, new QueryLog { Text = "x", TopK = 0 }, new QueryLog { Text = "x", Filters = "{" },
            new QueryLog { Text = "x", Latency = TimeSpan.FromSeconds(-1) }, new QueryLog { Text = "x", Results = [new(chunk, double.NaN)] },
            new QueryLog { Text = "x", Results = [new(chunk, 1) { RerankScore = double.NaN }] }, new QueryLog { Text = "x", Results = null! }, new QueryLog { Text = "x", Results = [null!] },
        })
        {
            await Should.ThrowAsync<ArgumentException>(async () => await workspace.LogQueryAsync(log));
        }

        await Should.ThrowAsync<ArgumentNullException>(async () => await workspace.LogQueryAsync(null!));
        foreach (var log in new[] { new QueryLog { Text = "x", Results = [new(chunk, 1)] }, new QueryLog { Text = "x", EmbeddingSetId = set }, new QueryLog { Text = "x", RunId = run.Id } })
        {
            await Should.ThrowAsync<LineageNotFoundException>(async () => await workspace.LogQueryAsync(log));
        }

        (await workspace.ListQueriesAsync(new PageRequest(10) { WithTotal = true })).Total.ShouldBe(0);
    }
}
