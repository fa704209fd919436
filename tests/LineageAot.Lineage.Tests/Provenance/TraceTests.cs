namespace LineageAot.Lineage.Tests.Provenance;

public sealed class TraceTests
{
    [Fact]
    public async Task A_chunk_leads_to_its_own_source_alone_though_its_run_read_many()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var run = await library.SyncAsync(workspace, [.. Enumerable.Range(0, 50).Select(i => ($"{i}.txt", $"first {i}.second {i}"))]);
        var chunk = (await library.ChunksOfAsync(workspace, "7.txt"))[1];
        var graph = await workspace.TraceUpstreamAsync(chunk.Id);
        graph.IsTruncated.ShouldBeFalse();
        graph.Nodes.Select(node => (node.Kind, node.Depth)).Order().ShouldBe(
        [
            (LineageNodeKind.Source, 4), (LineageNodeKind.SourceVersion, 3), (LineageNodeKind.Content, 4), (LineageNodeKind.Document, 2),
            (LineageNodeKind.ChunkSet, 1), (LineageNodeKind.Chunk, 0), (LineageNodeKind.Run, 2),
        ]);
        var source = graph.Nodes.Single(node => node.Kind == LineageNodeKind.Source);
        source.Label.ShouldBe("7.txt");
        graph.Nodes.Single(node => node.Kind == LineageNodeKind.Content).ContentSha256.ShouldBe(Sha256.OfText("first 7.second 7"));
        graph.Nodes.Single(node => node.Kind == LineageNodeKind.SourceVersion).Label.ShouldBe("1");
        graph.Nodes.Single(node => node.Kind == LineageNodeKind.Document).Label.ShouldBe("title of 7.txt");
        var maker = graph.Nodes.Single(node => node.Kind == LineageNodeKind.Run);
        (maker.Id, maker.Label).ShouldBe((run.Value, "index"));
        graph.Edges.ShouldContain(edge => edge.From == source.Key && edge.To.Kind == LineageNodeKind.SourceVersion && edge.Role == "version");
        graph.Edges.ShouldContain(edge => edge.From == maker.Key && edge.To.Kind == LineageNodeKind.Document && edge.Role == "run");
        graph.Edges.ShouldContain(edge => edge.From == maker.Key && edge.To.Kind == LineageNodeKind.Document && edge.Role == "document");
        graph.Edges.Distinct().Count().ShouldBe(graph.Edges.Count);
        (await workspace.TraceUpstreamAsync(run)).Nodes.Count(node => node.Kind == LineageNodeKind.Source).ShouldBe(50);
    }

    [Fact]
    public async Task A_source_leads_to_all_that_came_of_it_and_to_nothing_of_its_neighbours()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        var run = await library.SyncAsync(workspace, ("a.txt", "one.two"), ("b.txt", "three"));
        await library.SyncAsync(workspace, ("a.txt", "one.two.more"), ("b.txt", "three"));
        var (source, other) = ((await workspace.FindSourceAsync("a.txt"))!.Id, (await workspace.FindSourceAsync("b.txt"))!.Id);
        var chunks = await library.ChunksOfAsync(workspace, "a.txt");
        var set = await library.EmbedAsync(workspace, "default", run, [.. chunks.Select(chunk => chunk.Id), (await library.ChunksOfAsync(workspace, "b.txt"))[0].Id]);
        var query = await workspace.LogQueryAsync(new QueryLog { Text = "why", Results = [new(chunks[0].Id, 0.9), new(chunks[0].Id, 0.8)] });
        var collection = new Collection { Id = new CollectionId(Guid.NewGuid()), WorkspaceId = workspace.Id, Name = "base", Version = 1, EmbeddingSetId = set };
        var artifact = new Artifact { Id = new ArtifactId(Guid.NewGuid()), WorkspaceId = workspace.Id, OwnerType = EntityType.Chunk, OwnerId = chunks[0].Id.Value, Kind = "picture", Uri = "x:1", RunId = run };
        await library.Store.Database.WriteAsync(unit =>
        {
            unit.Insert(collection);
            unit.Insert(artifact);
            unit.Insert(new CollectionSource { CollectionId = collection.Id, SourceId = source });
        });

        var graph = await workspace.TraceDownstreamAsync(source);
        graph.Nodes.CountBy(node => node.Kind).ToDictionary().ShouldBe(
            new Dictionary<LineageNodeKind, int>
            {
                [LineageNodeKind.Source] = 1, [LineageNodeKind.SourceVersion] = 2, [LineageNodeKind.Document] = 2, [LineageNodeKind.ChunkSet] = 2, [LineageNodeKind.Chunk] = 5,
                [LineageNodeKind.ChunkEmbedding] = 3, [LineageNodeKind.EmbeddingSet] = 1, [LineageNodeKind.Collection] = 1, [LineageNodeKind.Query] = 1, [LineageNodeKind.Artifact] = 1,
                [LineageNodeKind.Run] = 2,
            },
            ignoreOrder: true);
        graph.Nodes.ShouldNotContain(node => node.Id == other.Value);
        graph.Nodes.Single(node => node.Kind == LineageNodeKind.Query).Label.ShouldBe("why");
        graph.Nodes.Single(node => node.Kind == LineageNodeKind.Artifact).Label.ShouldBe("picture");
        graph.Nodes.Where(node => node.Kind == LineageNodeKind.ChunkEmbedding).ShouldAllBe(node => node.Key.EmbeddingSetId == set);
        graph.Edges.Distinct().Count().ShouldBe(graph.Edges.Count);

        // And back from each end.
        foreach (var end in graph.Nodes.Where(node => node.Kind is LineageNodeKind.ChunkEmbedding or LineageNodeKind.Artifact or LineageNodeKind.Query or LineageNodeKind.Collection))
        {
            (await workspace.TraceUpstreamAsync(end.Key)).Nodes.Where(node => node.Kind == LineageNodeKind.Source).Select(node => node.Id).ShouldBe([source.Value]);
        }

        var inSet = await workspace.TraceUpstreamAsync(set);
        inSet.Nodes.Count(node => node.Kind == LineageNodeKind.ChunkEmbedding).ShouldBe(4);
        inSet.Nodes.Count(node => node.Kind == LineageNodeKind.Source).ShouldBe(2);
        (await workspace.TraceDownstreamAsync(run)).Nodes.Count(node => node.Kind == LineageNodeKind.SourceVersion).ShouldBe(2);
    }

    [Fact]
    public async Task What_runs_alone_connect_is_followed_through_them_both_ways()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one"), ("b.txt", "two"));
        var chunk = (await library.ChunksOfAsync(workspace, "a.txt"))[0];
        var (draft, answer) = (Guid.NewGuid(), Guid.NewGuid());
        await using var first = await library.RunAsync(workspace);
        await using var second = await library.RunAsync(workspace, first.Id);
        await library.EdgesAsync(
            (first.Id, IoDirection.In, EntityType.Chunk, chunk.Id.Value), (first.Id, IoDirection.Out, EntityType.Custom, draft),
            (second.Id, IoDirection.In, EntityType.Custom, draft), (second.Id, IoDirection.Out, EntityType.Custom, answer));

        var up = await workspace.TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Custom, answer));
        up.Nodes.Where(node => node.Kind == LineageNodeKind.Source).Select(node => node.Label).ShouldBe(["a.txt"]);
        up.Nodes.Single(node => node.Id == first.Id.Value).Label.ShouldBe("summarize");
        up.Edges.ShouldContain(new LineageEdge(new(LineageNodeKind.Custom, draft), new(LineageNodeKind.Run, second.Id.Value), "input"));
        up.Edges.ShouldContain(new LineageEdge(new(LineageNodeKind.Run, second.Id.Value), new(LineageNodeKind.Custom, answer), "output"));
        up.Edges.ShouldContain(new LineageEdge(new(LineageNodeKind.Run, first.Id.Value), new(LineageNodeKind.Run, second.Id.Value), "parent"));

        var down = await workspace.TraceDownstreamAsync((await workspace.FindSourceAsync("a.txt"))!.Id);
        down.Nodes.ShouldContain(node => node.Id == answer);
        (await workspace.TraceDownstreamAsync((await workspace.FindSourceAsync("b.txt"))!.Id)).Nodes.ShouldNotContain(node => node.Id == answer);
    }

    [Fact]
    public async Task A_version_that_was_made_of_chunks_leads_to_their_sources()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one"), ("b.txt", "two"));
        var chunk = (await library.ChunksOfAsync(workspace, "a.txt"))[0];
        await using var run = await library.RunAsync(workspace);
        await library.EdgesAsync((run.Id, IoDirection.In, EntityType.Chunk, chunk.Id.Value), (run.Id, IoDirection.In, EntityType.Source, (await workspace.FindSourceAsync("b.txt"))!.Id.Value));
        var version = await run.IngestVersionAsync(TemporaryStore.Item("summary.txt", "summary"));
        var document = await run.GetOrAddDocumentAsync(version.Id, new Extraction("plain", "1"));

        var up = await workspace.TraceUpstreamAsync(document.Id);
        up.Nodes.Where(node => node.Kind == LineageNodeKind.Source).Select(node => node.Label).Order().ShouldBe(["a.txt", "summary.txt"]);
        (await workspace.TraceDownstreamAsync(chunk.Id)).Nodes.ShouldContain(node => node.Id == document.Id.Value);

        // Reached again from something that runs alone know, the run is followed further, and no edge comes twice.
        var report = Guid.NewGuid();
        await using var reporting = await library.RunAsync(workspace);
        var note = Guid.NewGuid();
        await library.EdgesAsync(
            (run.Id, IoDirection.Out, EntityType.Custom, note), (reporting.Id, IoDirection.In, EntityType.Custom, note),
            (reporting.Id, IoDirection.In, EntityType.SourceVersion, version.Id.Value), (reporting.Id, IoDirection.Out, EntityType.Custom, report));
        var wide = await workspace.TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Custom, report));
        wide.Nodes.Where(node => node.Kind == LineageNodeKind.Source).Select(node => node.Label).Order().ShouldBe(["a.txt", "b.txt", "summary.txt"]);
        wide.Edges.Distinct().Count().ShouldBe(wide.Edges.Count);
    }

    [Fact]
    public async Task A_run_that_was_reached_narrowly_first_is_followed_further_later()
    {
        await using var library = await Library.OpenAsync();
        var workspace = await library.Store.GetOrAddWorkspaceAsync("main");
        await library.SyncAsync(workspace, ("a.txt", "one"), ("b.txt", "two"));
        await using var parent = await library.RunAsync(workspace);
        await using var run = await library.RunAsync(workspace, parent.Id);
        var (note, far, report) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var version = await run.IngestVersionAsync(TemporaryStore.Item("c.txt", "three"));
        await using var later = await library.RunAsync(workspace);
        await using var last = await library.RunAsync(workspace);
        await library.EdgesAsync(
            (parent.Id, IoDirection.In, EntityType.Source, (await workspace.FindSourceAsync("b.txt"))!.Id.Value),
            (run.Id, IoDirection.In, EntityType.Source, (await workspace.FindSourceAsync("a.txt"))!.Id.Value), (run.Id, IoDirection.Out, EntityType.Custom, note),
            (later.Id, IoDirection.In, EntityType.Custom, note), (later.Id, IoDirection.Out, EntityType.Custom, far),
            (last.Id, IoDirection.In, EntityType.SourceVersion, version.Id.Value), (last.Id, IoDirection.In, EntityType.Custom, far), (last.Id, IoDirection.Out, EntityType.Custom, report));

        // The run is three steps away by the version, which leads to none of its sources, and five by the note, which leads to all of them.
        var graph = await workspace.TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Custom, report));
        graph.Nodes.Where(node => node.Kind == LineageNodeKind.Source).Select(node => node.Label).Order().ShouldBe(["a.txt", "b.txt", "c.txt"]);
        graph.Nodes.Single(node => node.Id == run.Id.Value).Depth.ShouldBe(3);
        graph.Edges.Distinct().Count().ShouldBe(graph.Edges.Count);
        (await workspace.TraceUpstreamAsync(version.Id)).Nodes.Where(node => node.Kind == LineageNodeKind.Source).Select(node => node.Label).ShouldBe(["c.txt"]);
    }
}
