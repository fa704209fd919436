using System.Globalization;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Operations;

/// <summary>
/// Reads the whole file and tells what is wrong with it (https://sqlite.org/pragma.html#pragma_integrity_check). It finds broken
/// structure, not every changed byte: a value that was altered in place is still a value.
/// </summary>
internal static class IntegrityCheck
{
    private const string SchemaTable = "sqlite_schema";

    /// <summary>Checks structure, then foreign keys, from one moment.</summary>
    /// <param name="session">Any session without an open transaction.</param>
    /// <param name="isQuick">Leaves out that each index holds what its table holds.</param>
    /// <param name="limit">Findings after which it stops, 1 or more.</param>
    public static IntegrityReport Run(SqliteSession session, bool isQuick = false, int limit = 100)
    {
        var findings = new List<string>();
        try
        {
            session.Execute("begin");
            findings.AddRange(Structure(session, isQuick, limit));
            findings.AddRange(References(session, limit - findings.Count));
        }
        catch (DatabaseCorruptException e)
        {
            // So damaged that the check itself can't go on: that is its result.
            findings.Add($"the check had to stop: {e.Message}");
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }
        }

        return new IntegrityReport(findings, IsComplete: findings.Count < limit);
    }

    /// <summary>The tables that <see cref="RunTable"/> takes: SQLite's table of tables first.</summary>
    public static List<string> Tables(SqliteSession session)
        => [SchemaTable, .. session.QueryRows("select name from main.sqlite_schema where type = 'table' order by name").Select(static row => row[0]!)];

    /// <summary>
    /// Checks one table with its indexes, and then its foreign keys, from one moment. What belongs to no table (pages that nobody uses) only <see cref="Run"/> looks at.
    /// </summary>
    /// <param name="session">Any session without an open transaction.</param>
    /// <param name="table">One of <see cref="Tables"/>; nothing is found where it is gone by now.</param>
    /// <param name="isQuick">Leaves out that each index holds what the table holds.</param>
    /// <param name="limit">Findings after which it stops, 1 or more.</param>
    public static List<string> RunTable(SqliteSession session, string table, bool isQuick, int limit)
    {
        var findings = new List<string>();
        try
        {
            session.Execute("begin");
            if (table != SchemaTable && !Tables(session).Contains(table))
            {
                return findings;
            }

            findings.AddRange(Sentences(session, $"pragma main.{(isQuick ? "quick_check" : "integrity_check")}({FoundName.Quote(table)})").Take(limit));
            if (table != SchemaTable)
            {
                findings.AddRange(References(session, limit - findings.Count, $"('{table.Replace("'", "''", StringComparison.Ordinal)}')"));
            }
        }
        catch (DatabaseCorruptException e)
        {
            findings.Add($"table '{table}': the check had to stop: {e.Message}");
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }
        }

        return findings;
    }

    private static IEnumerable<string> Structure(SqliteSession session, bool isQuick, int limit)
        => Sentences(session, string.Create(CultureInfo.InvariantCulture, $"pragma main.{(isQuick ? "quick_check" : "integrity_check")}({limit})"));

    private static IEnumerable<string> Sentences(SqliteSession session, string pragma)
        => session.QueryRows(pragma).Select(static row => row[0] ?? "").Where(static sentence => sentence != "ok");

    private static IEnumerable<string> References(SqliteSession session, int limit, string table = "")
    {
        if (limit <= 0)
        {
            return [];
        }

        // Through the pragma's table form, so that a file full of violations yields the first ones only.
        var rows = session.QueryRows(string.Create(CultureInfo.InvariantCulture, $"select \"table\", rowid, parent from pragma_foreign_key_check{table} limit {limit}"));
        return rows.Select(static row => $"table '{row[0]}', {(row[1] is { } rowid ? $"row {rowid}" : "a row")}: points at a row of '{row[2]}' that isn't there");
    }
}
