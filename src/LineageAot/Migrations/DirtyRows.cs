using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Tells how many rows don't fit a new table, and which: SQLite itself stops at the first one.</summary>
internal static class DirtyRows
{
    private const int KeysShown = 5;
    private const int KeyLength = 100;

    /// <param name="session">Inside the migration's transaction, which is rolled back afterwards.</param>
    /// <param name="table">The table with its rows.</param>
    /// <param name="temporary">A table of the new form.</param>
    /// <param name="columns">Which of its columns is filled with what.</param>
    /// <param name="reason">What SQLite said of the first row.</param>
    public static string Describe(SqliteSession session, string table, string temporary, RebuildColumns columns, string reason)
    {
        // What OR IGNORE leaves out is what doesn't fit (https://sqlite.org/lang_conflict.html); a wrong type in a STRICT table isn't among it.
        session.Execute($"delete from main.{SqlIdentifier.Quote(temporary)}");
        try
        {
            session.Execute(columns.CopySql("insert or ignore"));
        }
        catch (ConstraintException)
        {
            return $"Rows of table '{table}' don't fit its new form: {reason} Mend them first.";
        }

        var count = Number(session, $"select (select count(*) from main.{SqlIdentifier.Quote(table)}) - (select count(*) from main.{SqlIdentifier.Quote(temporary)})");
        return $"{count.ToString(CultureInfo.InvariantCulture)} rows of table '{table}' don't fit its new form{Keys(session, table, temporary, columns)}: {reason} Mend them first.";
    }

    private static string Keys(SqliteSession session, string table, string temporary, RebuildColumns columns)
    {
        if (columns.SameKey.Count == 0)
        {
            return "";
        }

        var key = string.Join(", ", columns.SameKey.Select(SqlIdentifier.Quote));
        var shown = string.Join(" || ', ' || ", columns.SameKey.Select(static name => $"quote({SqlIdentifier.Quote(name)})"));
        var rows = session.QueryRows(string.Create(CultureInfo.InvariantCulture,
            $"select {shown} from main.{SqlIdentifier.Quote(table)} where ({key}) not in (select {key} from main.{SqlIdentifier.Quote(temporary)}) limit {KeysShown}"));
        return $" (keys {string.Join("; ", rows.Select(static row => row[0] is { Length: > KeyLength } text ? text[..KeyLength] + "…" : row[0]))}{(rows.Count == KeysShown ? "; …" : "")})";
    }

    private static long Number(SqliteSession session, string sql) => long.Parse(session.QueryText(sql) ?? "0", CultureInfo.InvariantCulture);
}
