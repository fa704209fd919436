namespace LineageAot.Lineage;

/// <summary>What becomes of a chunk set's vectors once it's replaced or its source is gone.</summary>
internal static class ChunkSetRelease
{
    /// <summary>
    /// Gives up the vectors of chunk sets: what wasn't made is no longer wanted, and what was is to be deleted. A worker that is just making one is told when he completes it.
    /// </summary>
    public static void ReleaseChunkSets(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<ChunkSetId> sets, DateTimeOffset now)
    {
        if (sets.Count == 0 || !unit.HasEmbeddingSets(workspace))
        {
            return;
        }

        unit.DeleteBacklogOf(sets);
        unit.DeleteUnmade(sets);
        unit.SetDeletingOf(sets, now);
    }
}
