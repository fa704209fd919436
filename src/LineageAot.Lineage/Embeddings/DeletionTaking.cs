namespace LineageAot.Lineage;

/// <summary>Takes vectors that are to be deleted under a lease inside a unit.</summary>
internal static class DeletionTaking
{
    // Of a retired set what was never made is dropped a slice at a time, so that retiring a great set stalls nobody.
    private const int DropSlice = 10_000;

    public static List<DoomedVector> TakeDeletable(this WriteScope unit, in LeaseTerms terms, int max)
    {
        var isRetired = unit.RequireEmbeddingSet(terms.Workspace, terms.Set).Status == EmbeddingSetStatus.Retired;
        if (isRetired)
        {
            unit.DropPending(terms.Set, DropSlice);
            unit.DropFailed(terms.Set, DropSlice);
            unit.DropBacklog(terms.Set, DropSlice);
        }

        List<ChunkId> chunks = [.. unit.FindDeletable(terms.Set, terms.Now, max)];
        if (isRetired && chunks.Count < max)
        {
            chunks.AddRange(unit.FindReady(terms.Set, max - chunks.Count));
        }

        return chunks.Count == 0 ? [] : [.. unit.TakeDeletable(terms.Set, chunks, terms.Owner, terms.Until, terms.Now).Select(static taken => new DoomedVector(taken.ChunkId, taken.VectorId, taken.Attempts))];
    }

    /// <summary>Refuses a vector that somebody else has; one whose pointer is gone is deleted, whoever did it.</summary>
    public static void RefuseTaken(this WriteScope unit, in LeaseTerms terms, DoomedVector vector)
    {
        if (unit.FindPointer(terms.Set, vector.ChunkId) is not null)
        {
            throw new LeaseLostException(
                $"The lease of the vector of the chunk {vector.ChunkId.Value} has ended, and it was given back or to somebody else (chunk_embeddings.attempts). Nothing of the batch was written: lease again.");
        }
    }
}
