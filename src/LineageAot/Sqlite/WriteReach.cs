using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// Which tables the writes on a table may reach through triggers and foreign keys: learnt from each statement as it's prepared, so that what has run
/// on this connection is known.
/// </summary>
internal sealed class WriteReach
{
    private readonly Dictionary<string, HashSet<string>> reached = new(SqlNameComparer.Instance), reachedByTriggers = new(SqlNameComparer.Instance);

    public void Learn(in ObservedTables tables)
    {
        if (tables.Written.Length > 1)
        {
            Add(reached, tables.Written[0], tables.Written.AsSpan(1));
            Add(reachedByTriggers, tables.Written[0], tables.WrittenByTriggers);
        }
    }

    /// <summary>The tables that a write on a table may have reached.</summary>
    /// <param name="table">The table that the statement names.</param>
    /// <param name="hasChanged">One of its rows was written. Where none was, a trigger may still have run before that turned out.</param>
    public IReadOnlyCollection<string> From(string table, bool hasChanged)
        => (hasChanged ? reached : reachedByTriggers).TryGetValue(table, out var tables) ? tables : [];

    private static void Add(Dictionary<string, HashSet<string>> map, string table, ReadOnlySpan<string> others)
    {
        if (!map.TryGetValue(table, out var tables))
        {
            map[table] = tables = new HashSet<string>(SqlNameComparer.Instance);
        }

        foreach (var other in others)
        {
            tables.Add(other);
        }
    }
}
