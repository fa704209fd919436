using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Rows that point at nothing, counted by table and parent: a migration may find some, but makes none.</summary>
internal sealed class ForeignKeyViolations
{
    private readonly Dictionary<(string Table, string Parent), int> counts = [];

    public static ForeignKeyViolations Read(SqliteSession session)
    {
        var violations = new ForeignKeyViolations();

        // table, rowid, parent, index of the foreign key
        foreach (var row in session.QueryRows("pragma main.foreign_key_check"))
        {
            var key = (SqlNameComparer.Fold(row[0]!), SqlNameComparer.Fold(row[2]!));
            violations.counts[key] = violations.counts.GetValueOrDefault(key) + 1;
        }

        return violations;
    }

    /// <summary>What is here and wasn't there before, as a sentence; null if there is nothing.</summary>
    public string? MoreThan(ForeignKeyViolations before)
    {
        var more = counts.Where(count => count.Value > before.counts.GetValueOrDefault(count.Key)).ToArray();
        return more.Length == 0 ? null : string.Join("; ", more.Select(count => $"{count.Value - before.counts.GetValueOrDefault(count.Key)} rows of table '{count.Key.Table}' point at rows of '{count.Key.Parent}' that aren't there"));
    }
}
