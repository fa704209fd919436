namespace LineageAot.Lineage;

/// <summary>
/// Chunks that one worker makes vectors of, for a while. What is neither completed nor failed is given back when it's disposed; a worker that dies gives it back by the lease's end.
/// Safe to use from many threads.
/// </summary>
/// <remarks>
/// Each chunk's number of attempts is its fencing token: once somebody else has leased it, this lease's number is an earlier one, and all that this lease would write of it is refused.
/// A lease whose time is over may still be completed as long as nobody else has taken its chunks: the vectors are made, and nobody works on them twice.
/// </remarks>
public sealed class EmbeddingLease : IAsyncDisposable
{
    private readonly Workspace workspace;
    private readonly LeaseTerms terms;
    private readonly Dictionary<ChunkId, LeasedChunk> leased;
    private readonly HashSet<ChunkId> open;
    private readonly Lock gate = new();

    internal EmbeddingLease(Workspace workspace, in LeaseTerms terms, IReadOnlyList<LeasedChunk> items)
    {
        this.workspace = workspace;
        this.terms = terms;
        Items = items;
        leased = items.ToDictionary(static item => item.ChunkId);
        open = [.. leased.Keys];
    }

    /// <summary>The embedding set.</summary>
    public EmbeddingSetId EmbeddingSetId => terms.Set;

    /// <summary>Who works.</summary>
    public string Owner => terms.Owner;

    /// <summary>The chunks; none where nothing is stale, or all of it is with others.</summary>
    public IReadOnlyList<LeasedChunk> Items { get; }

    private LineageDatabase Database => workspace.Store.Database;

    /// <summary>
    /// Records vectors that are in the vector store, all in one unit. The same ones again change nothing. A chunk that was replaced in the meantime isn't wanted any more: its vector is
    /// recorded as one to be deleted. One whose <see cref="EmbeddedChunk.TextHash"/> isn't its chunk's is recorded as failed for good (<see cref="StaleReason.TextChanged"/>): chunks
    /// never change, so the same text would be refused again; <see cref="Workspace.RetryFailedAsync"/> gives it another chance.
    /// </summary>
    /// <returns>How many of them are ready.</returns>
    /// <exception cref="ArgumentException">A chunk isn't of this lease, or a vector has no key.</exception>
    /// <exception cref="LeaseLostException">A chunk is with somebody else. Nothing was written.</exception>
    /// <exception cref="LineageConflictException">A vector is another chunk's, or the chunk has another vector. Nothing was written.</exception>
    public async ValueTask<int> CompleteAsync(IEnumerable<EmbeddedChunk> chunks, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        var batch = new List<(LeasedChunk Chunk, EmbeddedChunk Vector)>();
        foreach (var chunk in chunks)
        {
            ArgumentException.ThrowIfNullOrEmpty(chunk.VectorId, nameof(chunks));
            batch.Add((Find(chunk.ChunkId, nameof(chunks)), chunk));
        }

        var current = terms with { Now = workspace.Store.Now };
        var ready = batch.Count == 0 ? 0 : await Database.WriteAsync(unit => unit.Complete(current, batch), cancellationToken: cancellationToken).ConfigureAwait(false);
        Close(batch.Select(static item => item.Chunk));
        return ready;
    }

    /// <summary>Records that vectors couldn't be made, all in one unit. The same again changes nothing.</summary>
    /// <param name="items">Chunks of this lease.</param>
    /// <param name="category">What failed for good isn't leased again until <see cref="Workspace.RetryFailedAsync"/>; everything else is.</param>
    /// <param name="message">Why.</param>
    /// <param name="retryAfter">After what time it may be leased again; null for at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">A chunk isn't of this lease, or the message is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retryAfter"/> is negative, or beyond what a time can say.</exception>
    /// <exception cref="LeaseLostException">A chunk is with somebody else. Nothing was written.</exception>
    public async ValueTask FailAsync(IEnumerable<LeasedChunk> items, ErrorCategory category, string message, TimeSpan? retryAfter = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentException.ThrowIfNullOrWhiteSpace(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero, nameof(retryAfter));
        if (!Enum.IsDefined(category))
        {
            throw new ArgumentOutOfRangeException(nameof(category), category, "It's none of the categories.");
        }

        var batch = items.Select(item => Find(item.ChunkId, nameof(items))).ToList();
        var current = terms with { Now = workspace.Store.Now };
        DateTimeOffset? retryAt = retryAfter is { } wait ? current.Now.Add(wait) : null;
        if (batch.Count > 0)
        {
            await Database.WriteAsync(unit => unit.Fail(current, batch, category, message, retryAt), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        Close(batch);
    }

    /// <summary>Prolongs the lease of what is neither completed nor failed, all in one unit.</summary>
    /// <param name="duration">From now on; more than zero.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> isn't more than zero.</exception>
    /// <exception cref="LeaseLostException">A chunk is with somebody else. Nothing was written.</exception>
    public async ValueTask RenewAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var rest = Rest();
        var now = workspace.Store.Now;
        var current = terms with { Now = now, Until = now.Add(duration) };
        if (rest.Count > 0)
        {
            await Database.WriteAsync(unit => unit.Renew(current, rest), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives back what is neither completed nor failed and still this lease's; the attempts stay counted.</summary>
    public async ValueTask DisposeAsync()
    {
        var rest = Rest();
        var current = terms with { Now = workspace.Store.Now };
        if (rest.Count > 0)
        {
            await Database.WriteAsync(unit => unit.Release(current, rest)).ConfigureAwait(false);
        }

        Close(rest);
    }

    private LeasedChunk Find(ChunkId chunk, string parameter)
        => leased.TryGetValue(chunk, out var item) ? item : throw new ArgumentException($"The chunk {chunk.Value} isn't of this lease.", parameter);

    private List<LeasedChunk> Rest()
    {
        lock (gate)
        {
            return [.. open.Select(chunk => leased[chunk])];
        }
    }

    private void Close(IEnumerable<LeasedChunk> items)
    {
        lock (gate)
        {
            open.ExceptWith(items.Select(static item => item.ChunkId));
        }
    }
}
