using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Search;

/// <summary>Asks FTS5 itself whether an index holds exactly the words of its table's texts (https://sqlite.org/fts5.html#the_integrity_check_command).</summary>
internal static class IndexChecks
{
    public static readonly string[] Tables = ["notes", "pages", "terms", "entries", "codes"];

    /// <summary>Every index of a file that nobody has open.</summary>
    public static void ShouldBeWhole(string path)
    {
        using var session = Sessions.Writer(path);
        foreach (var table in Tables)
        {
            ShouldBeWhole(session, table);
        }

        session.QueryText("pragma integrity_check").ShouldBe("ok");
    }

    public static void ShouldBeWhole(SqliteSession session, string table)
    {
        // Rank 1: compare with the texts too, which an external content isn't by itself.
        session.Execute($"insert into {table}_fts ({table}_fts, rank) values ('integrity-check', 1)");
        if (session.QueryText($"select 1 from sqlite_schema where name = '{table}_fts_rows'") is not null)
        {
            session.QueryText($"select count(*) from {table}_fts_rows").ShouldBe(session.QueryText($"select count(*) from {table}"));
        }
    }
}
