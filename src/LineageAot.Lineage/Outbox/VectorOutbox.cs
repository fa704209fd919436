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
            unit.Insert(Entry(store, collection, slice, now));
        }
    }

    /// <summary>
    /// As <see cref="EnqueueVectorDeletions"/>, for what may be asked again before it's done: no vector is entered twice. An entry each, since who asks again may come by another order, in
    /// which others stand together. The number of those that were.
    /// </summary>
    public static int EnqueueVectorDeletionsOnce(this WriteScope unit, string store, string collection, IReadOnlyCollection<string> vectors, DateTimeOffset now)
    {
        var entered = 0;
        foreach (var vector in vectors)
        {
            var row = Entry(store, collection, [vector], now);
            entered += unit.TryInsert(row with { DedupeKey = Sha256.OfText(row.Payload).ToString() }) ? 1 : 0;
        }

        return entered;
    }

    private static OutboxRow Entry(string store, string collection, string[] vectors, DateTimeOffset now) => new()
    {
        Kind = OutboxKinds.DeleteVectors,
        Payload = JsonSerializer.Serialize(new VectorDeletion(store, collection, vectors), OutboxPayloads.Default.VectorDeletion),
        AvailableAt = now,
    };
}
