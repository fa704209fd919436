namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>The greatest number of chunks or vectors of a lease: it's one unit.</summary>
    private const int MaxLeased = 10_000;

    private const int RetrySlice = 1000;

    /// <summary>
    /// A page of the chunks that want embedding: those that failed, then those that wait or are leased, each by key, then the chunks of which nothing was noted yet. It costs what the
    /// page holds, however much is ready. While workers go on, a chunk may turn up on two pages or on none. Of a retired set nothing is stale.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The page's size isn't 1 to 10,000.</exception>
    /// <exception cref="ArgumentException"><see cref="StaleRequest.After"/> isn't a place in this list.</exception>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public async ValueTask<StalePage> GetStaleAsync(EmbeddingSetId set, StaleRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Size, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Size, StaleRequest.MaxSize, nameof(request));
        var row = await RequireEmbeddingSetAsync(set, cancellationToken).ConfigureAwait(false);
        return row.Status == EmbeddingSetStatus.Retired ? new StalePage([], null) : await Database.ListStaleAsync(Id, set, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many chunks want embedding, those that are leased or have failed included. Ready ones aren't looked at. Of a retired set it's 0.</summary>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public async ValueTask<long> CountStaleAsync(EmbeddingSetId set, CancellationToken cancellationToken = default)
        => await Database.CountStaleAsync(Id, set, cancellationToken).ConfigureAwait(false) ?? throw new LineageNotFoundException("embedding set", set.Value);

    /// <summary>
    /// Takes chunks that want embedding for one worker: leases that have ended first, then what failed and may be tried again, then what is new. What failed for good is left out. Empty
    /// where nothing is left, and for a retired set.
    /// </summary>
    /// <param name="set">The embedding set.</param>
    /// <param name="owner">The worker's name.</param>
    /// <param name="max">At most so many, 1 to 10,000.</param>
    /// <param name="duration">How long they are his; more than zero. <see cref="EmbeddingLease.RenewAsync"/> prolongs it.</param>
    /// <param name="chunkConfig">Only chunks that were split in this way.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The owner has no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> or <paramref name="duration"/> isn't in its range.</exception>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public ValueTask<EmbeddingLease> LeaseStaleAsync(
        EmbeddingSetId set, string owner, int max, TimeSpan duration, ChunkConfigId? chunkConfig = null, CancellationToken cancellationToken = default)
        => TakeStaleAsync(TermsOf(set, owner, max, duration, null), max, chunkConfig, null, cancellationToken);

    /// <summary>Gives what failed another chance, also what failed for good or was to wait. In slices; what fails again meanwhile isn't touched twice.</summary>
    /// <returns>The number of chunks.</returns>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public async ValueTask<long> RetryFailedAsync(EmbeddingSetId set, CancellationToken cancellationToken = default)
    {
        var total = 0L;
        var after = new ChunkId(Guid.Empty);
        while (true)
        {
            var now = Store.Now;
            var chunks = await Database.WriteAsync(
                unit =>
                {
                    unit.Require(Id, set);
                    return unit.ResetFailed(set, after, RetrySlice, now);
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            if (chunks.Count == 0)
            {
                return total;
            }

            total += chunks.Count;
            after = new ChunkId(chunks.Max(static chunk => chunk.Value));
        }
    }

    /// <summary>
    /// Takes vectors for one worker who deletes them from the vector store: those of chunks that were replaced or deleted, and all of a retired set. After
    /// <see cref="VectorDeletionLease.CompleteAsync"/> nothing points to them.
    /// </summary>
    /// <param name="set">The embedding set.</param>
    /// <param name="owner">The worker's name.</param>
    /// <param name="max">At most so many, 1 to 10,000.</param>
    /// <param name="duration">How long they are his; more than zero.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The owner has no name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> or <paramref name="duration"/> isn't in its range.</exception>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public async ValueTask<VectorDeletionLease> LeaseDeletionsAsync(EmbeddingSetId set, string owner, int max, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        var terms = TermsOf(set, owner, max, duration, null);
        return new VectorDeletionLease(this, terms, await Database.WriteAsync(unit => unit.TakeDeletable(terms, max), cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    internal LeaseTerms TermsOf(EmbeddingSetId set, string owner, int max, TimeSpan duration, RunId? run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, MaxLeased);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var now = Store.Now;
        return new LeaseTerms(Id, set, owner, now, now.Add(duration), run);
    }

    internal async ValueTask<EmbeddingLease> TakeStaleAsync(LeaseTerms terms, int max, ChunkConfigId? chunkConfig, RunScope? run, CancellationToken cancellationToken)
    {
        var taken = await (run is null
            ? Database.WriteAsync(unit => unit.TakeStale(terms, max, chunkConfig), cancellationToken: cancellationToken)
            : run.WriteFencedAsync(unit => unit.TakeStale(terms, max, chunkConfig), cancellationToken)).ConfigureAwait(false);
        if (taken.Count == 0)
        {
            return new EmbeddingLease(this, terms, []);
        }

        // Chunks never change: their texts are read beside the writer, and not given up half way, when they are leased already. One that was purged in between has no text and no pointer any more.
        List<ChunkId> ids = [.. taken.Select(static chunk => chunk.ChunkId)];
        var texts = (await Database.ReadTextsAsync(Id, ids, CancellationToken.None).ConfigureAwait(false)).ToDictionary(static text => text.Id);
        var items = new List<LeasedChunk>(taken.Count);
        foreach (var chunk in taken)
        {
            if (texts.TryGetValue(chunk.ChunkId, out var text))
            {
                items.Add(new LeasedChunk
                {
                    ChunkId = chunk.ChunkId,
                    Ordinal = items.Count,
                    ChunkSetId = text.ChunkSetId,
                    ChunkOrdinal = text.Ordinal,
                    ChunkHash = text.ChunkHash,
                    Text = text.Text,
                    TextUri = text.TextUri,
                    TokenCount = text.TokenCount,
                    Attempts = chunk.Attempts,
                });
            }
        }

        return new EmbeddingLease(this, terms, items);
    }
}
