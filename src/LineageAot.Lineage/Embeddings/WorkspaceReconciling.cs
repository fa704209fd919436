namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    /// <summary>
    /// Compares an embedding set's ready pointers with the vectors that its store has, both ways. A pointer whose vector isn't there wants embedding again; vectors that no pointer names
    /// are reported, and told to the outbox if <see cref="ReconcileOptions.EnqueueOrphans"/> says so. It goes in slices, may be stopped at any time, and leaves alone whatever is
    /// completed while it goes on.
    /// </summary>
    /// <remarks>It holds one key of 16 bytes for each ready pointer: about 40 MB for a million. The listing is read once and in any order; of it nothing is held.</remarks>
    /// <param name="set">The embedding set.</param>
    /// <param name="vectorIds">All keys that the vector store has in the set's collection. List it after the call has begun (an iterator does), or say when the listing began (<see cref="ReconcileOptions.ListedAt"/>).</param>
    /// <param name="options">What it may do.</param>
    /// <param name="cancellationToken">Ends it between two slices.</param>
    /// <exception cref="ArgumentException">A key in the listing is null or empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="ReconcileOptions.MaxMissingPercent"/> isn't 0 to 100.</exception>
    /// <exception cref="LineageNotFoundException">The workspace has no such set.</exception>
    /// <exception cref="LineageConflictException">The set is retired, or more vectors are missing than the cap allows.</exception>
    public async ValueTask<ReconcileReport> ReconcileAsync(EmbeddingSetId set, IAsyncEnumerable<string> vectorIds, ReconcileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectorIds);
        options ??= new ReconcileOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxMissingPercent, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxMissingPercent, 100, nameof(options));
        var now = Store.Now;
        var began = options.ListedAt is { } listed && listed < now ? listed : now;
        var row = await RequireEmbeddingSetAsync(set, cancellationToken).ConfigureAwait(false);
        if (row.Status == EmbeddingSetStatus.Retired)
        {
            throw new LineageConflictException($"The embedding set '{row.Name}' is retired: its vectors are given up (LeaseDeletionsAsync), and nothing in it is embedded again.");
        }

        return await new VectorReconciliation(Store, Id, row, options, began).RunAsync(vectorIds, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ReconcileAsync(EmbeddingSetId, IAsyncEnumerable{string}, ReconcileOptions?, CancellationToken)"/>
    public ValueTask<ReconcileReport> ReconcileAsync(EmbeddingSetId set, IEnumerable<string> vectorIds, ReconcileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vectorIds);
        return ReconcileAsync(set, Listed(vectorIds), options, cancellationToken);
    }

    private static async IAsyncEnumerable<string> Listed(IEnumerable<string> vectorIds)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var vector in vectorIds)
        {
            yield return vector;
        }
    }
}
