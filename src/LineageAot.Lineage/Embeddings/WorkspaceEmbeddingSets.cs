namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>
    /// The embedding set of a name; made, as <see cref="EmbeddingSetStatus.Building"/>, where it's missing. All chunks of the workspace want embedding for a new set; no row a chunk
    /// is written for that. A set that was retired is returned as it is.
    /// </summary>
    /// <exception cref="LineageConflictException">The name stands for another model, or the model has a set under another name.</exception>
    public ValueTask<EmbeddingSet> GetOrAddEmbeddingSetAsync(EmbeddingSetSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.VectorStore);
        ArgumentException.ThrowIfNullOrWhiteSpace(spec.VectorCollection);
        var now = Store.Now;
        var signature = spec.Signature;
        return Database.WriteAsync(unit => unit.GetOrAddEmbeddingSet(Id, spec, signature, now), cancellationToken: cancellationToken);
    }

    /// <summary>The embedding set of a name, or null.</summary>
    public ValueTask<EmbeddingSet?> FindEmbeddingSetAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Database.FindEmbeddingSetAsync(Id, name, cancellationToken);
    }

    /// <summary>An embedding set of this workspace, or null.</summary>
    public ValueTask<EmbeddingSet?> GetEmbeddingSetAsync(EmbeddingSetId id, CancellationToken cancellationToken = default) => Database.GetEmbeddingSetAsync(Id, id, cancellationToken);

    /// <summary>All embedding sets of this workspace by name, the retired ones too. There are few: one a model.</summary>
    public ValueTask<IReadOnlyList<EmbeddingSet>> ListEmbeddingSetsAsync(CancellationToken cancellationToken = default) => Database.ListEmbeddingSetsAsync(Id, cancellationToken);

    /// <summary>
    /// How far an embedding set is. The chunks are counted by their sets and what is stale by what isn't ready, so it costs what there are chunk sets, not chunks. Of a retired set
    /// it says nothing: what is new isn't noted for it any more.
    /// </summary>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public async ValueTask<EmbeddingCoverage> GetCoverageAsync(EmbeddingSetId id, CancellationToken cancellationToken = default)
    {
        await RequireEmbeddingSetAsync(id, cancellationToken).ConfigureAwait(false);
        return await Database.ReadCoverageAsync(Id, id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Puts an embedding set into use, in one unit: it turns active, what it replaces is retired, and collections that are searched by the replaced one's vectors are by its own. A
    /// set that is active already stays so, whatever its coverage.
    /// </summary>
    /// <param name="id">The set.</param>
    /// <param name="minimumCoverage">The share of chunks whose vector must be there, 0 to 1.</param>
    /// <param name="replaces">What it replaces; null for every other active set of the workspace.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimumCoverage"/> isn't 0 to 1.</exception>
    /// <exception cref="ArgumentException">The set is to replace itself.</exception>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    /// <exception cref="LineageConflictException">Too few chunks have their vector, or the set is retired. Nothing was changed.</exception>
    public async ValueTask PromoteEmbeddingSetAsync(EmbeddingSetId id, double minimumCoverage, EmbeddingSetId? replaces = null, CancellationToken cancellationToken = default)
    {
        if (!(minimumCoverage is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(minimumCoverage), minimumCoverage, "A coverage is 0 to 1.");
        }

        if (replaces == id)
        {
            throw new ArgumentException("An embedding set can't replace itself.", nameof(replaces));
        }

        var now = Store.Now;
        await Database.WriteAsync(unit => unit.Promote(Id, id, minimumCoverage, replaces, now), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes an embedding set out of use: nothing in it counts as stale any more, and <see cref="LeaseDeletionsAsync"/> gives out all of its vectors. Again it changes nothing.
    /// </summary>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    public async ValueTask RetireEmbeddingSetAsync(EmbeddingSetId id, CancellationToken cancellationToken = default)
    {
        var now = Store.Now;
        await Database.WriteAsync(
            unit =>
            {
                unit.Require(Id, id);
                unit.SetStatus(Id, id, EmbeddingSetStatus.Retired, now);
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<EmbeddingSet> RequireEmbeddingSetAsync(EmbeddingSetId id, CancellationToken cancellationToken)
        => await Database.GetEmbeddingSetAsync(Id, id, cancellationToken).ConfigureAwait(false) ?? throw new LineageNotFoundException("embedding set", id.Value);
}
