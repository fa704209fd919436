using System.Runtime.InteropServices;

namespace LineageAot.Lineage;

/// <summary>A thing that a trace has met: where it stands among the nodes.</summary>
internal record struct SeenThing(int Index)
{
    /// <summary>The place that a run was last followed from; null for what isn't a run, and for runs that an edge which isn't followed has led to so far.</summary>
    public int? FollowedFrom { get; set; }
}

/// <summary>The things that a trace has met. A table for each kind, whose keys are the things' own: whole node keys would take twice the room, and thousands are looked up.</summary>
internal sealed class SeenThings
{
    private readonly Dictionary<Guid, SeenThing>?[] kinds = new Dictionary<Guid, SeenThing>?[Enum.GetValues<LineageNodeKind>().Length];
    private readonly Dictionary<LineageNodeKey, SeenThing> embeddings = [];

    /// <summary>The thing, which is added where it's missing; valid until the next one is.</summary>
    public ref SeenThing GetOrAdd(in LineageNodeKey key, out bool isKnown)
    {
        if (key.Kind == LineageNodeKind.ChunkEmbedding)
        {
            return ref CollectionsMarshal.GetValueRefOrAddDefault(embeddings, key, out isKnown);
        }

        return ref CollectionsMarshal.GetValueRefOrAddDefault(TableOf(key.Kind), key.Id, out isKnown);
    }

    public bool TryGet(in LineageNodeKey key, out SeenThing thing)
    {
        if (key.Kind == LineageNodeKind.ChunkEmbedding)
        {
            return embeddings.TryGetValue(key, out thing);
        }

        thing = default;
        return kinds[(int)key.Kind]?.TryGetValue(key.Id, out thing) ?? false;
    }

    /// <summary>Says that at most so many things of a kind come next, so that the table needn't grow step by step.</summary>
    public void MakeRoom(LineageNodeKind kind, int things)
    {
        if (kind == LineageNodeKind.ChunkEmbedding)
        {
            embeddings.EnsureCapacity(embeddings.Count + things);
            return;
        }

        var table = TableOf(kind);
        if (things > table.Count)
        {
            table.EnsureCapacity(table.Count + things);
        }
    }

    private Dictionary<Guid, SeenThing> TableOf(LineageNodeKind kind) => kinds[(int)kind] ??= [];
}
