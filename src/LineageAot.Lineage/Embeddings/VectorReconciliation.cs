namespace LineageAot.Lineage;

/// <summary>What a reconciliation may do.</summary>
public sealed record ReconcileOptions
{
    /// <summary>Write nothing; the report says what would be.</summary>
    public bool DryRun { get; init; }

    /// <summary>
    /// Add an outbox entry <c>vectors.delete</c> for each vector that no pointer names, unless one waits already. Not while a worker has a lease of the set, whose vectors are in the vector store before their pointers
    /// say so: then they are only counted.
    /// </summary>
    public bool EnqueueOrphans { get; init; }

    /// <summary>How many percent of the ready pointers may turn out to have no vector, 0 to 100: a listing that is cut short isn't to make all be embedded again.</summary>
    public int MaxMissingPercent { get; init; } = 50;

    /// <summary>When the listing of the vector store began, UTC, if before the call; pointers made since are left alone. Null for now: the listing is read as the call goes on.</summary>
    public DateTimeOffset? ListedAt { get; init; }
}

/// <summary>What a reconciliation found.</summary>
/// <param name="Found">Keys in the listing.</param>
/// <param name="Ready">Ready pointers that were compared.</param>
/// <param name="Missing">Those of them whose vector isn't in the listing.</param>
/// <param name="Repaired">Those of them that want embedding again: 0 in a dry run; fewer than missing where one changed meanwhile.</param>
/// <param name="Orphans">Vectors that no pointer names.</param>
/// <param name="Enqueued">Those of them that an outbox entry was added for.</param>
/// <param name="OrphanIds">The first 1,000 of them.</param>
public sealed record ReconcileReport(long Found, long Ready, long Missing, long Repaired, long Orphans, long Enqueued, IReadOnlyList<string> OrphanIds);

/// <summary>Compares an embedding set's pointers with the vectors that its store has.</summary>
internal sealed class VectorReconciliation(LineageStore store, WorkspaceId workspace, EmbeddingSet set, ReconcileOptions options, DateTimeOffset began)
{
    private const int Slice = 500;
    private const int MaxOrphanIds = 1000;

    private readonly LineageDatabase database = store.Database;
    private readonly List<string> orphanIds = [];
    private readonly List<string> slice = new(Slice);
    private long found;
    private long orphans;
    private long enqueued;

    // The pointers are read before the listing: whatever is ready by then was in the vector store before, so a listing that begins later must have it.
    public async ValueTask<ReconcileReport> RunAsync(IAsyncEnumerable<string> vectorIds, CancellationToken cancellationToken)
    {
        var missing = new HashSet<ChunkId>();
        await foreach (var chunk in database.StreamReadyAsync(workspace, set.Id, began, cancellationToken).ConfigureAwait(false))
        {
            missing.Add(chunk);
        }

        var ready = missing.Count;
        await foreach (var vector in vectorIds.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            ArgumentException.ThrowIfNullOrEmpty(vector, nameof(vectorIds));
            slice.Add(vector);
            if (slice.Count == Slice)
            {
                await CompareAsync(missing, cancellationToken).ConfigureAwait(false);
            }
        }

        await CompareAsync(missing, cancellationToken).ConfigureAwait(false);
        return new ReconcileReport(found, ready, missing.Count, await RepairAsync(missing, ready, cancellationToken).ConfigureAwait(false), orphans, enqueued, orphanIds);
    }

    private async ValueTask CompareAsync(HashSet<ChunkId> missing, CancellationToken cancellationToken)
    {
        if (slice.Count == 0)
        {
            return;
        }

        found += slice.Count;
        var unnamed = slice.ToHashSet(StringComparer.Ordinal);
        foreach (var named in await database.ListNamedAsync(set.Id, slice, cancellationToken).ConfigureAwait(false))
        {
            unnamed.Remove(named.VectorId);
            missing.Remove(named.ChunkId);
        }

        slice.Clear();
        orphans += unnamed.Count;
        orphanIds.AddRange(unnamed.Take(MaxOrphanIds - orphanIds.Count));
        if (options is { EnqueueOrphans: true, DryRun: false } && unnamed.Count > 0)
        {
            var now = store.Now;
            enqueued += await database.WriteAsync(unit => Enqueue(unit, unnamed, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private int Enqueue(WriteScope unit, HashSet<string> unnamed, DateTimeOffset now)
    {
        if (unit.HasLiveLease(set.Id, now))
        {
            return 0;
        }

        foreach (var named in unit.ListNamed(set.Id, [.. unnamed]))
        {
            unnamed.Remove(named.VectorId);
        }

        // A listing that is compared again, after a kill say, finds the same orphans as long as nobody has deleted them.
        return unit.EnqueueVectorDeletionsOnce(set.VectorStore, set.VectorCollection, unnamed, now);
    }

    private async ValueTask<long> RepairAsync(HashSet<ChunkId> missing, int ready, CancellationToken cancellationToken)
    {
        if (options.DryRun)
        {
            return 0;
        }

        if (missing.Count * 100L > options.MaxMissingPercent * (long)ready)
        {
            throw new LineageConflictException(
                $"The vectors of {missing.Count} of {ready} ready pointers of the embedding set '{set.Name}' aren't in the listing, more than {options.MaxMissingPercent} %. No pointer was changed. Look whether the listing is whole; if it is, raise the cap.");
        }

        var repaired = 0L;
        foreach (var chunks in missing.Chunk(Slice))
        {
            var now = store.Now;
            repaired += await database.WriteAsync(unit => unit.SetMissing(set.Id, chunks, began, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return repaired;
    }
}
