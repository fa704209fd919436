namespace LineageAot.Lineage;

/// <summary>Removes runs with their items, edges and events, so many rows a unit.</summary>
internal static class RunRemoval
{
    private const int RowsInOneUnit = 5000;

    public static async ValueTask RemoveAsync(LineageDatabase database, RunId run, CancellationToken cancellationToken)
    {
        while (!await database.WriteAsync(unit => RemoveSome(unit, run), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static bool RemoveSome(WriteScope unit, RunId run)
    {
        if (unit.DeleteItems(run, RowsInOneUnit) + unit.DeleteEdges(run, RowsInOneUnit) >= RowsInOneUnit)
        {
            return false;
        }

        // The stream goes as a whole and in one unit: what is left of the events stays verifiable.
        unit.RemoveEvents(inner => inner.DeleteEvents(run.Value));
        unit.DeleteStream(run.Value);
        unit.Table<Run>().Delete(run);
        return true;
    }
}
