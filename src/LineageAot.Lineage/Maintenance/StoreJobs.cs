using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>The jobs of a store's own, as options ask for them.</summary>
internal static class StoreJobs
{
    public static IEnumerable<MaintenanceJob> Of(LineageStore store, StoreMaintenanceOptions options)
    {
        if (options.ReapInterval is { } reap)
        {
            yield return new MaintenanceJob(StoreMaintenanceKinds.ReapRuns, reap, async cancellationToken => Sentence(await store.ReapAbandonedAsync(cancellationToken).ConfigureAwait(false), "runs ended"));
        }

        if (options.Retention is { } policy)
        {
            yield return new MaintenanceJob(StoreMaintenanceKinds.Retention, options.RemovalInterval, cancellationToken => RetainAsync(store, policy, options.CollectContents, cancellationToken));
        }

        if (options.KeepSentFor is not null || options.KeepDeadLettersFor is not null)
        {
            yield return new MaintenanceJob(StoreMaintenanceKinds.Outbox, options.RemovalInterval, cancellationToken => RemoveEndedAsync(store, options, cancellationToken));
        }

        if (options.KeepLogEntriesFor is not null || options.KeepJournalFor is not null)
        {
            yield return new MaintenanceJob(StoreMaintenanceKinds.Log, options.RemovalInterval, cancellationToken => RemoveLogAsync(store, options, cancellationToken));
        }
    }

    private static async ValueTask<string?> RetainAsync(LineageStore store, RetentionPolicy policy, bool collectsContents, CancellationToken cancellationToken)
    {
        var sum = new RetentionReport(0, 0, 0, 0, 0);
        foreach (var row in await store.ListWorkspacesAsync(cancellationToken).ConfigureAwait(false))
        {
            if (row.Status == WorkspaceStatus.Deleting)
            {
                continue;
            }

            var some = await new Workspace(store, row.Id, row.Name).ApplyRetentionAsync(policy, cancellationToken: cancellationToken).ConfigureAwait(false);
            sum = new RetentionReport(sum.Versions + some.Versions, sum.ChunkSets + some.ChunkSets, sum.Sources + some.Sources, sum.Runs + some.Runs, sum.Queries + some.Queries);
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{sum.Versions:N0} versions, {sum.ChunkSets:N0} chunk sets, {sum.Sources:N0} sources, {sum.Runs:N0} runs, {sum.Queries:N0} queries removed");
        if (!collectsContents)
        {
            return text;
        }

        var contents = await store.CollectContentsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{text}, {contents.Contents:N0} contents collected");
    }

    private static async ValueTask<string?> RemoveEndedAsync(LineageStore store, StoreMaintenanceOptions options, CancellationToken cancellationToken)
    {
        var removed = 0L;
        if (options.KeepSentFor is { } sent)
        {
            removed += await store.Outbox.RemoveEndedAsync(store.Now.Before(sent), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        if (options.KeepDeadLettersFor is { } dead)
        {
            removed += await store.Outbox.RemoveDeadAsync(store.Now.Before(dead), cancellationToken).ConfigureAwait(false);
        }

        return Sentence(removed, "entries removed");
    }

    private static async ValueTask<string?> RemoveLogAsync(LineageStore store, StoreMaintenanceOptions options, CancellationToken cancellationToken)
    {
        var lines = options.KeepLogEntriesFor is { } age ? await store.RemoveLogEntriesAsync(age, cancellationToken).ConfigureAwait(false) : 0;
        var rows = options.KeepJournalFor is { } journal ? await SlicedRemoval.RunAsync(store.Database, (unit, max) => unit.DeleteMaintenance(store.Now.Before(journal), max), cancellationToken).ConfigureAwait(false) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{lines:N0} lines of the log and {rows:N0} rows of maintenance removed");
    }

    private static string Sentence(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}");
}
