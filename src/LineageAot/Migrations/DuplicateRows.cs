using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Tells how many rows stand in the way of a unique index, and which: SQLite itself names the columns alone.</summary>
internal static class DuplicateRows
{
    private const int KeysShown = 5;

    /// <summary>A sentence for a CREATE UNIQUE INDEX that failed on rows of equal values; null for every other statement.</summary>
    /// <param name="session">Inside the migration's transaction.</param>
    /// <param name="sql">The text that begins with the statement.</param>
    public static string? Describe(SqliteSession session, string sql)
    {
        var cursor = new TokenCursor(SqlTokenizer.Tokenize(sql));
        if (!cursor.TryTake("create", "unique", "index"))
        {
            return null;
        }

        cursor.TryTake("if", "not", "exists");
        while (!cursor.IsAtEnd && !cursor.TryTake("on"))
        {
            cursor.Take();
        }

        var table = cursor.Take().Name;
        var columns = cursor.TakeParenthesis();
        if (columns.Length == 0 || SchemaCatalog.Read(session).FindTable(table) is null)
        {
            return null;
        }

        var condition = cursor.TryTake("where") ? TextOf(sql, cursor.Current.Start) : "1";
        return Count(session, table, Keys(session, table), WithoutOrder(sql, columns), condition);
    }

    private static string Count(SqliteSession session, string table, string? key, string columns, string condition)
    {
        var from = $"from main.{SqlIdentifier.Quote(table)} where ({condition}) and ({columns}) in (select {columns} from main.{SqlIdentifier.Quote(table)} where ({condition}) group by {columns} having count(*) > 1)";
        var count = session.QueryText($"select count(*) {from}");
        if (key is null)
        {
            return $"{count} rows of table '{table}' have values that others have too.";
        }

        var keys = session.QueryRows(string.Create(CultureInfo.InvariantCulture, $"select {key} {from} limit {KeysShown + 1}")).ConvertAll(static row => row[0]);
        return $"{count} rows of table '{table}' have values that others have too (keys {string.Join("; ", keys.Take(KeysShown))}{(keys.Count > KeysShown ? "; …" : "")}).";
    }

    /// <summary>The primary key as one text, cut where it's long; null where there is none.</summary>
    private static string? Keys(SqliteSession session, string table)
    {
        // cid, name, type, notnull, dflt_value, pk
        var columns = session.QueryRows($"pragma main.table_info({SqlIdentifier.Quote(table)})").Where(static row => row[5] != "0").OrderBy(static row => int.Parse(row[5]!, CultureInfo.InvariantCulture));
        var texts = columns.Select(static row => $"substr(quote({SqlIdentifier.Quote(row[1]!)}), 1, 100)").ToArray();
        return texts.Length == 0 ? null : string.Join(" || ', ' || ", texts);
    }

    /// <summary>The columns or expressions without ASC and DESC.</summary>
    private static string WithoutOrder(string sql, SqlToken[] columns) => string.Join(", ", TokenCursor.SplitAtCommas(columns).ConvertAll(part =>
    {
        var last = part.Length > 1 && (part[^1].IsWord("desc") || part[^1].IsWord("asc")) ? part[^2] : part[^1];
        return sql[part[0].Start..last.End];
    }));

    /// <summary>Up to the statement's end.</summary>
    private static string TextOf(string sql, int start)
    {
        var tokens = SqlTokenizer.Tokenize(sql[start..]);
        var end = Array.FindIndex(tokens, static token => token.IsSymbol(';'));
        return end < 0 ? sql[start..] : sql.Substring(start, tokens[end].Start);
    }
}
