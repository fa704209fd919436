namespace LineageAot.Lineage;

/// <summary>
/// One pass over what a connector finds. Every batch is one transaction: after a crash, what was committed is known to the next pass and isn't read again. Cleanup comes
/// last, in <see cref="CompleteAsync"/>. Safe to use from many threads.
/// </summary>
public sealed class SyncSession : IAsyncDisposable
{
    // One unit of cleanup: big enough to be quick, small enough to let other writers in.
    private const int CleanupSlice = 500;

    private readonly RunScope run;
    private readonly int maxDeletePercent;
    private readonly Lock gate = new();
    private BatchCounts counts;

    internal SyncSession(RunScope run, ConnectorId connector, CleanupMode cleanup, int maxDeletePercent)
    {
        this.run = run;
        Connector = connector;
        Cleanup = cleanup;
        this.maxDeletePercent = maxDeletePercent;
    }

    /// <summary>The connector; URIs of a folder's files start with its key.</summary>
    public ConnectorId Connector { get; }

    /// <summary>What the end of the sync cleans up.</summary>
    public CleanupMode Cleanup { get; }

    private LineageDatabase Database => run.Workspace.Store.Database;

    private SyncContext Context => new(run.Workspace.Id, Connector, run.Id, run.Workspace.Store.Now);

    /// <summary>Writes a batch in one transaction, with the run's items, edges, progress and an event.</summary>
    public async ValueTask WriteAsync(SyncBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var context = Context;
        var chunks = BatchWriting.Prepare(context, batch);
        var written = await Database.WriteAsync(
            unit =>
            {
                var made = BatchWriting.Write(unit, context, batch, chunks);
                run.WriteProgress(unit, batch.ProgressDone, batch.ProgressTotal, context.Now);
                if (batch.Delivered.Count + batch.Problems.Count > 0)
                {
                    unit.AppendRunEvent(run.Id, "run.batch", LineageJson.Of(made), context.Now);
                }

                return made;
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
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

    /// <summary>Cleans up as asked for and reports.</summary>
    /// <param name="missing">The sources that weren't found; null for all of the connector's that this run hasn't seen.</param>
    /// <param name="cancellationToken">Ends the wait between two slices.</param>
    /// <exception cref="CleanupRefusedException">More would be deleted than the cap allows. Missing sources are marked; nothing is deleted.</exception>
    public async ValueTask<SyncReport> CompleteAsync(IReadOnlyList<SourceId>? missing = null, CancellationToken cancellationToken = default)
    {
        var superseded = 0L;
        var deleted = 0L;
        missing ??= Cleanup == CleanupMode.None ? [] : await Database.ListUnseenAsync(Connector, run.Id, cancellationToken).ConfigureAwait(false);
        if (Cleanup != CleanupMode.None)
        {
            superseded = await InSlicesAsync(counts.ChangedSources ?? [], static (unit, context, ids) => unit.Supersede(ids, context.Now), cancellationToken).ConfigureAwait(false);
            await InSlicesAsync(missing, MarkMissing, cancellationToken).ConfigureAwait(false);
        }

        if (Cleanup == CleanupMode.Full && missing.Count > 0)
        {
            await RefuseTooManyAsync(missing.Count, cancellationToken).ConfigureAwait(false);
            deleted = await InSlicesAsync(missing, Delete, cancellationToken).ConfigureAwait(false);
        }

        lock (gate)
        {
            return new SyncReport(counts.Created, counts.Changed, counts.Reverted, counts.Unchanged, counts.Returned, missing.Count, deleted, superseded);
        }
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

    private static int MarkMissing(WriteScope unit, SyncContext context, IReadOnlyList<SourceId> ids)
    {
        unit.AddGoneHistory(ids, SourceState.Missing, context.Run, context.Now);
        return unit.SetMissing(ids, context.Now);
    }

    private static int Delete(WriteScope unit, SyncContext context, IReadOnlyList<SourceId> ids)
    {
        unit.AddGoneHistory(ids, SourceState.Deleted, context.Run, context.Now);
        return unit.SetDeleted(ids, context.Now);
    }

    private async ValueTask RefuseTooManyAsync(int candidates, CancellationToken cancellationToken)
    {
        var total = await Database.CountPresentAsync(Connector, cancellationToken).ConfigureAwait(false);
        if (candidates * 100L > maxDeletePercent * total)
        {
            throw new CleanupRefusedException(
                $"The cleanup would delete {candidates} of {total} sources, more than {maxDeletePercent} %. Nothing was deleted. Look whether the place is whole; if it's meant, raise the cap.")
            {
                Candidates = candidates,
                Total = total,
            };
        }
    }

    private async ValueTask<long> InSlicesAsync(IReadOnlyList<SourceId> ids, Func<WriteScope, SyncContext, IReadOnlyList<SourceId>, int> clean, CancellationToken cancellationToken)
    {
        var changed = 0L;
        foreach (var slice in ids.Chunk(CleanupSlice))
        {
            var context = Context;
            changed += await Database.WriteAsync(unit => clean(unit, context, slice), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return changed;
    }

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
