namespace LineageAot.Lineage.Tests.Provenance;

public sealed class TraceLimitTests
{
    [Fact]
    public async Task A_circle_ends()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        await using var there = await library.RunAsync(workspace);
        await using var back = await library.RunAsync(workspace);
        await library.EdgesAsync(
            (there.Id, IoDirection.In, EntityType.Custom, a), (there.Id, IoDirection.Out, EntityType.Custom, b), (there.Id, IoDirection.Out, EntityType.Custom, a),
            (back.Id, IoDirection.In, EntityType.Custom, b), (back.Id, IoDirection.Out, EntityType.Custom, a));
        foreach (var graph in new[] { await workspace.TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Custom, a)), await workspace.TraceDownstreamAsync(new LineageNodeKey(LineageNodeKind.Custom, a)) })
        {
            graph.IsTruncated.ShouldBeFalse();
            graph.Nodes.Count.ShouldBe(4);
            graph.Edges.Count.ShouldBe(5);
            graph.Edges.Distinct().Count().ShouldBe(5);
        }
    }

    [Fact]
    public async Task A_deep_chain_is_cut_at_the_depth_and_whole_without()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        const int length = 200;
        var things = Enumerable.Range(0, length + 1).Select(_ => Guid.NewGuid()).ToArray();
        for (var i = 0; i < length; i++)
        {
            await using var run = await library.RunAsync(workspace);
            await library.EdgesAsync((run.Id, IoDirection.In, EntityType.Custom, things[i]), (run.Id, IoDirection.Out, EntityType.Custom, things[i + 1]));
        }

        var start = new LineageNodeKey(LineageNodeKind.Custom, things[^1]);
        var cut = await workspace.TraceUpstreamAsync(start);
        (cut.IsTruncated, cut.Nodes.Count, cut.Nodes[^1].Depth).ShouldBe((true, 33, 32));
        var whole = await workspace.TraceUpstreamAsync(start, new LineageTraceOptions { MaxDepth = 2 * length });
        (whole.IsTruncated, whole.Nodes.Count, whole.Edges.Count).ShouldBe((false, (2 * length) + 1, 2 * length));
        (await workspace.TraceUpstreamAsync(start, new LineageTraceOptions { MaxDepth = (2 * length) - 1 })).IsTruncated.ShouldBeTrue();
        whole.Nodes[^1].Id.ShouldBe(things[0]);
    }

    [Fact]
    public async Task Every_limit_gives_the_nearest_things_and_says_exactly_when_there_is_more()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one.two.three"), ("b.txt", "four"));
        var chunks = await library.ChunksOfAsync(workspace, "a.txt");
        await library.EmbedAsync(workspace, "default", null, [.. chunks.Select(chunk => chunk.Id)]);
        var source = (await workspace.FindSourceAsync("a.txt"))!.Id;
        var whole = await workspace.TraceDownstreamAsync(source);
        whole.Nodes.Select(node => node.Depth).ShouldBe(whole.Nodes.Select(node => node.Depth).Order());
        for (var limit = 1; limit <= whole.Nodes.Count + 1; limit++)
        {
            var graph = await workspace.TraceDownstreamAsync(source, new LineageTraceOptions { MaxNodes = limit });
            graph.Nodes.ShouldBe(whole.Nodes.Take(limit));
            graph.IsTruncated.ShouldBe(limit < whole.Nodes.Count);
            graph.Edges.ShouldAllBe(edge => graph.Nodes.Any(node => node.Key == edge.From) && graph.Nodes.Any(node => node.Key == edge.To));
        }

        for (var limit = 1; limit <= whole.Edges.Count + 1; limit++)
        {
            var graph = await workspace.TraceDownstreamAsync(source, new LineageTraceOptions { MaxEdges = limit });
            graph.Edges.ShouldBe(whole.Edges.Take(limit));
            graph.IsTruncated.ShouldBe(limit < whole.Edges.Count);
        }

        for (var depth = 1; depth <= 8; depth++)
        {
            var graph = await workspace.TraceDownstreamAsync(source, new LineageTraceOptions { MaxDepth = depth });
            graph.Nodes.ShouldBe(whole.Nodes.Where(node => node.Depth <= depth));
            graph.IsTruncated.ShouldBe(depth < whole.Nodes[^1].Depth);
        }
    }

    [Fact]
    public async Task What_no_trace_can_start_from_is_refused()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        foreach (var kind in Enum.GetValues<LineageNodeKind>().Where(kind => kind != LineageNodeKind.Content))
        {
            EmbeddingSetId? set = kind == LineageNodeKind.ChunkEmbedding ? new EmbeddingSetId(Guid.NewGuid()) : null;
            var key = new LineageNodeKey(kind, Guid.NewGuid(), set);
            await Should.ThrowAsync<LineageNotFoundException>(async () => await workspace.TraceUpstreamAsync(key));
            await Should.ThrowAsync<LineageNotFoundException>(async () => await workspace.TraceDownstreamAsync(key));
        }

        await Should.ThrowAsync<ArgumentException>(async () => await workspace.TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Content, Guid.NewGuid())));
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.ChunkEmbedding, Guid.NewGuid())));
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Chunk, Guid.NewGuid(), new EmbeddingSetId(Guid.NewGuid()))));
        await Should.ThrowAsync<ArgumentException>(async () => await workspace.TraceUpstreamAsync(new LineageNodeKey((LineageNodeKind)99, Guid.NewGuid())));
        foreach (var options in new[] { new LineageTraceOptions { MaxDepth = 0 }, new LineageTraceOptions { MaxNodes = 0 }, new LineageTraceOptions { MaxEdges = 0 } })
        {
            await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await workspace.TraceUpstreamAsync(new RunId(Guid.NewGuid()), options));
        }
    }
}
