using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Lineage;

/// <summary>The vectors that somebody else's store is to delete.</summary>
/// <param name="VectorStore">The kind of store.</param>
/// <param name="VectorCollection">The collection within it.</param>
/// <param name="VectorIds">Their keys there.</param>
public sealed record VectorDeletion(string VectorStore, string VectorCollection, IReadOnlyList<string> VectorIds);

/// <summary>The bytes that somebody keeps and nothing points at any more.</summary>
/// <param name="Sha256">Their hash, as 64 hexadecimal digits.</param>
/// <param name="StorageUri">Where they are kept.</param>
public sealed record ContentDeletion(string Sha256, string StorageUri);

/// <summary>The kinds of outbox entries that the store writes itself, and the form of their payloads.</summary>
public static class OutboxKinds
{
    /// <summary>Vectors are to be deleted: the payload is a <see cref="VectorDeletion"/>.</summary>
    public const string DeleteVectors = "vectors.delete";

    /// <summary>Stored bytes may be deleted: the payload is a <see cref="ContentDeletion"/>.</summary>
    public const string DeleteContent = "contents.delete";
}

/// <summary>The payloads of the store's own outbox entries, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VectorDeletion))]
[JsonSerializable(typeof(ContentDeletion))]
public sealed partial class OutboxPayloads : JsonSerializerContext;

/// <summary>A vector, and the store that keeps it.</summary>
[Row]
internal sealed partial record ReleasedVector(string VectorStore, string VectorCollection, string VectorId);

/// <summary>Before pointers go with their chunks, their vectors are written into the outbox, in the same unit: no vector is forgotten.</summary>
internal static partial class VectorRelease
{
    private const int IdsInOneEntry = 500;

    [Query("""
        select s.vector_store, s.vector_collection, e.vector_id
        from chunks c join chunk_embeddings e on e.chunk_id = c.id join embedding_sets s on s.id = e.embedding_set_id
        where c.id in (select id from chunks where chunk_set_id = @set order by ordinal limit @limit) and e.state in ('ready', 'deleting') and e.vector_id is not null
        """)]
    private static partial IReadOnlyList<ReleasedVector> ListVectors(this WriteScope unit, ChunkSetId set, int limit);

    /// <summary>Writes the vectors of a set's first chunks into the outbox.</summary>
    public static void ReleaseVectors(this WriteScope unit, ChunkSetId set, int chunks, DateTimeOffset now)
    {
        foreach (var group in unit.ListVectors(set, chunks).GroupBy(static vector => (vector.VectorStore, vector.VectorCollection)))
        {
            foreach (var ids in group.Select(static vector => vector.VectorId).Chunk(IdsInOneEntry))
            {
                var deletion = new VectorDeletion(group.Key.VectorStore, group.Key.VectorCollection, ids);
                unit.Insert(new OutboxRow { Kind = OutboxKinds.DeleteVectors, Payload = JsonSerializer.Serialize(deletion, OutboxPayloads.Default.VectorDeletion), AvailableAt = now });
            }
        }
    }
}
