using LineageAot.Lineage;

namespace LineageAot.Cli.Rendering;

/// <summary>A graph of lineage as an indented list: under each thing what it comes from, or what came of it. A thing that several lead to is unfolded once.</summary>
internal static class GraphTree
{
    public static TextTable Of(LineageGraph graph, bool isUpstream)
    {
        var table = new TextTable("what", "role", "key") { Flexible = ["what"] };
        var nodes = graph.Nodes.ToDictionary(static node => node.Key);
        var next = graph.Edges.ToLookup(edge => isUpstream ? edge.To : edge.From);
        var unfolded = new HashSet<LineageNodeKey>();

        // A stack of its own: a chain of runs may be longer than the thread's.
        var open = new Stack<(LineageNodeKey Key, string Role, int Depth)>();
        open.Push((graph.Nodes[0].Key, string.Empty, 0));
        while (open.TryPop(out var place))
        {
            var isFirst = unfolded.Add(place.Key);
            // Of a run that made a thing there are two edges, in its own role and as the run that the thing names.
            var below = next[place.Key].GroupBy(edge => isUpstream ? edge.From : edge.To, static edge => edge.Role).Select(static edges => (edges.Key, Role: string.Join(", ", edges))).ToList();
            table.Add(
                new string(' ', 2 * place.Depth) + Describe(nodes.GetValueOrDefault(place.Key), place.Key) + (isFirst || below.Count == 0 ? string.Empty : " (see above)"),
                place.Role,
                nodes.GetValueOrDefault(place.Key)?.ContentSha256?.ToString() ?? place.Key.Id.ToString());
            for (var i = isFirst ? below.Count - 1 : -1; i >= 0; i--)
            {
                open.Push((below[i].Key, below[i].Role, place.Depth + 1));
            }
        }

        return table;
    }

    private static string Describe(LineageNode? node, LineageNodeKey key)
    {
        var kind = Words.Of(key.Kind).Replace('_', ' ');
        return node?.Label is { } label ? $"{kind} {CellText.Flow(PathDisplay.Of(label))}" : kind;
    }
}
