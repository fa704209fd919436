namespace LineageAot.Lineage;

/// <summary>Traces step by step, nearest things first, each step with one statement a kind.</summary>
internal static class Tracing
{
    public static readonly LineageTraceOptions Defaults = new();

    /// <summary>Traces in a snapshot of its own, so that the picture is of one moment.</summary>
    /// <exception cref="LineageNotFoundException">The workspace has no such thing.</exception>
    public static async ValueTask<LineageGraph> TraceAsync(this Workspace workspace, LineageNodeKey start, LineageTraceOptions? options, bool isUpstream, CancellationToken cancellationToken)
    {
        Check(start);
        options ??= Defaults;
        options.Check();
        var snapshot = await workspace.Store.Database.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            return await snapshot.HasNodeAsync(workspace.Id, start.Kind, start.Id, start.EmbeddingSetId, cancellationToken).ConfigureAwait(false)
                ? await snapshot.TraceAsync(workspace.Id, start, options, isUpstream, cancellationToken).ConfigureAwait(false)
                : throw new LineageNotFoundException(NameOf(start.Kind), start.Id);
        }
    }

    /// <summary>Traces as a snapshot sees it.</summary>
    public static async ValueTask<LineageGraph> TraceAsync(
        this ReadSnapshot snapshot, WorkspaceId workspace, LineageNodeKey start, LineageTraceOptions options, bool isUpstream, CancellationToken cancellationToken)
    {
        var graph = new TraceBuilder(start, options, isUpstream);
        var upstream = new UpstreamTrace(snapshot, workspace, graph, cancellationToken);
        var downstream = new DownstreamTrace(snapshot, workspace, graph, cancellationToken);
        while (graph.TakeStep() is { } step)
        {
            await (isUpstream ? upstream.StepAsync(step) : downstream.StepAsync(step)).ConfigureAwait(false);
        }

        await snapshot.LabelAsync(workspace, graph, cancellationToken).ConfigureAwait(false);
        return graph.ToGraph();
    }

    private static async ValueTask LabelAsync(this ReadSnapshot snapshot, WorkspaceId workspace, TraceBuilder graph, CancellationToken cancellationToken)
    {
        foreach (var kind in graph.Nodes.Where(static node => node.Label is null && HasLabel(node.Kind)).ToLookup(static node => node.Kind, static node => node.Id))
        {
            IReadOnlyList<Guid> ids = [.. kind];
            var rows = await (kind.Key switch
            {
                LineageNodeKind.Source => snapshot.LabelSourcesAsync(workspace, ids, cancellationToken),
                LineageNodeKind.SourceVersion => snapshot.LabelVersionsAsync(workspace, ids, cancellationToken),
                LineageNodeKind.Document => snapshot.LabelDocumentsAsync(workspace, ids, cancellationToken),
                LineageNodeKind.EmbeddingSet => snapshot.LabelEmbeddingSetsAsync(workspace, ids, cancellationToken),
                LineageNodeKind.Run => snapshot.LabelRunsAsync(workspace, ids, cancellationToken),
                LineageNodeKind.Query => snapshot.LabelQueriesAsync(workspace, ids, cancellationToken),
                LineageNodeKind.Collection => snapshot.LabelCollectionsAsync(workspace, ids, cancellationToken),
                LineageNodeKind.Artifact => snapshot.LabelArtifactsAsync(workspace, ids, cancellationToken),
                _ => ValueTask.FromResult<IReadOnlyList<LabelRow>>([]),
            }).ConfigureAwait(false);
            foreach (var row in rows)
            {
                if (row.Label is { } label)
                {
                    graph.Label(new LineageNodeKey(kind.Key, row.Id), label);
                }
            }
        }
    }

    // The others would be thousands of keys to sort out for nothing.
    private static bool HasLabel(LineageNodeKind kind)
        => kind is not (LineageNodeKind.Content or LineageNodeKind.ChunkSet or LineageNodeKind.Chunk or LineageNodeKind.ChunkEmbedding or LineageNodeKind.Custom);

    private static void Check(in LineageNodeKey start)
    {
        if (!Enum.IsDefined(start.Kind) || start.Kind == LineageNodeKind.Content)
        {
            throw new ArgumentException("A trace can't start there: contents belong to nobody. Start from a version that has it.", nameof(start));
        }

        if ((start.Kind == LineageNodeKind.ChunkEmbedding) != (start.EmbeddingSetId is not null))
        {
            throw new ArgumentException("An embedding is known by its chunk and its embedding set, anything else by its key alone.", nameof(start));
        }
    }

    private static string NameOf(LineageNodeKind kind) => kind switch
    {
        LineageNodeKind.Source => "source",
        LineageNodeKind.SourceVersion => "source version",
        LineageNodeKind.Document => "document",
        LineageNodeKind.ChunkSet => "chunk set",
        LineageNodeKind.Chunk => "chunk",
        LineageNodeKind.ChunkEmbedding => "embedding of the chunk",
        LineageNodeKind.EmbeddingSet => "embedding set",
        LineageNodeKind.Run => "run",
        LineageNodeKind.Query => "query",
        LineageNodeKind.Collection => "collection",
        LineageNodeKind.Artifact => "artifact",
        _ => "custom thing in its runs",
    };
}
