using LineageAot.Lineage.Tests.Sources;

namespace LineageAot.Lineage.Tests.Provenance;

public sealed class ProvenanceWallTests
{
    [Fact]
    public async Task Two_workspaces_with_the_same_names_and_contents_see_nothing_of_each_other()
    {
        await using var library = await Library.OpenAsync();
        var shared = Guid.NewGuid();
        var (left, right) = (await FillAsync(library, "left", shared), await FillAsync(library, "right", shared));
        await SeesOnlyItsOwnAsync(library, left, right);
        await SeesOnlyItsOwnAsync(library, right, left);
    }

    [Fact]
    public async Task A_run_of_another_workspace_that_a_thing_names_is_told_but_not_followed()
    {
        await using var library = await Library.OpenAsync();
        var (own, other) = (await library.Store.GetOrAddWorkspaceAsync("own"), await library.Store.GetOrAddWorkspaceAsync("other"));
        await using var earlier = await library.RunAsync(other);
        await using var theirs = await library.RunAsync(other, earlier.Id);
        await library.EdgesAsync((theirs.Id, IoDirection.In, EntityType.Custom, Guid.NewGuid()));
        var (thing, artifact) = (Guid.NewGuid(), new ArtifactId(Guid.NewGuid()));
        await library.Store.Database.WriteAsync(unit => unit.Insert(
            new Artifact { Id = artifact, WorkspaceId = own.Id, OwnerType = EntityType.Custom, OwnerId = thing, Kind = "picture", Uri = "x:1", RunId = theirs.Id }));
        var graph = await own.TraceUpstreamAsync(artifact);
        graph.Nodes.Select(node => node.Key).ShouldBe(
            [new(LineageNodeKind.Artifact, artifact.Value), new(LineageNodeKind.Custom, thing), new(LineageNodeKind.Run, theirs.Id.Value)], ignoreOrder: true);
        graph.Nodes.Single(node => node.Kind == LineageNodeKind.Run).Label.ShouldBeNull();
    }

    private static async Task<Workspace> FillAsync(Library library, string name, Guid shared)
    {
        var workspace = await library.Store.GetOrAddWorkspaceAsync(name);
        await library.SyncAsync(workspace, ("a.txt", "one.two"), ("b.txt", "three"));
        await library.SyncAsync(workspace, ("a.txt", "one.two.more"), ("b.txt", "three"));
        var chunks = await library.ChunksOfAsync(workspace, "a.txt");
        var set = await library.EmbedAsync(workspace, "default", null, [.. chunks.Select(chunk => chunk.Id)]);
        await using var run = await library.RunAsync(workspace);
        await workspace.LogQueryAsync(new QueryLog { Text = name, EmbeddingSetId = set, RunId = run.Id, Results = [new(chunks[0].Id, 1)] });
        var collection = new Collection { Id = new CollectionId(Guid.NewGuid()), WorkspaceId = workspace.Id, Name = "base", Version = 1, EmbeddingSetId = set };
        await library.Store.Database.WriteAsync(unit =>
        {
            unit.Insert(collection);
            unit.Insert(new CollectionSource { CollectionId = collection.Id, SourceId = unit.FindKnown(workspace.Id, "a.txt")!.Id });
            unit.Insert(new Artifact { Id = new ArtifactId(Guid.NewGuid()), WorkspaceId = workspace.Id, OwnerType = EntityType.Chunk, OwnerId = chunks[0].Id.Value, Kind = "picture", Uri = "x:1" });
        });
        await library.EdgesAsync((run.Id, IoDirection.In, EntityType.Chunk, chunks[0].Id.Value), (run.Id, IoDirection.Out, EntityType.Custom, shared), (run.Id, IoDirection.In, EntityType.Custom, shared));
        return workspace;
    }

    private static async Task SeesOnlyItsOwnAsync(Library library, Workspace own, Workspace other)
    {
        var (mine, theirs) = (await KeysAsync(own), await KeysAsync(other));
        mine.Intersect(theirs).Where(key => key.Kind is not (LineageNodeKind.Custom or LineageNodeKind.Content)).ShouldBe([]);
        mine.Select(key => key.Kind).Distinct().Count().ShouldBe(Enum.GetValues<LineageNodeKind>().Length);
        foreach (var key in theirs.Where(key => key.Kind is not (LineageNodeKind.Custom or LineageNodeKind.Content)))
        {
            await Should.ThrowAsync<LineageNotFoundException>(async () => await own.TraceUpstreamAsync(key));
            await Should.ThrowAsync<LineageNotFoundException>(async () => await own.TraceDownstreamAsync(key));
        }

        foreach (var chunk in (await other.ListChunksAsync(new PageRequest(100), withSuperseded: true)).Items)
        {
            (await own.GetChunkAsync(chunk.Id)).ShouldBeNull();
            (await own.GetChunkSetAsync(chunk.ChunkSetId)).ShouldBeNull();
            (await other.GetChunkAsync(chunk.Id)).ShouldBe(chunk);
        }

        foreach (var document in (await other.ListDocumentsAsync(new PageRequest(100))).Items)
        {
            (await own.GetDocumentAsync(document.Id)).ShouldBeNull();
            (await own.GetVersionAsync(document.SourceVersionId)).ShouldBeNull();
            (await own.ListChunkSetsAsync(document.Id)).ShouldBe([]);
            (await ListTests.AllAsync(page => own.ListChunksOfDocumentAsync(document.Id, library.Config.Id, page))).ShouldBe([]);
            (await ListTests.AllAsync(page => own.ListDocumentsAsync(document.SourceVersionId, page))).ShouldBe([]);
        }

        foreach (var source in (await other.ListSourcesAsync(new PageRequest(100))).Items)
        {
            (await own.GetSourceAsync(source.Id)).ShouldBeNull();
            (await ListTests.AllAsync(page => own.ListVersionsAsync(source.Id, page))).ShouldBe([]);
            (await ListTests.AllAsync(page => own.ListSourceHistoryAsync(source.Id, page))).ShouldBe([]);
            (await ListTests.AllAsync(page => own.ListDocumentsAsync(source.Id, page))).ShouldBe([]);
            (await own.ReadAsOfAsync(source.Uri, library.Clock.Now))!.SourceId.ShouldNotBe(source.Id);
        }

        foreach (var query in (await other.ListQueriesAsync(new PageRequest(100))).Items)
        {
            (await own.GetQueryAsync(query.Id)).ShouldBeNull();
            (await own.ExplainQueryAsync(query.Id)).ShouldBeNull();
        }

        var ids = theirs.Where(key => key.Kind is not (LineageNodeKind.Custom or LineageNodeKind.Content)).Select(key => key.Id).ToHashSet();
        (await own.ListSourcesAsync(new PageRequest(100), new SourceListFilter { Status = SourceStatus.Any })).Items.ShouldAllBe(source => !ids.Contains(source.Id.Value));
        (await own.ListDocumentsAsync(new PageRequest(100))).Items.ShouldAllBe(document => !ids.Contains(document.Id.Value));
        (await own.ListChunksAsync(new PageRequest(100), withSuperseded: true)).Items.ShouldAllBe(chunk => !ids.Contains(chunk.Id.Value));
        (await own.ListAsOfAsync(library.Clock.Now, new PageRequest(100))).Items.ShouldAllBe(source => !ids.Contains(source.SourceId.Value));
        (await own.ListQueriesAsync(new PageRequest(100))).Items.ShouldAllBe(query => !ids.Contains(query.Id.Value));
        (await own.ListChunksAsOfAsync("a.txt", library.Clock.Now, null, new PageRequest(100))).Items.ShouldAllBe(chunk => !ids.Contains(chunk.Id.Value));

        // A content is known where a version has it, and nowhere else.
        (await own.HasContentAsync(Sha256.OfText("one.two"))).ShouldBeTrue();
        await library.SyncAsync(other, ("a.txt", $"of {other.Name} alone"), ("b.txt", "three"));
        (await own.HasContentAsync(Sha256.OfText($"of {other.Name} alone"))).ShouldBeFalse();
        (await other.HasContentAsync(Sha256.OfText($"of {other.Name} alone"))).ShouldBeTrue();
    }

    // Everything that a trace can reach from any source, up and down again.
    private static async Task<HashSet<LineageNodeKey>> KeysAsync(Workspace workspace)
    {
        var keys = new HashSet<LineageNodeKey>();
        var waiting = new Queue<LineageNodeKey>((await workspace.ListSourcesAsync(new PageRequest(100))).Items.Select(source => new LineageNodeKey(LineageNodeKind.Source, source.Id.Value)));
        while (waiting.TryDequeue(out var key))
        {
            if (!keys.Add(key) || key.Kind == LineageNodeKind.Content)
            {
                continue;
            }

            foreach (var node in (await workspace.TraceUpstreamAsync(key)).Nodes.Concat((await workspace.TraceDownstreamAsync(key)).Nodes))
            {
                waiting.Enqueue(node.Key);
            }
        }

        return keys;
    }
}
