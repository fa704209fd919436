namespace LineageAot.Lineage;

/// <summary>Takes old rows away in slices, so that other writers get their turn.</summary>
internal static class SlicedRemoval
{
    private const int RowsOfUnit = 2000;

    /// <param name="database">The database.</param>
    /// <param name="delete">Deletes at most so many, and says how many there were.</param>
    /// <param name="cancellationToken">Ends it between two slices.</param>
    public static async ValueTask<long> RunAsync(LineageDatabase database, Func<WriteScope, int, int> delete, CancellationToken cancellationToken)
    {
        var removed = 0L;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var some = await database.WriteAsync(unit => delete(unit, RowsOfUnit), cancellationToken: cancellationToken).ConfigureAwait(false);
            removed += some;
            if (some < RowsOfUnit)
            {
                return removed;
            }
        }
    }
}
