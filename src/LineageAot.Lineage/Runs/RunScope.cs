namespace LineageAot.Lineage;

/// <summary>
/// A run while it works: writes made through it carry its key and leave its edges of lineage in the same transaction. End it with <see cref="SucceedAsync"/>,
/// <see cref="PartialAsync"/>, <see cref="FailAsync"/> or <see cref="CancelAsync"/>; disposed before that, it counts as failed. Safe to use from many threads.
/// </summary>
public sealed partial class RunScope : IAsyncDisposable
{
    private readonly TimeSpan lease;
    private int finished;

    internal RunScope(Workspace workspace, RunId id, TimeSpan lease, bool isFinished)
    {
        Workspace = workspace;
        Id = id;
        this.lease = lease;
        finished = isFinished ? 1 : 0;
    }

    /// <summary>The run.</summary>
    public RunId Id { get; }

    /// <summary>The workspace.</summary>
    public Workspace Workspace { get; }

    private LineageDatabase Database => Workspace.Store.Database;

    private SyncContext Context => new(Workspace.Id, null, Id, Workspace.Store.Now);

    /// <summary>Begins a pass over what a connector finds; the connector is made where it's missing.</summary>
    /// <param name="connector">Its name: for a folder its path.</param>
    /// <param name="cleanup">What the end of the sync cleans up.</param>
    /// <param name="maxDeletePercent">How many percent of the connector's sources it may delete, 0 to 100; with a scope, of those in it.</param>
    /// <param name="kind">What the connector connects to.</param>
    /// <param name="scope">For <see cref="CleanupMode.ScopedFull"/>: what the URIs that are looked at start with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The mode needs a scope, or takes none.</exception>
    public async ValueTask<SyncSession> BeginSyncAsync(
        string connector, CleanupMode cleanup = CleanupMode.None, int maxDeletePercent = 50, string kind = "custom", IReadOnlyList<string>? scope = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connector);
        var rules = CleanupRules.Of(cleanup, maxDeletePercent, scope);
        var context = Context;
        var row = await Database.WriteAsync(
            unit => unit.FindConnector(context.Workspace, kind, connector)
                ?? unit.Insert(new Connector { Id = new ConnectorId(Guid.CreateVersion7(context.Now)), WorkspaceId = context.Workspace, Kind = kind, Name = connector }),
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new SyncSession(this, row, rules, context.Now);
    }

    /// <summary>Stores a source's content as a version, unless it's the current one. A repeat changes nothing.</summary>
    public ValueTask<IngestedVersion> IngestVersionAsync(SourceItem item, CancellationToken cancellationToken = default) => IngestVersionAsync(item, null, cancellationToken);

    internal ValueTask<IngestedVersion> IngestVersionAsync(SourceItem item, ConnectorId? connector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var context = Context with { Connector = connector };
        return Database.WriteAsync(
            unit =>
            {
                var version = unit.IngestVersion(context, item, expectNew: false);
                unit.AddEdge(context, IoDirection.In, EntityType.Source, version.SourceId.Value, "read");
                if (version.Outcome != IngestOutcome.Unchanged)
                {
                    unit.AddEdge(context, IoDirection.Out, EntityType.SourceVersion, version.Id.Value, "version");
                }

                return version;
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>The document of a version and an extraction; made where it's missing.</summary>
    public ValueTask<Document> GetOrAddDocumentAsync(SourceVersionId version, Extraction extraction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(extraction);
        var context = Context;
        return Database.WriteAsync(
            unit =>
            {
                unit.Require(context.Workspace, version);
                var id = unit.GetOrAddDocument(context, version, extraction);
                unit.AddEdge(context, IoDirection.Out, EntityType.Document, id.Value, "document");
                return unit.Table<Document>().Find(id)!;
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>The chunk set of a document and a way to split; made, to be filled by <see cref="WriteChunksAsync"/>, where it's missing.</summary>
    public ValueTask<ChunkSet> GetOrAddChunkSetAsync(DocumentId document, ChunkConfigId config, CancellationToken cancellationToken = default)
    {
        var context = Context;
        return Database.WriteAsync(
            unit =>
            {
                unit.Require(context.Workspace, document);
                var set = unit.GetOrAddChunkSet(context, document, config);
                unit.AddEdge(context, IoDirection.Out, EntityType.ChunkSet, set.Id.Value, "chunks");
                return set;
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Fills a chunk set as chunks arrive, in units of at most 1,000 chunks and about a million characters; it turns ready only once all are committed. A repeat changes nothing, and
    /// one after a broken attempt goes on from what is stored.
    /// </summary>
    /// <returns>The number of chunks of the set.</returns>
    /// <exception cref="ArgumentException">The ordinals don't run from 0 without gaps.</exception>
    /// <exception cref="LineageConflictException">The set holds other chunks.</exception>
    /// <exception cref="LineageNotFoundException">This workspace has no such set.</exception>
    public ValueTask<int> WriteChunksAsync(ChunkSetId set, IAsyncEnumerable<ChunkDraft> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return ChunkStreaming.WriteAsync(Database, Context, set, chunks, cancellationToken);
    }

    /// <summary>Clears a chunk set that isn't ready yet, for a splitter that doesn't give the same chunks again.</summary>
    /// <exception cref="LineageConflictException">The set is ready or superseded: its chunks are final.</exception>
    /// <exception cref="LineageNotFoundException">This workspace has no such set.</exception>
    public ValueTask ResetChunkSetAsync(ChunkSetId set, CancellationToken cancellationToken = default) => ChunkStreaming.ResetAsync(Database, Context, set, cancellationToken);

    /// <summary>Gives a sign of life, with how far the run is.</summary>
    public async ValueTask HeartbeatAsync(long progressDone, long? progressTotal = null, CancellationToken cancellationToken = default)
    {
        var now = Workspace.Store.Now;
        await Database.WriteAsync(unit => WriteProgress(unit, progressDone, progressTotal, now), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends it well.</summary>
    public ValueTask SucceedAsync(string? stats = null, CancellationToken cancellationToken = default) => FinishAsync(RunStatus.Succeeded, stats, null, null, cancellationToken);

    /// <summary>Ends it with some items failed.</summary>
    public ValueTask PartialAsync(string message, string? stats = null, CancellationToken cancellationToken = default) => FinishAsync(RunStatus.Partial, stats, "partial", message, cancellationToken);

    /// <summary>Ends it with an error.</summary>
    public ValueTask FailAsync(string errorType, string message, string? stats = null, CancellationToken cancellationToken = default) => FinishAsync(RunStatus.Failed, stats, errorType, message, cancellationToken);

    /// <summary>Ends it because somebody asked.</summary>
    public ValueTask CancelAsync(string? stats = null, CancellationToken cancellationToken = default) => FinishAsync(RunStatus.Canceled, stats, "canceled", "Somebody asked it to stop.", cancellationToken);

    /// <summary>Marks the run as failed if it wasn't ended.</summary>
    public ValueTask DisposeAsync() => finished == 0 ? FailAsync("unfinished", "The run was left before it was ended.") : ValueTask.CompletedTask;

    internal void WriteProgress(WriteScope unit, long done, long? total, DateTimeOffset now) => unit.SetProgress(Id, done, total, now, now + lease);

    private async ValueTask FinishAsync(RunStatus status, string? stats, string? errorType, string? message, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref finished, 1) != 0)
        {
            throw new InvalidOperationException("The run has ended already.");
        }

        var now = Workspace.Store.Now;
        await Database.WriteAsync(unit => RunWriting.Finish(unit, Id, status, stats, errorType, message, now), cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
