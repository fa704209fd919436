namespace LineageAot.Lineage;

/// <summary>One step from things to what they were made of.</summary>
internal sealed class UpstreamTrace(ReadSource source, WorkspaceId workspace, TraceBuilder graph, CancellationToken cancellationToken)
{
    private readonly Dictionary<Guid, Guid> parents = [];

    public async ValueTask StepAsync(TraceFrontier step)
    {
        await LinkAsync(step, LineageNodeKind.ChunkSet, LineageNodeKind.Document, "chunks", source.ReadChunkSetOriginsAsync).ConfigureAwait(false);
        await LinkAsync(step, LineageNodeKind.Document, LineageNodeKind.SourceVersion, "document", source.ReadDocumentOriginsAsync).ConfigureAwait(false);
        await ChunksAsync(step).ConfigureAwait(false);
        await VersionsAsync(step).ConfigureAwait(false);
        await EmbeddingsAsync(step).ConfigureAwait(false);
        await ArtifactsAsync(step).ConfigureAwait(false);
        await QueriesAsync(step).ConfigureAwait(false);
        await CollectionsAsync(step).ConfigureAwait(false);
        await RunsAsync(step).ConfigureAwait(false);
        foreach (var kind in Enum.GetValues<LineageNodeKind>())
        {
            if (LineageOrder.EntityOf(kind) is { } type && step.Of(kind) is { Count: > 0 } ids)
            {
                await MakersAsync(kind, type, ids).ConfigureAwait(false);
            }
        }
    }

    private delegate ValueTask<IReadOnlyList<TraceOrigin>> ReadOrigins(WorkspaceId workspace, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);

    private async ValueTask LinkAsync(TraceFrontier step, LineageNodeKind kind, LineageNodeKind origin, string role, ReadOrigins read)
    {
        if (step.Of(kind) is not { Count: > 0 } ids)
        {
            return;
        }

        foreach (var row in await read(workspace, ids, cancellationToken).ConfigureAwait(false))
        {
            var thing = new LineageNodeKey(kind, row.Id);
            graph.Connect(thing, new(origin, row.OtherId), role);
            ConnectOwnRun(thing, row.RunId);
        }
    }

    private async ValueTask ChunksAsync(TraceFrontier step)
    {
        if (step.Of(LineageNodeKind.Chunk) is not { Count: > 0 } ids)
        {
            return;
        }

        foreach (var row in await source.ReadChunkOriginsAsync(workspace, ids, cancellationToken).ConfigureAwait(false))
        {
            graph.Connect(new(LineageNodeKind.Chunk, row.Id), new(LineageNodeKind.ChunkSet, row.OtherId), "chunk");
        }
    }

    private async ValueTask VersionsAsync(TraceFrontier step)
    {
        if (step.Of(LineageNodeKind.SourceVersion) is not { Count: > 0 } ids)
        {
            return;
        }

        foreach (var row in await source.ReadVersionOriginsAsync(workspace, ids, cancellationToken).ConfigureAwait(false))
        {
            var version = new LineageNodeKey(LineageNodeKind.SourceVersion, row.Id);
            graph.Connect(version, new(LineageNodeKind.Source, row.SourceId), "version");
            graph.Connect(version, new(LineageNodeKind.Content, KeyOf(row.Content)), "content", row.Content);
            ConnectOwnRun(version, row.RunId);
        }
    }

    private async ValueTask EmbeddingsAsync(TraceFrontier step)
    {
        foreach (var (set, chunks) in step.Embeddings)
        {
            foreach (var row in await source.ReadEmbeddingOriginsAsync(workspace, set, chunks, cancellationToken).ConfigureAwait(false))
            {
                var embedding = new LineageNodeKey(LineageNodeKind.ChunkEmbedding, row.Id, new EmbeddingSetId(set));
                graph.Connect(embedding, new(LineageNodeKind.Chunk, row.Id), "embedding");
                if (graph.Start.Kind != LineageNodeKind.EmbeddingSet)
                {
                    graph.Connect(embedding, new(LineageNodeKind.EmbeddingSet, set), "embedding_set");
                }

                ConnectOwnRun(embedding, row.RunId);
            }
        }

        // Of a set alone one may ask what is in it. One that was met on the way from a chunk or a query would lead to all the other chunks.
        if (graph.Start.Kind == LineageNodeKind.EmbeddingSet && step.Of(LineageNodeKind.EmbeddingSet) is [var only] && only == graph.Start.Id)
        {
            foreach (var row in await source.ReadEmbeddingsOfSetAsync(workspace, only, graph.NodeLimit, cancellationToken).ConfigureAwait(false))
            {
                graph.Connect(graph.Start, new(LineageNodeKind.ChunkEmbedding, row.Id, new EmbeddingSetId(only)), "embedding_set");
            }
        }
    }

    private async ValueTask ArtifactsAsync(TraceFrontier step)
    {
        if (step.Of(LineageNodeKind.Artifact) is not { Count: > 0 } ids)
        {
            return;
        }

        foreach (var row in await source.ReadArtifactOriginsAsync(workspace, ids, cancellationToken).ConfigureAwait(false))
        {
            var artifact = new LineageNodeKey(LineageNodeKind.Artifact, row.Id);
            graph.Connect(artifact, LineageOrder.KeyOf(row.OwnerType, row.OwnerId), "artifact");
            ConnectOwnRun(artifact, row.RunId);
        }
    }

    private async ValueTask QueriesAsync(TraceFrontier step)
    {
        if (step.Of(LineageNodeKind.Query) is not { Count: > 0 } ids)
        {
            return;
        }

        var hits = await source.ReadHitsAsync(workspace, ids, graph.EdgeLimit, cancellationToken).ConfigureAwait(false);
        graph.MakeRoom(LineageNodeKind.Chunk, hits.Count);
        foreach (var row in hits)
        {
            graph.Connect(new(LineageNodeKind.Query, row.Id), new(LineageNodeKind.Chunk, row.OtherId), "hit");
        }

        foreach (var row in await source.ReadQueryOriginsAsync(workspace, ids, cancellationToken).ConfigureAwait(false))
        {
            var query = new LineageNodeKey(LineageNodeKind.Query, row.Id);
            if (row.EmbeddingSetId is { } set)
            {
                graph.Connect(query, new(LineageNodeKind.EmbeddingSet, set), "searched");
            }

            ConnectOwnRun(query, row.RunId);
        }
    }

    private async ValueTask CollectionsAsync(TraceFrontier step)
    {
        if (step.Of(LineageNodeKind.Collection) is not { Count: > 0 } ids)
        {
            return;
        }

        foreach (var row in await source.ReadMembersAsync(workspace, ids, graph.EdgeLimit, cancellationToken).ConfigureAwait(false))
        {
            graph.Connect(new(LineageNodeKind.Collection, row.Id), new(LineageNodeKind.Source, row.OtherId), "member");
        }

        foreach (var row in await source.ReadCollectionOriginsAsync(workspace, ids, cancellationToken).ConfigureAwait(false))
        {
            graph.Connect(new(LineageNodeKind.Collection, row.Id), new(LineageNodeKind.EmbeddingSet, row.OtherId), "searched");
        }
    }

    private async ValueTask MakersAsync(LineageNodeKind kind, EntityType type, IReadOnlyList<Guid> ids)
    {
        var makers = await source.ReadMakersAsync(workspace, type, ids, graph.EdgeLimit, cancellationToken).ConfigureAwait(false);
        foreach (var row in makers)
        {
            graph.ConnectRun(new(kind, ids[row.Place]), row.RunId, row.Role, row.Label);
            NoteParent(row.RunId, row.ParentId);
        }
    }

    private async ValueTask RunsAsync(TraceFrontier step)
    {
        foreach (var (reach, runs) in step.Runs)
        {
            var ids = await OfThisWorkspaceAsync(runs).ConfigureAwait(false);
            if (ids.Count == 0)
            {
                continue;
            }

            var edges = await source.FollowAsync(workspace, ids, reach, IoDirection.In, graph.EdgeLimit, cancellationToken).ConfigureAwait(false);
            foreach (var edge in edges)
            {
                graph.Connect(new(LineageNodeKind.Run, ids[edge.Place]), LineageOrder.KeyOf(edge.EntityType, edge.EntityId), edge.Role);
            }

            foreach (var run in ids)
            {
                if (parents.TryGetValue(run, out var parent))
                {
                    graph.ConnectRuns(run, parent, reach);
                }
            }
        }
    }

    // A thing may name a run as its own that isn't this workspace's: it's told, but not followed. Whose label was read has been found here.
    private async ValueTask<IReadOnlyList<Guid>> OfThisWorkspaceAsync(List<Guid> runs)
    {
        var unread = runs.FindAll(run => !IsFoundHere(run));
        if (unread.Count == 0)
        {
            return runs;
        }

        foreach (var row in await source.ReadRunOriginsAsync(workspace, unread, cancellationToken).ConfigureAwait(false))
        {
            graph.Label(new(LineageNodeKind.Run, row.Id), row.Label);
            NoteParent(row.Id, row.ParentId);
        }

        return runs.FindAll(IsFoundHere);
    }

    private bool IsFoundHere(Guid run) => graph.HasLabel(new(LineageNodeKind.Run, run));

    private void NoteParent(Guid run, Guid? parent)
    {
        if (parent is { } before)
        {
            parents[run] = before;
        }
    }

    private void ConnectOwnRun(in LineageNodeKey thing, Guid? run)
    {
        if (run is { } own)
        {
            graph.ConnectRun(thing, own, "run");
        }
    }

    private static Guid KeyOf(in Sha256 content)
    {
        Span<byte> bytes = stackalloc byte[Sha256.Size];
        content.CopyTo(bytes);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
