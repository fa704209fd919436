namespace LineageAot.Lineage;

/// <summary>A vector that is to be deleted from the vector store.</summary>
/// <param name="ChunkId">The chunk that it was made of.</param>
/// <param name="VectorId">Its key in its store.</param>
/// <param name="Attempts">How often its chunk was leased, this time included: the fencing token.</param>
public sealed record DoomedVector(ChunkId ChunkId, string VectorId, int Attempts);

/// <summary>Vectors that one worker deletes from the vector store. What isn't completed is given back when it's disposed. Safe to use from many threads.</summary>
public sealed class VectorDeletionLease : IAsyncDisposable
{
    private readonly Workspace workspace;
    private readonly LeaseTerms terms;
    private readonly HashSet<DoomedVector> open;
    private readonly Lock gate = new();

    internal VectorDeletionLease(Workspace workspace, in LeaseTerms terms, IReadOnlyList<DoomedVector> items)
    {
        this.workspace = workspace;
        this.terms = terms;
        Items = items;
        open = [.. items];
    }

    /// <summary>The embedding set.</summary>
    public EmbeddingSetId EmbeddingSetId => terms.Set;

    /// <summary>The vectors.</summary>
    public IReadOnlyList<DoomedVector> Items { get; }

    private LineageDatabase Database => workspace.Store.Database;

    /// <summary>
    /// The vectors are gone from the vector store: their pointers go, all in one unit. A pointer whose source came back in the meantime wants embedding again. The same ones again
    /// change nothing.
    /// </summary>
    /// <exception cref="ArgumentException">A vector isn't of this lease.</exception>
    /// <exception cref="LeaseLostException">A vector is with somebody else. Nothing was written.</exception>
    public async ValueTask CompleteAsync(IEnumerable<DoomedVector> vectors, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        var known = Items.ToHashSet();
        var batch = vectors.ToList();
        if (batch.Find(vector => !known.Contains(vector)) is { } foreign)
        {
            throw new ArgumentException($"The vector of the chunk {foreign.ChunkId.Value} isn't of this lease.", nameof(vectors));
        }

        batch.RemoveAll(vector => !IsOpen(vector));
        var now = workspace.Store.Now;
        await Database.WriteAsync(
            unit =>
            {
                foreach (var vector in batch)
                {
                    if (unit.WantAgain(terms.Set, vector.ChunkId, terms.Owner, vector.Attempts, now) == 0
                        && unit.Remove(terms.Set, vector.ChunkId, terms.Owner, vector.Attempts) == 0)
                    {
                        unit.RefuseTaken(terms, vector);
                    }
                }
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        Close(batch);
    }

    /// <summary>Prolongs the lease of what isn't completed, all in one unit.</summary>
    /// <param name="duration">From now on; more than zero.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> isn't more than zero.</exception>
    /// <exception cref="LeaseLostException">A vector is with somebody else. Nothing was written.</exception>
    public async ValueTask RenewAsync(TimeSpan duration, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        var rest = Rest();
        var now = workspace.Store.Now;
        await Database.WriteAsync(
            unit =>
            {
                foreach (var vector in rest)
                {
                    if (unit.RenewDeletion(terms.Set, vector.ChunkId, terms.Owner, vector.Attempts, now.Add(duration), now) == 0)
                    {
                        unit.RefuseTaken(terms, vector);
                    }
                }
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives back what isn't completed.</summary>
    public async ValueTask DisposeAsync()
    {
        var rest = Rest();
        var now = workspace.Store.Now;
        if (rest.Count > 0)
        {
            await Database.WriteAsync(unit => rest.ForEach(vector => unit.ReleaseDeletion(terms.Set, vector.ChunkId, terms.Owner, vector.Attempts, now))).ConfigureAwait(false);
        }

        Close(rest);
    }

    private List<DoomedVector> Rest()
    {
        lock (gate)
        {
            return [.. open];
        }
    }

    private bool IsOpen(DoomedVector vector)
    {
        lock (gate)
        {
            return open.Contains(vector);
        }
    }

    private void Close(IEnumerable<DoomedVector> vectors)
    {
        lock (gate)
        {
            open.ExceptWith(vectors);
        }
    }
}
