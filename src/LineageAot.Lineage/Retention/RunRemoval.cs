namespace LineageAot.Lineage;

/// <summary>Removes runs with their items, edges and events, so many rows a unit.</summary>
internal static class RunRemoval
{
    private const int RowsInOneUnit = 5000;

    public static async ValueTask RemoveAsync(LineageStore store, RunId run, CancellationToken cancellationToken)
    {
        while (await store.Database.WriteAsync(unit => unit.DeleteItems(run, RowsInOneUnit) + unit.DeleteEdges(run, RowsInOneUnit), cancellationToken: cancellationToken).ConfigureAwait(false) >= RowsInOneUnit)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        await store.Journal.RemoveAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The stream goes as a whole and in one unit: what is left of the events stays verifiable.</summary>
    public static void RemoveRunStream(this WriteScope unit, RunId run)
    {
        unit.RemoveEvents(inner => inner.DeleteEvents(run.Value));
        unit.DeleteStream(run.Value);
    }
}
