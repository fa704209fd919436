namespace LineageAot.Lineage;

/// <summary>How a sync cleans up.</summary>
internal sealed record CleanupRules(CleanupMode Mode, int MaxDeletePercent, IReadOnlyList<string>? Scope)
{
    /// <summary>Refuses rules that contradict each other.</summary>
    public static CleanupRules Of(CleanupMode mode, int maxDeletePercent, IReadOnlyList<string>? scope)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxDeletePercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDeletePercent, 100);
        if (mode == CleanupMode.ScopedFull == (scope is null or { Count: 0 }))
        {
            throw new ArgumentException($"{nameof(CleanupMode.ScopedFull)} needs the prefixes that were looked at, and no other mode takes any.", nameof(scope));
        }

        return new CleanupRules(mode, maxDeletePercent, scope is null ? null : WithoutNested(scope));
    }

    /// <summary>Where the names with a prefix end: the greatest character is behind all that may follow it.</summary>
    public static string EndOf(string prefix) => prefix + "\U0010FFFF";

    // A prefix below another one would count its sources twice.
    private static string[] WithoutNested(IReadOnlyList<string> scope)
        => [.. scope.Distinct(StringComparer.Ordinal).Where(prefix => !scope.Any(other => other.Length < prefix.Length && prefix.StartsWith(other, StringComparison.Ordinal)))];
}

/// <summary>The end of a sync: supersedes, marks as missing, gives up; in slices, each of which decides on what it finds itself.</summary>
internal sealed class SyncCleanup(RunScope run, ConnectorId connector, CleanupRules rules, DateTimeOffset started)
{
    // One unit of cleanup: big enough to be quick, small enough to let other writers in.
    private const int Slice = 500;

    private LineageDatabase Database => run.Workspace.Store.Database;

    private WorkspaceId Workspace => run.Workspace.Id;

    public async ValueTask<SyncReport> CompleteAsync(BatchCounts counts, IReadOnlyList<SourceId>? missing, bool dryRun, CancellationToken cancellationToken)
    {
        if (rules.Mode == CleanupMode.None)
        {
            return Report(counts, missing?.Count ?? 0, 0, 0);
        }

        missing ??= await ListUnseenAsync(cancellationToken).ConfigureAwait(false);
        var deletes = rules.Mode is CleanupMode.Full or CleanupMode.ScopedFull;
        if (deletes && missing.Count > 0)
        {
            await RefuseTooManyAsync(missing.Count, cancellationToken).ConfigureAwait(false);
        }

        var changed = await ListChangedAsync(counts, cancellationToken).ConfigureAwait(false);
        if (dryRun)
        {
            var outdated = await InSlicesAsync(changed, static (unit, ids, _, _) => unit.CountOutdated(ids), cancellationToken).ConfigureAwait(false);
            return Report(counts, missing.Count, deletes ? missing.Count : 0, outdated);
        }

        var superseded = await InSlicesAsync(changed, (unit, ids, _, now) => unit.SupersedeOutdated(Workspace, ids, now), cancellationToken).ConfigureAwait(false);
        var gone = await InSlicesAsync(missing, deletes ? Delete : MarkMissing, cancellationToken).ConfigureAwait(false);
        var now = run.Workspace.Store.Now;
        await run.WriteFencedAsync(unit => unit.SetSynced(connector, started, now), cancellationToken).ConfigureAwait(false);
        return Report(counts, missing.Count, deletes ? gone : 0, superseded);
    }

    private static SyncReport Report(in BatchCounts counts, long missing, long deleted, long superseded)
        => new(counts.Created, counts.Changed, counts.Reverted, counts.Unchanged, counts.Returned, missing, deleted, superseded);

    private int MarkMissing(WriteScope unit, IReadOnlyList<SourceId> ids, RunId id, DateTimeOffset now) => unit.MarkMissing(unit.ListStillUnseen(Workspace, connector, ids, id, started), id, now);

    private int Delete(WriteScope unit, IReadOnlyList<SourceId> ids, RunId id, DateTimeOffset now) => unit.Delete(Workspace, unit.ListStillUnseen(Workspace, connector, ids, id, started), id, now);

    private async ValueTask<IReadOnlyList<SourceId>> ListUnseenAsync(CancellationToken cancellationToken)
    {
        if (rules.Scope is null)
        {
            return await Database.ListUnseenAsync(Workspace, connector, run.Id, started, cancellationToken).ConfigureAwait(false);
        }

        var unseen = new List<SourceId>();
        foreach (var prefix in rules.Scope)
        {
            unseen.AddRange(await Database.ListUnseenBelowAsync(Workspace, connector, prefix, CleanupRules.EndOf(prefix), run.Id, started, cancellationToken).ConfigureAwait(false));
        }

        return unseen;
    }

    /// <summary>What this sync has changed, and what a sync has that ended before its cleanup.</summary>
    private async ValueTask<IReadOnlyList<SourceId>> ListChangedAsync(BatchCounts counts, CancellationToken cancellationToken)
    {
        var row = await Database.Table<Connector>().FindAsync(connector, cancellationToken).ConfigureAwait(false);
        var changed = (counts.ChangedSources ?? []).ToHashSet();
        changed.UnionWith(await Database.ListChangedSinceAsync(Workspace, connector, row?.LastSyncedAt ?? DateTimeOffset.UnixEpoch, cancellationToken).ConfigureAwait(false));
        return [.. changed];
    }

    private async ValueTask RefuseTooManyAsync(int candidates, CancellationToken cancellationToken)
    {
        var total = await CountPresentAsync(cancellationToken).ConfigureAwait(false);
        if (candidates * 100L > rules.MaxDeletePercent * total)
        {
            throw new CleanupRefusedException(
                $"The cleanup would delete {candidates} of {total} sources, more than {rules.MaxDeletePercent} %. Nothing was deleted. Look whether the place is whole; if it's meant, raise the cap.")
            {
                Candidates = candidates,
                Total = total,
            };
        }
    }

    private async ValueTask<long> CountPresentAsync(CancellationToken cancellationToken)
    {
        if (rules.Scope is null)
        {
            return await Database.CountPresentAsync(Workspace, connector, cancellationToken).ConfigureAwait(false);
        }

        var total = 0L;
        foreach (var prefix in rules.Scope)
        {
            total += await Database.CountPresentBelowAsync(Workspace, connector, prefix, CleanupRules.EndOf(prefix), cancellationToken).ConfigureAwait(false);
        }

        return total;
    }

    private async ValueTask<long> InSlicesAsync(IReadOnlyList<SourceId> ids, Func<WriteScope, IReadOnlyList<SourceId>, RunId, DateTimeOffset, int> clean, CancellationToken cancellationToken)
    {
        var changed = 0L;
        foreach (var slice in ids.Chunk(Slice))
        {
            var now = run.Workspace.Store.Now;
            changed += await run.WriteFencedAsync(unit => clean(unit, slice, run.Id, now), cancellationToken).ConfigureAwait(false);
        }

        return changed;
    }
}
