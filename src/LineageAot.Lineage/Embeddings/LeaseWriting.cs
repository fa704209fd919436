namespace LineageAot.Lineage;

/// <summary>Writes what came of leased chunks inside a unit. A chunk that somebody else has ends the unit: nothing of it is written.</summary>
internal static class LeaseWriting
{
    private const string OtherText = "The vector was made of another text than the chunk's.";

    public static int Complete(this WriteScope unit, in LeaseTerms terms, IReadOnlyList<(LeasedChunk Chunk, EmbeddedChunk Vector)> batch)
    {
        var set = unit.RequireEmbeddingSet(terms.Workspace, terms.Set);
        var ready = 0;
        foreach (var (chunk, vector) in batch)
        {
            if (vector.TextHash is { } hash && hash != chunk.ChunkHash)
            {
                unit.Fail(terms, chunk, hash, ErrorCategory.Permanent, OtherText, null);
            }
            else if (unit.Complete(terms, set, chunk, vector.VectorId))
            {
                ready++;
            }
        }

        return ready;
    }

    public static void Fail(this WriteScope unit, in LeaseTerms terms, IReadOnlyList<LeasedChunk> batch, ErrorCategory category, string message, DateTimeOffset? retryAt)
    {
        foreach (var chunk in batch)
        {
            unit.Fail(terms, chunk, null, category, message, retryAt);
        }
    }

    public static void Renew(this WriteScope unit, in LeaseTerms terms, IReadOnlyList<LeasedChunk> batch)
    {
        foreach (var chunk in batch)
        {
            // A pointer that is gone was given up with its chunk set; its worker may end what he began.
            if (unit.Renew(terms.Set, chunk.ChunkId, terms.Owner, chunk.Attempts, terms.Until, terms.Now) == 0 && unit.FindPointer(terms.Set, chunk.ChunkId) is not null)
            {
                throw Lost(chunk);
            }
        }
    }

    public static void Release(this WriteScope unit, in LeaseTerms terms, IReadOnlyList<LeasedChunk> batch)
    {
        foreach (var chunk in batch)
        {
            unit.Release(terms.Set, chunk.ChunkId, terms.Owner, chunk.Attempts, terms.Now);
        }
    }

    private static bool Complete(this WriteScope unit, in LeaseTerms terms, EmbeddingSet set, LeasedChunk chunk, string vector)
    {
        if (unit.TrySetEmbedded(terms, chunk, vector))
        {
            return true;
        }

        if (unit.FindPointer(terms.Set, chunk.ChunkId) is not { } pointer)
        {
            unit.GiveUp(terms, set, chunk, vector);
            return false;
        }

        if (pointer.Attempts != chunk.Attempts || pointer.VectorId is null)
        {
            throw Lost(chunk);
        }

        return pointer.VectorId == vector ? pointer.State == ChunkEmbeddingState.Ready : throw new LineageConflictException(
            $"The chunk {chunk.ChunkId.Value} was completed with another vector's key already (chunk_embeddings.vector_id). Nothing was written: complete a chunk once, or again with the same key.");
    }

    private static bool TrySetEmbedded(this WriteScope unit, in LeaseTerms terms, LeasedChunk chunk, string vector)
    {
        try
        {
            return unit.SetEmbedded(terms.Set, chunk.ChunkId, terms.Owner, chunk.Attempts, vector, chunk.ChunkHash, terms.Run, terms.Now) > 0;
        }
        catch (ConstraintException error) when (error.Kind == ConstraintKind.Unique)
        {
            throw new LineageConflictException(
                $"The vector '{vector}' is the chunk {unit.FindHolder(terms.Set, vector)?.Value}'s (chunk_embeddings.vector_id) and can't be {chunk.ChunkId.Value}'s too. Nothing was written: give each chunk's vector a key of its own.");
        }
    }

    // The chunk set was replaced, or purged, while the vector was made. It's in the vector store, and only here is it known that nobody wants it.
    private static void GiveUp(this WriteScope unit, in LeaseTerms terms, EmbeddingSet set, LeasedChunk chunk, string vector)
    {
        if (unit.FindHolder(terms.Set, vector) is null && unit.AddDeleting(terms.Set, chunk.ChunkId, vector, chunk.Attempts, terms.Run, terms.Now) == 0)
        {
            unit.EnqueueVectorDeletions(set.VectorStore, set.VectorCollection, [vector], terms.Now);
        }
    }

    private static void Fail(this WriteScope unit, in LeaseTerms terms, LeasedChunk chunk, Sha256? hash, ErrorCategory category, string message, DateTimeOffset? retryAt)
    {
        if (unit.SetFailed(terms.Set, chunk.ChunkId, terms.Owner, chunk.Attempts, hash, category, message, retryAt, terms.Run, terms.Now) == 0
            && unit.FindPointer(terms.Set, chunk.ChunkId) is { } pointer
            && (pointer.Attempts != chunk.Attempts || pointer.State != ChunkEmbeddingState.Failed))
        {
            throw Lost(chunk);
        }
    }

    private static LeaseLostException Lost(LeasedChunk chunk)
        => new($"The lease of the chunk {chunk.ChunkId.Value} has ended, and it was given back or to somebody else (chunk_embeddings.attempts). Nothing of the batch was written: lease again.");
}
