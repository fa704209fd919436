using System.Text.Json;

namespace LineageAot.Lineage;

/// <summary>Tells whoever keeps the vectors what to delete, in the unit that takes away the rows which point to them.</summary>
internal static class VectorOutbox
{
    public const int MaxVectors = 500;

    /// <summary>Entries for these vectors, at most 500 an entry.</summary>
    public static void EnqueueVectorDeletions(this WriteScope unit, string store, string collection, IEnumerable<string> vectors, DateTimeOffset now)
    {
        foreach (var slice in vectors.Chunk(MaxVectors))
        {
            unit.Insert(new OutboxRow
            {
                Kind = OutboxKinds.DeleteVectors,
                Payload = JsonSerializer.Serialize(new VectorDeletion(store, collection, slice), OutboxPayloads.Default.VectorDeletion),
                AvailableAt = now,
            });
        }
    }
}
