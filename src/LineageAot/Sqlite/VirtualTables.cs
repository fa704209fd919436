using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// A virtual table may keep its rows in another one, which no authorizer hears of at the right time: an FTS5 index with external content
/// (https://sqlite.org/fts5.html#external_content_tables), a vocabulary over it. The other one is named by its arguments.
/// </summary>
internal static class VirtualTables
{
    /// <summary>Adds the tables that the virtual ones among these name in their arguments, at any distance. A name too many does no harm.</summary>
    public static void AddSources(SqliteSession session, HashSet<string> tables)
    {
        var virtualTables = session.QueryRows("select name, sql from sqlite_schema where type = 'table' and rootpage = 0");
        if (virtualTables.Count == 0)
        {
            return;
        }

        var all = session.QueryRows("select name from sqlite_schema where type in ('table', 'view')");
        var open = new Stack<string>(tables);
        while (open.TryPop(out var table))
        {
            if (virtualTables.Find(row => SqlNameComparer.Instance.Equals(row[0], table)) is not [_, { } sql])
            {
                continue;
            }

            foreach (var other in all)
            {
                if (other[0] is { } name && Names(sql, name) && tables.Add(name))
                {
                    open.Push(name);
                }
            }
        }
    }

    /// <summary>The text holds the name as a word, whatever its quotes.</summary>
    private static bool Names(string sql, string name)
    {
        for (var start = sql.IndexOf(name, StringComparison.OrdinalIgnoreCase); start >= 0; start = sql.IndexOf(name, start + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((start == 0 || !IsPart(sql[start - 1])) && (start + name.Length == sql.Length || !IsPart(sql[start + name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
