using System.Runtime.InteropServices;

namespace LineageAot.Lineage;

/// <summary>What a step of a trace goes on from: everything that the step before reached first.</summary>
internal sealed class TraceFrontier
{
    private readonly Dictionary<LineageNodeKind, List<Guid>> things = [];
    private readonly Dictionary<Guid, List<Guid>> embeddings = [];
    private readonly Dictionary<Guid, RunReach> runs = [];

    public bool IsEmpty => things.Count == 0 && embeddings.Count == 0 && runs.Count == 0;

    /// <summary>The chunks of embeddings, by embedding set.</summary>
    public IReadOnlyDictionary<Guid, List<Guid>> Embeddings => embeddings;

    /// <summary>Runs, by how they are followed.</summary>
    public IReadOnlyDictionary<RunReach, List<Guid>> Runs
    {
        get
        {
            var groups = new Dictionary<RunReach, List<Guid>>();
            foreach (var (run, reach) in runs)
            {
                ListOf(groups, reach).Add(run);
            }

            return groups;
        }
    }

    /// <summary>The things of a kind; none but runs and embeddings.</summary>
    public IReadOnlyList<Guid> Of(LineageNodeKind kind) => things.TryGetValue(kind, out var ids) ? ids : [];

    public void Add(in LineageNodeKey key)
    {
        if (key.EmbeddingSetId is { } set)
        {
            ListOf(embeddings, set.Value).Add(key.Id);
        }
        else
        {
            ListOf(things, key.Kind).Add(key.Id);
        }
    }

    /// <summary>Adds a run, or widens how it's followed.</summary>
    public void Add(Guid run, int place, int? followedBefore)
    {
        ref var reach = ref CollectionsMarshal.GetValueRefOrAddDefault(runs, run, out var isWaiting);
        reach = isWaiting ? reach with { Place = place } : new RunReach(place, followedBefore);
    }

    private static List<Guid> ListOf<TKey>(Dictionary<TKey, List<Guid>> lists, TKey key) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        return list;
    }
}

/// <summary>How a run is followed: from a thing at this place, and not again what was followed before from one at another.</summary>
internal readonly record struct RunReach(int Place, int? FollowedBefore);
