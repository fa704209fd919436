using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>Fills a full-text index out of the rows of its table, whatever was in it.</summary>
internal static class FullTextRebuild
{
    /// <summary>The statements that do it.</summary>
    /// <param name="session">Where the index and its table are.</param>
    /// <param name="table">The table.</param>
    /// <param name="fullText">Its index.</param>
    /// <param name="isEmpty">The index was only just made.</param>
    public static IEnumerable<string> Statements(SqliteSession session, string table, FullTextObjects fullText, bool isEmpty)
    {
        if (fullText.Rows is { } rows)
        {
            if (!isEmpty)
            {
                yield return $"DELETE FROM {SqlIdentifier.Quote(rows.Name)}";
            }

            // cid, name, type, notnull, dflt_value, pk, hidden; the number itself is the only one with pk.
            var key = string.Join(", ", session.QueryRows($"pragma main.table_xinfo({SqlIdentifier.Quote(rows.Name)})").Where(static row => row[5] == "0").Select(static row => SqlIdentifier.Quote(row[1]!)));
            yield return $"INSERT INTO {SqlIdentifier.Quote(rows.Name)} ({key}) SELECT {key} FROM {SqlIdentifier.Quote(table)} ORDER BY {key}";
        }

        var index = SqlIdentifier.Quote(fullText.Index.Name);
        yield return $"INSERT INTO {index} ({index}) VALUES ('rebuild')";
    }

    /// <summary>After the table was made anew: its texts and keys may be others.</summary>
    /// <exception cref="MigrationStepException">The index doesn't fit the table any more.</exception>
    public static void Run(SqliteSession session, string table)
    {
        if (FullTextObjects.Find(SchemaCatalog.Read(session), table) is not { IsOurs: true } fullText)
        {
            return;
        }

        try
        {
            foreach (var statement in Statements(session, table, fullText, isEmpty: false))
            {
                session.Execute(statement);
            }
        }
        catch (LineageException e)
        {
            throw new MigrationStepException($"The full-text index '{fullText.Index.Name}' doesn't fit the new form of table '{table}': {e.Message} Drop it (its triggers, tables and view) before the rebuild, and make it anew after it.", e);
        }
    }
}
