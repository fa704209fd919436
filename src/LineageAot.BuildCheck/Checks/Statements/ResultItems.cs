namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>The items of a statement's own select list, or of RETURNING.</summary>
internal static class ResultItems
{
    private static readonly HashSet<string> Starts = ["select", "returning"];
    private static readonly HashSet<string> Ends = ["from", "where", "group", "order", "having", "limit", "window", "union", "except", "intersect"];

    /// <summary>The place of the list in the text, and of each of its items; a star that wasn't expanded is one.</summary>
    public static (int List, IReadOnlyList<int> Items) Of(SqlWords words, bool isCommand)
    {
        var start = Enumerable.Range(0, words.Count).Where(index => words.Depth(index) == 0 && (isCommand ? words.IsWord(index, "returning") : words.IsAny(index, Starts))).DefaultIfEmpty(-1).First();
        if (start < 0)
        {
            return (words[0].Start, []);
        }

        var first = words.IsWord(start + 1, "distinct") || words.IsWord(start + 1, "all") ? start + 2 : start + 1;
        var end = words.Find(first, 0, Ends);
        var items = new List<int> { words[first].Start };
        for (var index = first; index < end; index++)
        {
            if (words.Depth(index) == 0 && words.IsSymbol(index, ','))
            {
                items.Add(words[index + 1].Start);
            }
        }

        return (words[start].Start, items);
    }
}
