using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations.Planning;

/// <summary>
/// What existing rows get in a new NOT NULL column that has no default: 0, an empty text, or whatever the column's own CHECKs let through; asked of SQLite. It's a proposal for whoever
/// reviews the file.
/// </summary>
internal static class NeutralValue
{
    /// <param name="column">The column's piece of the CREATE TABLE.</param>
    /// <param name="checks">The table's CHECKs that mention it.</param>
    /// <param name="type">Its type.</param>
    /// <returns>An SQL literal; null where none of those tried fits, for instance because the CHECKs speak of other columns.</returns>
    public static string? Find(TablePart column, IReadOnlyList<TablePart> checks, string type)
    {
        using var memory = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        ConnectionSettings.Set(memory, "foreign_keys", 0);
        try
        {
            memory.Execute($"CREATE TABLE \"t\" ({string.Join(", ", checks.Select(static check => check.Text).Prepend(column.Text))}) STRICT");
        }
        catch (LineageException)
        {
            return null;
        }

        foreach (var candidate in Candidates(type, checks.Append(column)))
        {
            try
            {
                memory.Execute($"INSERT INTO \"t\" ({SqlIdentifier.Quote(column.Name)}) VALUES ({candidate})");
                return candidate;
            }
            catch (LineageException)
            {
                // The next one may fit.
            }
        }

        return null;
    }

    private static IEnumerable<string> Candidates(string type, IEnumerable<TablePart> parts)
    {
        var literals = parts.SelectMany(static part => part.Tokens).Where(static token => token.Kind == SqlTokenKind.Literal && token.Text[0] is not ('?' or ':' or '@' or '$' or '#')).Select(static token => token.Text).ToArray();
        string[] usual = type switch
        {
            "TEXT" => ["''", "'{}'", "'[]'"],
            "BLOB" => ["x''", .. literals.Where(static literal => int.TryParse(literal, out var length) && length is > 0 and <= 4096).Select(static length => $"zeroblob({length})")],
            "REAL" => ["0.0"],
            _ => ["0"],
        };
        return usual.Concat(literals);
    }
}
