namespace LineageAot.Lineage;

/// <summary>A vector, and the store that keeps it.</summary>
[Row]
internal sealed partial record ReleasedVector(string VectorStore, string VectorCollection, string VectorId);

/// <summary>Before pointers go with their chunks, their vectors are written into the outbox, in the same unit: no vector is forgotten.</summary>
internal static partial class VectorRelease
{
    [Query("""
        select s.vector_store, s.vector_collection, e.vector_id
        from chunks c join chunk_embeddings e on e.chunk_id = c.id join embedding_sets s on s.id = e.embedding_set_id
        where c.id in (select id from chunks where chunk_set_id = @set order by ordinal desc limit @limit) and e.state in ('ready', 'deleting') and e.vector_id is not null
        """)]
    private static partial IReadOnlyList<ReleasedVector> ListVectors(this WriteScope unit, ChunkSetId set, int limit);

    /// <summary>Writes the vectors of a set's first chunks into the outbox.</summary>
    public static void ReleaseVectors(this WriteScope unit, ChunkSetId set, int chunks, DateTimeOffset now)
    {
        foreach (var place in unit.ListVectors(set, chunks).GroupBy(static vector => (vector.VectorStore, vector.VectorCollection), static vector => vector.VectorId))
        {
            unit.EnqueueVectorDeletions(place.Key.VectorStore, place.Key.VectorCollection, place, now);
        }
    }
}
