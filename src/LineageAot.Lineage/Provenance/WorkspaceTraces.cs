namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>
    /// Where something comes from: what it was made of, over any number of steps, and the runs that made it, as of one moment. A chunk leads to its chunk set, document, version, content and source;
    /// a query to the chunks that it found. A run's inputs are followed where nothing else tells what was made of what: from custom things and collections, from a run where the trace starts,
    /// and from a version or document whose run read something that comes later in that chain (chunks of which a summary was made). So a chunk's trace stays with its own source, though its run has read thousands.
    /// </summary>
    /// <param name="start">The thing; of any kind but <see cref="LineageNodeKind.Content"/>.</param>
    /// <param name="options">How far; null for <see cref="LineageTraceOptions"/> as they are.</param>
    /// <param name="cancellationToken">Ends the trace.</param>
    /// <exception cref="LineageNotFoundException">This workspace has no such thing.</exception>
    /// <exception cref="ArgumentException">A trace can't start there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is less than 1.</exception>
    public ValueTask<LineageGraph> TraceUpstreamAsync(LineageNodeKey start, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => this.TraceAsync(start, options, isUpstream: true, cancellationToken);

    /// <summary>
    /// What came of something: versions, documents, chunks, embeddings, artifacts, the collections that a source is in and the queries that found a chunk, and the runs that read it, as of one moment.
    /// A run's outputs are followed by the same rule as its inputs in <see cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>: custom things and collections always, and what the chain
    /// from source to embedding connects by itself from a run or a custom thing alone. Vectors that a run made are found through their chunks.
    /// </summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceDownstreamAsync(LineageNodeKey start, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => this.TraceAsync(start, options, isUpstream: false, cancellationToken);

    /// <summary>Where a chunk comes from.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(ChunkId chunk, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Chunk, chunk.Value), options, cancellationToken);

    /// <summary>Where a chunk set comes from.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(ChunkSetId set, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.ChunkSet, set.Value), options, cancellationToken);

    /// <summary>Where a document comes from.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(DocumentId document, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Document, document.Value), options, cancellationToken);

    /// <summary>Where a version of a source comes from.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(SourceVersionId version, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.SourceVersion, version.Value), options, cancellationToken);

    /// <summary>Where a run's work comes from: all that it read.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(RunId run, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Run, run.Value), options, cancellationToken);

    /// <summary>Where a logged query's results come from.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(QueryId query, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Query, query.Value), options, cancellationToken);

    /// <summary>Where an artifact comes from.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(ArtifactId artifact, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Artifact, artifact.Value), options, cancellationToken);

    /// <summary>Where a collection comes from.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(CollectionId collection, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.Collection, collection.Value), options, cancellationToken);

    /// <summary>Where an embedding set comes from: its chunks, as many as the limits allow.</summary>
    /// <inheritdoc cref="TraceUpstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceUpstreamAsync(EmbeddingSetId set, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceUpstreamAsync(new LineageNodeKey(LineageNodeKind.EmbeddingSet, set.Value), options, cancellationToken);

    /// <summary>What came of a source.</summary>
    /// <inheritdoc cref="TraceDownstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceDownstreamAsync(SourceId source, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceDownstreamAsync(new LineageNodeKey(LineageNodeKind.Source, source.Value), options, cancellationToken);

    /// <summary>What came of a version of a source.</summary>
    /// <inheritdoc cref="TraceDownstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceDownstreamAsync(SourceVersionId version, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceDownstreamAsync(new LineageNodeKey(LineageNodeKind.SourceVersion, version.Value), options, cancellationToken);

    /// <summary>What came of a document.</summary>
    /// <inheritdoc cref="TraceDownstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceDownstreamAsync(DocumentId document, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceDownstreamAsync(new LineageNodeKey(LineageNodeKind.Document, document.Value), options, cancellationToken);

    /// <summary>What came of a chunk set.</summary>
    /// <inheritdoc cref="TraceDownstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceDownstreamAsync(ChunkSetId set, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceDownstreamAsync(new LineageNodeKey(LineageNodeKind.ChunkSet, set.Value), options, cancellationToken);

    /// <summary>What came of a chunk.</summary>
    /// <inheritdoc cref="TraceDownstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceDownstreamAsync(ChunkId chunk, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceDownstreamAsync(new LineageNodeKey(LineageNodeKind.Chunk, chunk.Value), options, cancellationToken);

    /// <summary>What came of a run: all that it made.</summary>
    /// <inheritdoc cref="TraceDownstreamAsync(LineageNodeKey, LineageTraceOptions?, CancellationToken)"/>
    public ValueTask<LineageGraph> TraceDownstreamAsync(RunId run, LineageTraceOptions? options = null, CancellationToken cancellationToken = default)
        => TraceDownstreamAsync(new LineageNodeKey(LineageNodeKind.Run, run.Value), options, cancellationToken);
}
