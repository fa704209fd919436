namespace LineageAot.Lineage;

/// <summary>Applies a retention policy to one workspace, slice by slice. Every slice decides in its unit on what it finds there; ended at any point, the next one goes on.</summary>
internal sealed class RetentionRun(Workspace workspace, RetentionPolicy policy, bool dryRun, CancellationToken cancellationToken)
{
    private const int Slice = 500;
    private const int SetsAtOnce = 200;

    private readonly DateTimeOffset now = workspace.Store.Now;

    private LineageDatabase Database => workspace.Store.Database;

    public async ValueTask<RetentionReport> ApplyAsync()
    {
        var sources = policy.DeletedSources is { } deleted ? await PurgeAsync(now.Before(deleted)).ConfigureAwait(false) : 0;
        var versions = policy.KeepVersions is { } keep ? await TrimVersionsAsync(keep).ConfigureAwait(false) : 0;
        var sets = policy.SupersededChunkSets is { } superseded ? await RemoveUselessSetsAsync(now.Before(superseded)).ConfigureAwait(false) : 0;
        var runs = policy.FinishedRuns is { } finished ? await RemoveRunsAsync(now.Before(finished)).ConfigureAwait(false) : 0;
        var queries = policy.Queries is { } asked ? await RemoveQueriesAsync(now.Before(asked)).ConfigureAwait(false) : 0;
        return new RetentionReport(versions, sets, sources, runs, queries);
    }

    /// <summary>Takes sources away whose tombstone is older; their vectors are written into the outbox.</summary>
    public async ValueTask<long> PurgeAsync(DateTimeOffset before)
    {
        if (dryRun)
        {
            return await Database.CountTombstonesAsync(workspace.Id, before, cancellationToken).ConfigureAwait(false);
        }

        var purged = 0L;
        while (await Database.ListTombstonesAsync(workspace.Id, before, DateTimeOffset.MinValue, default, Slice, cancellationToken).ConfigureAwait(false) is { Count: > 0 } sources)
        {
            await ChunkSetRemoval.RemoveAsync(workspace.Store, unit => unit.ListSetsOfSources(unit.ListStillDeleted(workspace.Id, sources, before), SetsAtOnce), cancellationToken).ConfigureAwait(false);
            purged += await Database.WriteAsync(unit => DeleteTombstones(unit, sources, before), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return purged;
    }

    private int DeleteTombstones(WriteScope unit, IReadOnlyList<SourceId> sources, DateTimeOffset before)
    {
        var deleted = unit.ListStillDeleted(workspace.Id, sources, before);
        unit.DeleteArtifactsOf(deleted);
        return unit.DeleteTombstones(workspace.Id, deleted, before);
    }

    private static int DeleteVersions(WriteScope unit, IReadOnlyList<SourceVersionId> versions)
    {
        unit.DeleteArtifactsOf(versions);
        return unit.DeleteVersions(versions);
    }

    private async ValueTask<long> TrimVersionsAsync(int keep)
    {
        var trimmed = 0L;
        var after = default(SourceId);
        while (await Database.ListSourceIdsAsync(workspace.Id, after, Slice, cancellationToken).ConfigureAwait(false) is { Count: > 0 } sources)
        {
            after = sources[^1];
            var versions = await Database.ListOldVersionsAsync(sources, keep, cancellationToken).ConfigureAwait(false);
            trimmed += versions.Count;
            if (!dryRun)
            {
                // A version that is old stays old: numbers only grow.
                await ChunkSetRemoval.RemoveAsync(workspace.Store, unit => unit.ListSetsOfVersions(versions, SetsAtOnce), cancellationToken).ConfigureAwait(false);
                await Database.WriteAsync(unit => DeleteVersions(unit, versions), cancellationToken: cancellationToken).ConfigureAwait(false);
            }
        }

        return trimmed;
    }

    private async ValueTask<long> RemoveUselessSetsAsync(DateTimeOffset before)
    {
        var removed = 0L;
        var after = default(ChunkSetId);
        while (await Database.ListSetIdsAsync(workspace.Id, after, Slice, cancellationToken).ConfigureAwait(false) is { Count: > 0 } sets)
        {
            after = sets[^1];
            removed += dryRun
                ? await Database.WriteAsync(unit => unit.ListUselessSets(sets, before).Count, cancellationToken: cancellationToken).ConfigureAwait(false)
                : await ChunkSetRemoval.RemoveAsync(workspace.Store, unit => unit.ListUselessSets(sets, before), cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    private async ValueTask<long> RemoveRunsAsync(DateTimeOffset before)
    {
        // A run's key begins with its time, and no run ends before it begins.
        var end = new RunId(FirstKeyAt(before));
        var removed = 0L;
        var after = default(RunId);
        while (await Database.ListOldRunsAsync(workspace.Id, after, end, before, Slice, cancellationToken).ConfigureAwait(false) is { Count: > 0 } runs)
        {
            after = runs[^1];
            removed += runs.Count;
            foreach (var run in dryRun ? [] : runs)
            {
                await RunRemoval.RemoveAsync(workspace.Store, run, cancellationToken).ConfigureAwait(false);
            }
        }

        return removed;
    }

    private async ValueTask<long> RemoveQueriesAsync(DateTimeOffset before)
    {
        if (dryRun)
        {
            return await Database.CountQueriesAsync(workspace.Id, before, cancellationToken).ConfigureAwait(false);
        }

        var removed = 0L;
        while (await Database.WriteAsync(unit => unit.DeleteQueries(workspace.Id, before, Slice), cancellationToken: cancellationToken).ConfigureAwait(false) is > 0 and var some)
        {
            removed += some;
        }

        return removed;
    }

    private static Guid FirstKeyAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(0, time.ToUnixTimeMilliseconds()) << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
