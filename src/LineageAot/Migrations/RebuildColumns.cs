using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Which column of a rebuilt table is filled with what.</summary>
internal sealed class RebuildColumns(SqliteSession session, string table, string temporary, IReadOnlyList<KeyValuePair<string, string>> copies)
{
    private static readonly string[] RowIdNames = ["rowid", "_rowid_", "oid"];

    private readonly List<FilledColumn> filled = [];
    private List<string?[]> before = [], after = [];

    /// <summary>The key's columns, copied as they are; empty where the key itself changes.</summary>
    public IReadOnlyList<string> SameKey { get; private set; } = [];

    /// <summary>Reads both tables; the temporary one is there.</summary>
    /// <exception cref="MigrationStepException">A copy names a column that isn't there.</exception>
    public void Read()
    {
        before = Columns(table);
        after = Columns(temporary);
        var expressions = new Dictionary<string, string>(SqlNameComparer.Instance);
        foreach (var copy in copies)
        {
            expressions[copy.Key] = copy.Value;
        }

        foreach (var column in after.Where(static row => row[6] is "0"))
        {
            var name = column[1]!;
            if (expressions.Remove(name, out var expression))
            {
                filled.Add(new FilledColumn(name, expression));
            }
            else if (Find(before, name) is not null)
            {
                filled.Add(new FilledColumn(name, SqlIdentifier.Quote(name)));
            }
        }

        if (expressions.Count > 0)
        {
            throw new MigrationStepException($"'-- copy {expressions.Keys.First()}' names a column that the new table '{table}' doesn't have, or computes by itself.");
        }

        SameKey = Key(before) is { Count: > 0 } key && key.SequenceEqual(Key(after), SqlNameComparer.Instance)
            && key.TrueForAll(name => filled.Exists(column => SqlNameComparer.Instance.Equals(column.Column, name) && column.Expression == SqlIdentifier.Quote(name))) ? key : [];
        if (RowIdName() is { } rowId)
        {
            // A table without an integer key has a number for each row all the same, and programs keep it (a full-text index does).
            filled.Insert(0, new FilledColumn(rowId, rowId));
        }
    }

    /// <summary>The statement that copies the rows, in the order of the old table.</summary>
    /// <param name="verb"><c>insert</c> or <c>insert or ignore</c>.</param>
    public string CopySql(string verb)
    {
        if (filled.Count == 0)
        {
            throw new MigrationStepException($"No column of the new table '{table}' is filled from the old one. Say with '-- copy column = expression' where its values come from.");
        }

        var targets = string.Join(", ", filled.Select(static column => IsRowId(column.Column) ? column.Column : SqlIdentifier.Quote(column.Column)));
        return $"{verb} into main.{SqlIdentifier.Quote(temporary)} ({targets}) select {string.Join(", ", filled.Select(static column => column.Expression))} from main.{SqlIdentifier.Quote(table)}";
    }

    /// <summary>Columns whose declared type became a number or a blob, with the storage classes that they may hold, as SQL texts.</summary>
    public IEnumerable<(string Column, string Types)> ChangedTypes()
    {
        foreach (var column in after.Where(static row => row[6] is "0"))
        {
            var types = (column[2] ?? "").ToUpperInvariant() switch
            {
                "INTEGER" or "INT" => "'integer'",
                "REAL" => "'real'",
                "TEXT" => "'text'",
                "BLOB" => "'blob'",
                _ => null,
            };
            if (types is not null && Find(before, column[1]!) is var old && !string.Equals(old?[2], column[2], StringComparison.OrdinalIgnoreCase))
            {
                yield return (column[1]!, types);
            }
        }
    }

    private string? RowIdName()
    {
        if (HasOwnNumber(table, before) || HasOwnNumber(temporary, after))
        {
            return null;
        }

        return Array.Find(RowIdNames, name => Find(before, name) is null && Find(after, name) is null);
    }

    /// <summary>WITHOUT ROWID, or its only key column is the number itself.</summary>
    private bool HasOwnNumber(string name, List<string?[]> columns)
    {
        var key = columns.FindAll(static row => row[5] != "0");
        return session.QueryRows($"pragma main.table_list({SqlIdentifier.Quote(name)})").Exists(static row => row[4] != "0")
            || (key.Count == 1 && string.Equals(key[0][2], "INTEGER", StringComparison.OrdinalIgnoreCase));
    }

    // A class, so that lists and queries over it share their code with all others.
    private sealed record FilledColumn(string Column, string Expression);

    private static bool IsRowId(string name) => Array.IndexOf(RowIdNames, name) >= 0;

    private static List<string> Key(List<string?[]> columns) => [.. columns.Where(static row => row[5] != "0").OrderBy(static row => int.Parse(row[5]!, CultureInfo.InvariantCulture)).Select(static row => row[1]!)];

    private static string?[]? Find(List<string?[]> columns, string name) => columns.Find(row => SqlNameComparer.Instance.Equals(row[1], name));

    // cid, name, type, notnull, dflt_value, pk, hidden
    private List<string?[]> Columns(string name) => session.QueryRows($"pragma main.table_xinfo({SqlIdentifier.Quote(name)})");
}
