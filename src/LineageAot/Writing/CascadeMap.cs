using LineageAot.Schema;

namespace LineageAot.Writing;

/// <summary>For each table the tables that a delete or key change in it may reach through foreign keys, at any distance.</summary>
internal static class CascadeMap
{
    public static Dictionary<string, string[]> Of(DatabaseSchema schema)
    {
        var children = new Dictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var table in schema.AllTables())
        {
            foreach (var key in table.ForeignKeys)
            {
                if (Reaches(key.OnDelete) || Reaches(key.OnUpdate))
                {
                    (children.TryGetValue(key.ParentTable, out var list) ? list : children[key.ParentTable] = []).Add(table.Name);
                }
            }
        }

        return children.Keys.ToDictionary(table => table, table => Reached(table, children), StringComparer.OrdinalIgnoreCase);
    }

    private static bool Reaches(ReferenceAction action) => action is ReferenceAction.Cascade or ReferenceAction.SetNull;

    private static string[] Reached(string table, Dictionary<string, List<string>> children)
    {
        var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>([table]);
        while (open.TryPop(out var parent))
        {
            foreach (var child in children.GetValueOrDefault(parent) ?? [])
            {
                if (reached.Add(child))
                {
                    open.Push(child);
                }
            }
        }

        reached.Remove(table);
        return [.. reached];
    }
}
