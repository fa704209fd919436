namespace LineageAot.Lineage;

/// <summary>Removes chunk sets with their chunks and pointers, so many chunks a unit that other writers get their turn, whatever the size of a set.</summary>
internal static class ChunkSetRemoval
{
    private const int ChunksInOneUnit = 5000;

    /// <summary>Removes sets for as long as there are some. Each unit asks anew, so that it can be ended and begun again at any point.</summary>
    /// <param name="store">The store.</param>
    /// <param name="next">Some of the sets that are to go.</param>
    /// <param name="cancellationToken">Ends it between two units.</param>
    /// <returns>The number of sets that went.</returns>
    public static async ValueTask<long> RemoveAsync(LineageStore store, Func<WriteScope, IReadOnlyList<ChunkSetId>> next, CancellationToken cancellationToken)
    {
        var removed = 0L;
        while (true)
        {
            var now = store.Now;
            var (sets, isLast) = await store.Database.WriteAsync(unit => RemoveSome(unit, next(unit), now), cancellationToken: cancellationToken).ConfigureAwait(false);
            removed += sets;
            if (isLast)
            {
                return removed;
            }
        }
    }

    private static (int Sets, bool IsLast) RemoveSome(WriteScope unit, IReadOnlyList<ChunkSetId> sets, DateTimeOffset now)
    {
        var room = ChunksInOneUnit;
        var removed = 0;
        foreach (var set in sets)
        {
            var chunks = unit.CountChunks(set);
            if (chunks > room)
            {
                // What doesn't fit whole goes in pieces: its last chunks and their vectors now, the rest in the next unit. Nobody takes the rest for a whole set, and who wants
                // the set again, since its source came back, goes on behind the chunks that are left.
                unit.SetUnfinished(set);
                unit.ReleaseVectors(set, room, now);
                unit.DeleteArtifactsOfChunks(set, room);
                unit.DeleteChunks(set, room);
                return (removed, false);
            }

            unit.ReleaseVectors(set, chunks, now);
            unit.DeleteArtifactsOfChunks(set, chunks);
            unit.DeleteArtifactsOfSet(set.Value);
            unit.Table<ChunkSet>().Delete(set);
            removed++;
            room -= chunks;
            if (room == 0)
            {
                return (removed, false);
            }
        }

        return (removed, sets.Count == 0);
    }
}
