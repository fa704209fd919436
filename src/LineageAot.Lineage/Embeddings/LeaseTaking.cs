namespace LineageAot.Lineage;

/// <summary>In whose name, of what and until when a lease is taken.</summary>
internal readonly record struct LeaseTerms(WorkspaceId Workspace, EmbeddingSetId Set, string Owner, DateTimeOffset Now, DateTimeOffset Until, RunId? Run);

/// <summary>Takes work under a lease inside a unit: one writer, so that no two workers get the same.</summary>
internal static class LeaseTaking
{
    private const int BacklogSlice = 256;

    /// <summary>What has a pointer comes first, then the backlog, whose chunks get their pointers here.</summary>
    public static List<TakenChunk> TakeStale(this WriteScope unit, in LeaseTerms terms, int max, ChunkConfigId? config)
    {
        var taken = new List<TakenChunk>();
        if (unit.RequireEmbeddingSet(terms.Workspace, terms.Set).Status == EmbeddingSetStatus.Retired)
        {
            return taken;
        }

        if (unit.FindLeasable(terms.Set, terms.Now, config, max) is { Count: > 0 } known)
        {
            taken.AddRange(unit.Take(terms.Set, known, terms.Owner, terms.Until, terms.Run, terms.Now));
        }

        while (taken.Count < max && unit.FindBacklog(terms.Set, config, Math.Min(max - taken.Count, BacklogSlice)) is { Count: > 0 } ranges)
        {
            foreach (var range in ranges)
            {
                unit.TakeRange(terms, range, max, taken);
            }
        }

        if (terms.Run is { } run && taken.Count > 0)
        {
            unit.AddEdge(new SyncContext(terms.Workspace, null, run, terms.Now), IoDirection.In, EntityType.EmbeddingSet, terms.Set.Value, "embed");
        }

        return taken;
    }

    private static void TakeRange(this WriteScope unit, in LeaseTerms terms, in BacklogRange range, int max, List<TakenChunk> taken)
    {
        if (taken.Count >= max)
        {
            return;
        }

        var end = (int)Math.Min(range.ChunkCount, (long)range.NextOrdinal + max - taken.Count);
        taken.AddRange(unit.TakeNew(terms.Set, range.ChunkSetId, range.NextOrdinal, end, terms.Owner, terms.Until, terms.Run, terms.Now));
        if (end == range.ChunkCount)
        {
            unit.EndBacklog(terms.Set, range.ChunkSetId);
        }
        else
        {
            unit.MoveBacklog(terms.Set, range.ChunkSetId, end, terms.Now);
        }
    }
}
