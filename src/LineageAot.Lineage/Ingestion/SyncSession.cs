namespace LineageAot.Lineage;

/// <summary>
/// One pass over what a connector finds. Every batch is one transaction: after a crash, what was committed is known to the next pass and isn't read again. Cleanup comes
/// last, in <see cref="CompleteAsync"/>. Safe to use from many threads.
/// </summary>
public sealed class SyncSession : IAsyncDisposable
{
    private readonly RunScope run;
    private readonly CleanupRules rules;
    private readonly DateTimeOffset started;
    private readonly Lock gate = new();
    private BatchCounts counts;

    internal SyncSession(RunScope run, Connector connector, CleanupRules rules, DateTimeOffset started)
    {
        this.run = run;
        Connector = connector.Id;
        Cursor = connector.Cursor;
        CursorVersion = connector.CursorVersion;
        this.rules = rules;
        this.started = started;
    }

    /// <summary>The connector; URIs of a folder's files start with its key.</summary>
    public ConnectorId Connector { get; }

    /// <summary>Where reading goes on, as it was when the sync began: the last <see cref="SyncBatch.Cursor"/> that was committed. JSON text, or null.</summary>
    public string? Cursor { get; }

    /// <summary>The format of <see cref="Cursor"/>.</summary>
    public int CursorVersion { get; }

    /// <summary>What the end of the sync cleans up.</summary>
    public CleanupMode Cleanup => rules.Mode;

    private LineageDatabase Database => run.Workspace.Store.Database;

    private SyncContext Context => new(run.Workspace.Id, Connector, run.Id, run.Workspace.Store.Now);

    /// <summary>Writes a batch in one transaction, with the run's items, edges, progress and an event. A delivery again, with the same chunks, changes nothing.</summary>
    /// <exception cref="LineageConflictException">A document whose chunks are whole is delivered with others under the same way to split, or a source is marked as seen that is being purged. Nothing was written.</exception>
    public async ValueTask WriteAsync(SyncBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var context = Context;
        var chunks = BatchWriting.Prepare(context, batch);
        var written = await run.WriteFencedAsync(
            (unit, events) =>
            {
                var made = BatchWriting.Write(unit, context, batch, chunks);
                if (batch.Cursor is { } cursor)
                {
                    unit.SetCursor(Connector, cursor, batch.CursorVersion, context.Now);
                }

                run.WriteProgress(unit, batch.ProgressDone, batch.ProgressTotal, context.Now);
                if (batch.Delivered.Count + batch.Problems.Count > 0)
                {
                    events.AddBatch(run.Id, LineageJson.Of(made), context.Now);
                }

                return made;
            },
            cancellationToken).ConfigureAwait(false);
        Add(written);
    }

    /// <summary>Tells that a source was found unchanged.</summary>
    /// <exception cref="ArgumentException">The store doesn't know it.</exception>
    public async ValueTask SeenAsync(SourceItem item, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(item);
        var known = await Database.FindKnownAsync(run.Workspace.Id, item.Uri, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException("The store doesn't know this source: ingest it.", nameof(item));
        await WriteAsync(new SyncBatch { Seen = [known.Id] }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stores a source's content as a version, unless it's the current one. A repeat changes nothing.</summary>
    public async ValueTask<IngestedVersion> IngestVersionAsync(SourceItem item, CancellationToken cancellationToken = default)
    {
        var version = await run.IngestVersionAsync(item, Connector, cancellationToken).ConfigureAwait(false);
        var made = default(BatchCounts);
        made.Returned += version.Returned ? 1 : 0;
        made.Add(version);
        Add(made);
        return version;
    }

    /// <summary>Cleans up as asked for and reports. A repeat after a crash goes on where it ended.</summary>
    /// <param name="missing">The sources that weren't found, of this connector (others stay as they are); null for all of the connector's (with a scope: of those in it) that nobody has seen since the sync began.</param>
    /// <param name="dryRun">Report what would be cleaned up, and write nothing.</param>
    /// <param name="cancellationToken">Ends the wait between two slices.</param>
    /// <exception cref="CleanupRefusedException">More would be deleted than the cap allows. Nothing is deleted, nothing marked as missing.</exception>
    public ValueTask<SyncReport> CompleteAsync(IReadOnlyList<SourceId>? missing = null, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        BatchCounts written;
        lock (gate)
        {
            written = counts;
            written.ChangedSources = counts.ChangedSources is { } changed ? [.. changed] : null;
        }

        return new SyncCleanup(run, Connector, rules, started).CompleteAsync(written, missing, dryRun, cancellationToken);
    }

    /// <summary>What the sync did so far, without cleaning up.</summary>
    public SyncFigures Figures
    {
        get
        {
            lock (gate)
            {
                return new SyncFigures(counts.Created, counts.Changed, counts.Reverted, counts.Unchanged, counts.Failed, counts.Skipped, counts.Documents, counts.Chunks, counts.Bytes);
            }
        }
    }

    /// <summary>Lets go. Without <see cref="CompleteAsync"/> nothing is cleaned up; what was written stays.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Add(in BatchCounts written)
    {
        lock (gate)
        {
            counts.Add(written);
        }
    }
}

/// <summary>A sync's figures while it goes on.</summary>
/// <param name="Created">New sources.</param>
/// <param name="Changed">Sources with a new content.</param>
/// <param name="Reverted">Sources whose earlier content came back.</param>
/// <param name="Unchanged">Sources with the same content.</param>
/// <param name="Failed">What couldn't be read.</param>
/// <param name="Skipped">What no text was taken of.</param>
/// <param name="Documents">Texts written or found again.</param>
/// <param name="Chunks">Their chunks.</param>
/// <param name="Bytes">Bytes of the sources that were read.</param>
public sealed record SyncFigures(long Created, long Changed, long Reverted, long Unchanged, long Failed, long Skipped, long Documents, long Chunks, long Bytes);
