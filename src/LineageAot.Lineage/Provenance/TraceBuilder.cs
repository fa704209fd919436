namespace LineageAot.Lineage;

/// <summary>A graph while it's traced, step by step. Each thing is gone on from once (a run again where it's followed further), so that circles end and no edge comes twice.</summary>
internal sealed class TraceBuilder
{
    private readonly LineageTraceOptions options;
    private readonly bool isUpstream;
    private readonly SeenThings known = new();
    private readonly List<LineageNode> nodes = [];
    private readonly List<LineageEdge> edges = [];
    private TraceFrontier next = new();
    private int depth;
    private bool isTruncated;

    public TraceBuilder(in LineageNodeKey start, LineageTraceOptions options, bool isUpstream)
    {
        Start = start;
        this.options = options;
        this.isUpstream = isUpstream;
        nodes.Add(new LineageNode(start, Depth: 0));
        ref var seen = ref known.GetOrAdd(start, out _);
        if (start.Kind == LineageNodeKind.Run)
        {
            seen.FollowedFrom = LineageOrder.None;
            next.Add(start.Id, LineageOrder.None, followedBefore: null);
        }
        else
        {
            next.Add(start);
        }
    }

    public LineageNodeKey Start { get; }

    /// <summary>The rows that a statement may give where each leads to another thing: one more than fits says that there are more.</summary>
    public int NodeLimit => Math.Min(options.MaxNodes, options.MaxEdges - edges.Count) + 1;

    /// <summary>The rows that a statement may give where several may lead to one thing.</summary>
    public int EdgeLimit => Math.Min(options.MaxEdges - edges.Count, int.MaxValue - 1) + 1;

    /// <summary>The things to go on from, or null at the end. Past the last step one more is looked at, only to know whether anything lies there.</summary>
    public TraceFrontier? TakeStep()
    {
        if (next.IsEmpty || depth > options.MaxDepth || (isTruncated && (nodes.Count == options.MaxNodes || edges.Count == options.MaxEdges)))
        {
            return null;
        }

        var step = next;
        next = new TraceFrontier();
        depth++;
        return step;
    }

    /// <summary>Connects a thing that is known with one that was found from it.</summary>
    public void Connect(in LineageNodeKey from, in LineageNodeKey found, string role, Sha256? content = null)
    {
        if (Reach(from, found, role, label: null, content) is true)
        {
            next.Add(found);
        }
    }

    /// <summary>Connects a thing that is known with a run that made it (upstream) or read it (downstream), and says what people know the run by, where that has been read.</summary>
    public void ConnectRun(in LineageNodeKey from, Guid run, string role, string? label = null)
    {
        var key = new LineageNodeKey(LineageNodeKind.Run, run);
        switch (Reach(from, key, role, label, content: null))
        {
            case null:
                return;
            case false when label is not null:
                Label(key, label);
                break;
        }

        Follow(key, LineageOrder.PlaceOf(from.Kind));
    }

    /// <summary>Connects a run with the one that it went on from (upstream) or that went on from it (downstream), which is followed as itself.</summary>
    public void ConnectRuns(Guid run, Guid found, RunReach reach)
    {
        var key = new LineageNodeKey(LineageNodeKind.Run, found);
        var isAgain = reach.FollowedBefore is not null;
        if (isAgain ? known.TryGet(key, out var seen) && seen.FollowedFrom is not null : Reach(new(LineageNodeKind.Run, run), key, "parent", label: null, content: null) is not null)
        {
            Follow(key, reach.Place);
        }
    }

    public IReadOnlyList<LineageNode> Nodes => nodes;

    /// <summary>Says that so many edges to things of a kind were found.</summary>
    public void MakeRoom(LineageNodeKind kind, int found) => known.MakeRoom(kind, Math.Min(found, options.MaxNodes - nodes.Count));

    /// <summary>Says what people know a thing by, unless it's said already or the thing had no room in the graph.</summary>
    public void Label(in LineageNodeKey key, string label)
    {
        if (known.TryGet(key, out var seen) && nodes[seen.Index].Label is null)
        {
            nodes[seen.Index] = nodes[seen.Index] with { Label = label };
        }
    }

    /// <summary>True for a thing whose label was read.</summary>
    public bool HasLabel(in LineageNodeKey key) => known.TryGet(key, out var seen) && nodes[seen.Index].Label is not null;

    public LineageGraph ToGraph() => new(nodes, edges, isTruncated);

    private void Follow(in LineageNodeKey run, int place)
    {
        ref var seen = ref known.GetOrAdd(run, out _);
        if (seen.FollowedFrom is { } followed && !IsWider(place, followed))
        {
            return;
        }

        next.Add(run.Id, place, seen.FollowedFrom);
        seen.FollowedFrom = place;
    }

    // True: it's new. False: it was known. Null: there is no room for it or its edge.
    private bool? Reach(in LineageNodeKey from, in LineageNodeKey found, string role, string? label, Sha256? content)
    {
        if (edges.Count == options.MaxEdges)
        {
            isTruncated = true;
            return null;
        }

        var isNew = false;
        if (nodes.Count == options.MaxNodes || depth > options.MaxDepth)
        {
            if (!known.TryGet(found, out _))
            {
                isTruncated = true;
                return null;
            }
        }
        else
        {
            ref var seen = ref known.GetOrAdd(found, out var isKnown);
            if (!isKnown)
            {
                isNew = true;
                seen = new SeenThing(nodes.Count);
                nodes.Add(new LineageNode(found, depth) { Label = label, ContentSha256 = content });
            }
        }

        edges.Add(isUpstream ? new LineageEdge(found, from, role) : new LineageEdge(from, found, role));
        return isNew;
    }

    // Upstream the earlier place leads to more of a run's inputs, downstream the later one to more of its outputs.
    private bool IsWider(int place, int than) => than != LineageOrder.None && (place == LineageOrder.None || (isUpstream ? place < than : place > than));
}
