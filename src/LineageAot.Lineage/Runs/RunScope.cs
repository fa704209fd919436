namespace LineageAot.Lineage;

/// <summary>
/// A run while it works: writes made through it carry its key and leave its edges of lineage in the same transaction. End it with <see cref="SucceedAsync"/>,
/// <see cref="PartialAsync"/>, <see cref="FailAsync"/> or <see cref="CancelAsync"/>; disposed before that, it counts as failed. Safe to use from many threads.
/// </summary>
public sealed partial class RunScope : IAsyncDisposable
{
    private readonly RunFence fence;
    private readonly bool isOwned;
    private int finished;
    private int status;

    internal RunScope(Workspace workspace, in StartedRun run, TimeSpan lease)
    {
        Workspace = workspace;
        Id = run.Row.Id;
        IsJoined = run.IsJoined;
        // Who joins keeps the lease that the run has: a shorter one would have it reaped under its starter.
        var kept = run.IsJoined ? run.Row.LeaseUntil - run.Row.HeartbeatAt : null;
        fence = new RunFence(workspace.Id, Id, RunOwner.Current, kept ?? lease);
        isOwned = run.Row.Owner == RunOwner.Current;
        status = (int)run.Row.Status;
        finished = RunTransitions.IsLast(run.Row.Status) ? 1 : 0;
    }

    /// <summary>The run.</summary>
    public RunId Id { get; }

    /// <summary>The workspace.</summary>
    public Workspace Workspace { get; }

    /// <summary>
    /// Whether somebody had started it before, with the same idempotency key: it's ended already (<see cref="IsFinished"/>), or live. A live one of this process may be written by both; one of
    /// another process is refused to this one. Disposing a joined scope leaves the run as it is.
    /// </summary>
    public bool IsJoined { get; }

    /// <summary>The run's status as this scope last knew it: when it was made, or what it ended it with. <see cref="Workspace.GetRunAsync"/> reads the present one.</summary>
    public RunStatus Status => (RunStatus)Volatile.Read(ref status);

    /// <summary>Whether the run had ended when this scope was made, or was ended through it. Then writes are an <see cref="InvalidOperationException"/>.</summary>
    public bool IsFinished => Volatile.Read(ref finished) != 0;

    internal bool CanWrite => isOwned && !IsFinished;

    private LineageDatabase Database => Workspace.Store.Database;

    private RunJournal Journal => Workspace.Store.Journal;

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
        var row = await WriteFencedAsync(
            unit => unit.FindConnector(context.Workspace, kind, connector)
                ?? unit.Insert(new Connector { Id = new ConnectorId(Guid.CreateVersion7(context.Now)), WorkspaceId = context.Workspace, Kind = kind, Name = connector }),
            cancellationToken).ConfigureAwait(false);
        return new SyncSession(this, row, rules, context.Now);
    }

    /// <summary>Stores a source's content as a version, unless it's the current one. A repeat changes nothing.</summary>
    public ValueTask<IngestedVersion> IngestVersionAsync(SourceItem item, CancellationToken cancellationToken = default) => IngestVersionAsync(item, null, cancellationToken);

    internal ValueTask<IngestedVersion> IngestVersionAsync(SourceItem item, ConnectorId? connector, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var context = Context with { Connector = connector };
        return WriteFencedAsync(
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
            cancellationToken);
    }

    /// <summary>The document of a version and an extraction; made where it's missing.</summary>
    public ValueTask<Document> GetOrAddDocumentAsync(SourceVersionId version, Extraction extraction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(extraction);
        var context = Context;
        return WriteFencedAsync(
            unit =>
            {
                unit.Require(context.Workspace, version);
                var id = unit.GetOrAddDocument(context, version, extraction);
                unit.AddEdge(context, IoDirection.Out, EntityType.Document, id.Value, "document");
                return unit.Table<Document>().Find(id)!;
            },
            cancellationToken);
    }

    /// <summary>The chunk set of a document and a way to split; made, to be filled by <see cref="WriteChunksAsync"/>, where it's missing.</summary>
    public ValueTask<ChunkSet> GetOrAddChunkSetAsync(DocumentId document, ChunkConfigId config, CancellationToken cancellationToken = default)
    {
        var context = Context;
        return WriteFencedAsync(
            unit =>
            {
                unit.Require(context.Workspace, document);
                var set = unit.GetOrAddChunkSet(context, document, config);
                unit.AddEdge(context, IoDirection.Out, EntityType.ChunkSet, set.Id.Value, "chunks");
                return set;
            },
            cancellationToken);
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
        return ChunkStreaming.WriteAsync(this, Context, set, chunks, cancellationToken);
    }

    /// <summary>Clears a chunk set that isn't ready yet, for a splitter that doesn't give the same chunks again.</summary>
    /// <exception cref="LineageConflictException">The set is ready or superseded: its chunks are final.</exception>
    /// <exception cref="LineageNotFoundException">This workspace has no such set.</exception>
    public ValueTask ResetChunkSetAsync(ChunkSetId set, CancellationToken cancellationToken = default) => ChunkStreaming.ResetAsync(this, Context, set, cancellationToken);
}
