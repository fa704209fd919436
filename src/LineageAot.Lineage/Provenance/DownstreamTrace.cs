namespace LineageAot.Lineage;

/// <summary>One step from things to what was made of them.</summary>
internal sealed class DownstreamTrace(ReadSource source, WorkspaceId workspace, TraceBuilder graph, CancellationToken cancellationToken)
{
    public async ValueTask StepAsync(TraceFrontier step)
    {
        await LinkAsync(step, LineageNodeKind.Source, LineageNodeKind.SourceVersion, "version", source.ReadVersionsOfAsync).ConfigureAwait(false);
        await LinkAsync(step, LineageNodeKind.SourceVersion, LineageNodeKind.Document, "document", source.ReadDocumentsOfAsync).ConfigureAwait(false);
        await LinkAsync(step, LineageNodeKind.Document, LineageNodeKind.ChunkSet, "chunks", source.ReadChunkSetsOfAsync).ConfigureAwait(false);
        await LinkAsync(step, LineageNodeKind.ChunkSet, LineageNodeKind.Chunk, "chunk", source.ReadChunksOfAsync).ConfigureAwait(false);
        await EmbeddingsAsync(step).ConfigureAwait(false);
        await LinkAsync(step, LineageNodeKind.Chunk, LineageNodeKind.Query, "hit", source.ReadQueriesOfAsync).ConfigureAwait(false);
        await LinkAsync(step, LineageNodeKind.Source, LineageNodeKind.Collection, "member", source.ReadCollectionsOfAsync).ConfigureAwait(false);
        await LinkAsync(step, LineageNodeKind.EmbeddingSet, LineageNodeKind.Collection, "searched", source.ReadCollectionsBySetAsync).ConfigureAwait(false);
        await RunsAsync(step).ConfigureAwait(false);
        foreach (var kind in Enum.GetValues<LineageNodeKind>())
        {
            if (LineageOrder.EntityOf(kind) is { } type && step.Of(kind) is { Count: > 0 } ids)
            {
                await ArtifactsAndRunsAsync(kind, type, ids).ConfigureAwait(false);
            }
        }
    }

    private delegate ValueTask<IReadOnlyList<TraceLink>> ReadLinks(WorkspaceId workspace, IReadOnlyList<Guid> ids, int limit, CancellationToken cancellationToken);

    private async ValueTask LinkAsync(TraceFrontier step, LineageNodeKind kind, LineageNodeKind made, string role, ReadLinks read)
    {
        if (step.Of(kind) is not { Count: > 0 } ids)
        {
            return;
        }

        // Queries and collections come of many things; all others of one.
        var limit = made is LineageNodeKind.Query or LineageNodeKind.Collection ? graph.EdgeLimit : graph.NodeLimit;
        var rows = await read(workspace, ids, limit, cancellationToken).ConfigureAwait(false);
        graph.MakeRoom(made, rows.Count);
        foreach (var row in rows)
        {
            graph.Connect(new(kind, row.Id), new(made, row.OtherId), role);
        }
    }

    private async ValueTask EmbeddingsAsync(TraceFrontier step)
    {
        if (step.Of(LineageNodeKind.Chunk) is { Count: > 0 } ids)
        {
            var rows = await source.ReadEmbeddingsOfAsync(workspace, ids, graph.NodeLimit, cancellationToken).ConfigureAwait(false);
            graph.MakeRoom(LineageNodeKind.ChunkEmbedding, rows.Count);
            foreach (var row in rows)
            {
                graph.Connect(new(LineageNodeKind.Chunk, row.Id), new(LineageNodeKind.ChunkEmbedding, row.Id, new EmbeddingSetId(row.OtherId)), "embedding");
            }
        }

        foreach (var (set, chunks) in step.Embeddings)
        {
            foreach (var chunk in chunks)
            {
                graph.Connect(new(LineageNodeKind.ChunkEmbedding, chunk, new EmbeddingSetId(set)), new(LineageNodeKind.EmbeddingSet, set), "embedding_set");
            }
        }
    }

    private async ValueTask ArtifactsAndRunsAsync(LineageNodeKind kind, EntityType type, IReadOnlyList<Guid> ids)
    {
        foreach (var row in await source.ReadArtifactsOfAsync(workspace, type, ids, graph.NodeLimit, cancellationToken).ConfigureAwait(false))
        {
            graph.Connect(new(kind, row.Id), new(LineageNodeKind.Artifact, row.OtherId), "artifact");
        }

        var readers = await source.ReadReadersAsync(workspace, type, ids, graph.EdgeLimit, cancellationToken).ConfigureAwait(false);
        foreach (var edge in readers)
        {
            graph.ConnectRun(new(kind, ids[edge.Place]), edge.RunId, edge.Role, edge.Label);
        }
    }

    private async ValueTask RunsAsync(TraceFrontier step)
    {
        foreach (var (reach, ids) in step.Runs)
        {
            var edges = await source.FollowAsync(workspace, ids, reach, IoDirection.Out, graph.EdgeLimit, cancellationToken).ConfigureAwait(false);
            foreach (var edge in edges)
            {
                graph.Connect(new(LineageNodeKind.Run, ids[edge.Place]), LineageOrder.KeyOf(edge.EntityType, edge.EntityId), edge.Role);
            }

            foreach (var row in await source.ReadChildRunsAsync(workspace, ids, graph.EdgeLimit, cancellationToken).ConfigureAwait(false))
            {
                graph.ConnectRuns(row.Id, row.OtherId, reach);
            }
        }
    }
}
