namespace LineageAot.Lineage;

/// <summary>Deletes a workspace in slices, from its chunks up to its own row; ended at any point it's gone on from.</summary>
internal static class WorkspaceDeletion
{
    private const int SetsAtOnce = 200;
    private const int SourcesAtOnce = 200;
    private const int RunsAtOnce = 100;
    private const int QueriesAtOnce = 500;

    public static async ValueTask<bool> DeleteAsync(LineageStore store, WorkspaceId workspace, CancellationToken cancellationToken)
    {
        var now = store.Now;
        var database = store.Database;
        if (!await store.Journal.WriteAsync((unit, events) => Begin(unit, events, workspace, now), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await ChunkSetRemoval.RemoveAsync(store, unit => unit.ListSets(workspace, SetsAtOnce), cancellationToken).ConfigureAwait(false);
        while (await database.WriteAsync(unit => unit.DeleteSources(workspace, SourcesAtOnce), cancellationToken: cancellationToken).ConfigureAwait(false) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        while (await database.ListRunIdsAsync(workspace, RunsAtOnce, cancellationToken).ConfigureAwait(false) is { Count: > 0 } runs)
        {
            foreach (var run in runs)
            {
                await RunRemoval.RemoveAsync(store, run, cancellationToken).ConfigureAwait(false);
            }
        }

        while (await database.WriteAsync(unit => unit.DeleteQueries(workspace, DateTimeOffset.MaxValue, QueriesAtOnce), cancellationToken: cancellationToken).ConfigureAwait(false) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        // What is left (connectors, pipelines, collections, schedules, definitions, embedding sets, artifacts) is little, and goes with the row.
        await database.WriteAsync(unit => unit.Table<WorkspaceRow>().Delete(workspace), cancellationToken: cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static bool Begin(WriteScope unit, RunEvents events, WorkspaceId workspace, DateTimeOffset now)
    {
        if (unit.SetDeleting(workspace, now) == 0)
        {
            return false;
        }

        foreach (var run in unit.ListLiveRuns(workspace))
        {
            RunWriting.Finish(unit, events, run.Id, run.Status, new RunEnd(RunStatus.Canceled, null, "workspace_deleted", "Its workspace is being deleted."), now);
        }

        return true;
    }
}
