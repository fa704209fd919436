using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Rows that point at nothing, counted by table and parent: a migration may find some, but makes none.</summary>
internal sealed class ForeignKeyViolations
{
    private const int NumbersShown = 5;

    private readonly Dictionary<string, Count> counts = [];

    public static ForeignKeyViolations Read(SqliteSession session)
    {
        var violations = new ForeignKeyViolations();

        // table, rowid, parent, index of the foreign key
        foreach (var row in session.QueryRows("pragma main.foreign_key_check"))
        {
            var count = new Count(SqlNameComparer.Fold(row[0]!), SqlNameComparer.Fold(row[2]!));
            if (!violations.counts.TryAdd(count.Key, count))
            {
                count = violations.counts[count.Key];
            }

            count.Rows++;
            if (row[1] is { } number && count.Numbers.Count < NumbersShown)
            {
                count.Numbers.Add(number);
            }
        }

        return violations;
    }

    /// <summary>What is here and wasn't there before, as a sentence; null if there is nothing.</summary>
    public string? MoreThan(ForeignKeyViolations before)
    {
        var sentences = new List<string>();
        foreach (var count in counts.Values)
        {
            var added = count.Rows - (before.counts.TryGetValue(count.Key, out var earlier) ? earlier.Rows : 0);
            if (added > 0)
            {
                // Where some were there before, nobody can tell which these are.
                var numbers = added == count.Rows && count.Numbers.Count > 0 ? $" (row numbers {string.Join(", ", count.Numbers)}{(added > count.Numbers.Count ? ", …" : "")})" : "";
                sentences.Add($"{added} rows of table '{count.Table}' point at rows of '{count.Parent}' that aren't there{numbers}");
            }
        }

        return sentences.Count == 0 ? null : string.Join("; ", sentences);
    }

    // A class, not a tuple: in a native program each generic type over a struct is code of its own.
    private sealed class Count(string table, string parent)
    {
        public string Table => table;

        public string Parent => parent;

        public string Key => $"{table}\0{parent}";

        public int Rows { get; set; }

        /// <summary>Of the first ones; a table WITHOUT ROWID has none.</summary>
        public List<string> Numbers { get; } = [];
    }
}
