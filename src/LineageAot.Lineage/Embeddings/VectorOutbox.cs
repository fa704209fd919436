using System.Text.Json;
using System.Text.Json.Serialization;

namespace LineageAot.Lineage;

/// <summary>Vectors that somebody is to delete: the payload of outbox entries of the kind <see cref="VectorOutbox.DeleteKind"/>.</summary>
internal sealed record VectorDeletion(string VectorStore, string VectorCollection, IReadOnlyList<string> VectorIds);

/// <summary>The JSON of outbox entries about vectors.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Default)]
[JsonSerializable(typeof(VectorDeletion))]
internal sealed partial class VectorJson : JsonSerializerContext;

/// <summary>Tells whoever keeps the vectors what to delete, in the unit that takes away the rows which point to them.</summary>
internal static class VectorOutbox
{
    public const string DeleteKind = "vectors.delete";
    public const int MaxVectors = 500;

    /// <summary>Call before sources' rows are deleted: the pointers go with them.</summary>
    public static void EnqueueVectorDeletions(this WriteScope unit, WorkspaceId workspace, IReadOnlyList<SourceId> sources, DateTimeOffset now)
    {
        if (!unit.HasEmbeddingSets(workspace))
        {
            return;
        }

        foreach (var place in unit.ListVectorsOf(workspace, sources).GroupBy(static vector => (vector.VectorStore, vector.VectorCollection), static vector => vector.VectorId))
        {
            unit.EnqueueVectorDeletions(place.Key.VectorStore, place.Key.VectorCollection, place, now);
        }
    }

    /// <summary>Call before a workspace's rows are deleted.</summary>
    public static void EnqueueVectorDeletions(this WriteScope unit, WorkspaceId workspace, DateTimeOffset now)
    {
        foreach (var set in unit.ListEmbeddingSets(workspace))
        {
            // '' is before every key, and never one itself.
            var after = "";
            while (unit.ListVectors(set.Id, after, MaxVectors) is { Count: > 0 } vectors)
            {
                unit.EnqueueVectorDeletions(set.VectorStore, set.VectorCollection, vectors, now);
                after = vectors[^1];
            }
        }
    }

    /// <summary>Entries for these vectors, at most 500 an entry.</summary>
    public static void EnqueueVectorDeletions(this WriteScope unit, string store, string collection, IEnumerable<string> vectors, DateTimeOffset now)
    {
        foreach (var slice in vectors.Chunk(MaxVectors))
        {
            unit.Insert(new OutboxRow
            {
                Kind = DeleteKind,
                Payload = JsonSerializer.Serialize(new VectorDeletion(store, collection, slice), VectorJson.Default.VectorDeletion),
                AvailableAt = now,
            });
        }
    }
}
